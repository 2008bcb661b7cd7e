"""Everything wrong with a problem as a whole: what no single value can know of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.domain.base import Value
from scheduler.domain.curriculum import Course, CourseKind, PlanRow
from scheduler.domain.problem import PROBLEM_SCHEMA, Problem
from scheduler.domain.reference_needs import need_faults
from scheduler.domain.reference_planning import planning_faults
from scheduler.domain.reference_texts import rule_faults, text_faults
from scheduler.domain.reference_times import bell_faults, time_faults
from scheduler.domain.school import Teacher
from scheduler.domain.text import Fault, Text
from scheduler.domain.time import BellSchedule

Check = Callable[[Problem], Iterator[Fault]]
_LISTS: tuple[tuple[str, Text], ...] = (
    ("bells", Text("bell schedule", "作息表")),
    ("campuses", Text("campus", "校区")),
    ("grades", Text("grade", "年级")),
    ("classes", Text("class", "班级")),
    ("groups", Text("group of pupils", "学生组")),
    ("teachers", Text("teacher", "教师")),
    ("teacher_groups", Text("teachers' group", "教师组")),
    ("rooms", Text("room", "场地")),
    ("pools", Text("sort of room", "场地类")),
    ("subjects", Text("subject", "科目")),
    ("courses", Text("course", "课程")),
)
_WHAT = dict(_LISTS)


def faults(problem: Problem) -> list[Fault]:
    """Every fault, each with a path such as `courses[三(2):语文].room`; an empty list means a usable problem."""
    return [fault for check in CHECKS for fault in check(problem)]


def _ids(problem: Problem) -> Iterator[Fault]:
    """Ids that stand twice, ids that two kinds of thing share."""
    if problem.schema_version != PROBLEM_SCHEMA:
        yield Fault(
            "schema_version", Text("is of another version", "版本不符"), Text(str(PROBLEM_SCHEMA), str(PROBLEM_SCHEMA))
        )
    for name, what in _LISTS:
        counts = Counter(thing.id for thing in getattr(problem, name))
        for an_id, count in counts.items():
            if count > 1:
                yield Fault(
                    f"{name}[{an_id}]",
                    Text(f"{count} {what.en} entries have the id {an_id}", f"有 {count} 个{what.zh}都叫“{an_id}”"),
                    Text("ids must differ", "请区分开；教师同名请填工号")
                    if name == "teachers"
                    else Text("ids must differ", "请区分开"),
                )
    spaces = (("classes", "groups"), ("rooms", "pools"))
    for one, other in spaces:
        for an_id in sorted({t.id for t in getattr(problem, one)} & {t.id for t in getattr(problem, other)}):
            wrong = f"{_WHAT[one].zh}与{_WHAT[other].zh}同名：{an_id}"
            yield Fault(f"{other}[{an_id}]", Text(f"a {_WHAT[one].en} has this id too", wrong))
    names = Counter(problem.day_names)
    if not problem.day_names or any(count > 1 or not name for name, count in names.items()):
        yield Fault("day_names", Text("days must have names that differ", "上课日名称不能为空或重复"))


def _same_names(problem: Problem) -> Iterator[Fault]:
    """Two teachers of one name need staff numbers."""
    by_name: dict[str, list[Teacher]] = {}
    for teacher in problem.teachers:
        by_name.setdefault(teacher.name or teacher.id, []).append(teacher)
    for name, found in by_name.items():
        for teacher in found if len(found) > 1 else ():
            if not teacher.staff_no and teacher.id == name:
                yield Fault(
                    f"teachers[{teacher.id}].staff_no",
                    Text(f"two teachers are called {name}", f"有两位教师都叫“{name}”"),
                    Text("give both a staff number", "请给两人都填工号"),
                )


def _links(problem: Problem) -> Iterator[Fault]:
    """Ids that nothing has."""
    ids = {name: {t.id for t in getattr(problem, name)} for name, _ in _LISTS}
    places = ids["rooms"] | ids["pools"]
    leaves = {leaf for c in problem.classes for leaf in (c.leaves or (c.id,))}
    sets = ids["classes"] | ids["groups"]

    def unknown(path: str, what: Text, words: Iterable[str], known: set[str]) -> Iterator[Fault]:
        for word in words:
            if word and word not in known:
                yield Fault(path, Text(f"there is no {what.en} “{word}”", f"没有{what.zh}“{word}”"))

    def linked(name: str, things: Iterable[Value], fields: Sequence[tuple[str, str, set[str]]]) -> Iterator[Fault]:
        for thing in things:
            for field, kind, known in fields:
                value = getattr(thing, field)
                words = (value,) if isinstance(value, str) else value
                an_id = getattr(thing, "id", "") or f"{getattr(thing, 'grade', '')}:{getattr(thing, 'subject', '')}"
                yield from unknown(f"{name}[{an_id}].{field}", _WHAT[kind], words, known)

    campus = ("campus", "campuses", ids["campuses"])
    yield from linked("grades", problem.grades, [("bell", "bells", ids["bells"])])
    yield from linked(
        "classes",
        problem.classes,
        [
            ("grade", "grades", ids["grades"]),
            ("class_teacher", "teachers", ids["teachers"]),
            ("room", "rooms", ids["rooms"]),
            campus,
        ],
    )
    yield from linked("groups", problem.groups, [("leaves", "classes", leaves)])
    taught = [("subjects", "subjects", ids["subjects"]), ("also", "subjects", ids["subjects"]), campus]
    yield from linked("teachers", problem.teachers, taught)
    members = [("members", "teachers", ids["teachers"]), ("exempt", "teachers", ids["teachers"])]
    yield from linked("teacher_groups", problem.teacher_groups, [*members, ("meeting", "courses", ids["courses"])])
    yield from linked("rooms", problem.rooms, [campus])
    yield from linked("pools", problem.pools, [("rooms", "rooms", ids["rooms"]), campus])
    yield from linked("subjects", problem.subjects, [("counted_in", "subjects", ids["subjects"])])
    plan = [("grade", "grades", ids["grades"]), ("subject", "subjects", ids["subjects"])]
    plan += [("counted_in", "subjects", ids["subjects"]), ("room", "rooms", places)]
    yield from linked("plan", problem.plan, plan)
    yield from linked("filed_plan", problem.filed_plan or (), plan)
    yield from linked(
        "courses",
        problem.courses,
        [
            ("subject", "subjects", ids["subjects"]),
            ("sets", "classes", sets),
            ("teachers", "teachers", ids["teachers"]),
            ("room", "rooms", places),
            ("bell", "bells", ids["bells"]),
        ],
    )
    for course in problem.courses:
        for lesson in course.fixed:
            yield from unknown(f"courses[{course.id}].fixed", _WHAT["rooms"], (lesson.room,), places)
    for bell in problem.bells:
        for row in {r for rows in bell.days for r in rows if r.occupies}:
            yield from unknown(f"bells[{bell.id}].occupies", _WHAT["rooms"], row.occupies, ids["rooms"])


def _pupils(problem: Problem) -> Iterator[Fault]:
    """Smallest groups belong to one class and are called as nothing else is."""
    owners = Counter(leaf for c in problem.classes for leaf in (c.leaves or (c.id,)))
    others = {c.id for c in problem.classes} | {g.id for g in problem.groups}
    for c in problem.classes:
        for leaf in c.leaves:
            if owners[leaf] > 1 or (leaf in others and leaf != c.id):
                yield Fault(
                    f"classes[{c.id}].leaves", Text(f"the name {leaf} is used twice", f"小组名“{leaf}”重复使用")
                )
    for group in problem.groups:
        if not group.leaves:
            yield Fault(f"groups[{group.id}].leaves", Text("the group is empty", "分组没有成员"))


def _plan(problem: Problem) -> Iterator[Fault]:
    for name, rows in (("plan", problem.plan), ("filed_plan", problem.filed_plan or ())):
        counts = Counter((row.grade, row.subject) for row in rows)
        for (grade, subject), count in counts.items():
            if count > 1:
                yield Fault(f"{name}[{grade}:{subject}]", Text("stands in the plan twice", "在计划中重复"))
        for row in rows:
            yield from _plan_row(name, row)


def _plan_row(name: str, row: PlanRow) -> Iterator[Fault]:
    if 2 * row.doubles > max(row.weekly):
        yield Fault(
            f"{name}[{row.grade}:{row.subject}].doubles",
            Text(
                f"{row.doubles} doubles need more than {max(row.weekly)} lessons",
                f"{row.doubles} 次连堂超过每周 {max(row.weekly)} 节",
            ),
        )


def _courses(problem: Problem) -> Iterator[Fault]:
    index = problem.index
    for course in problem.courses:
        where = f"courses[{course.id}]"
        if course.kind is CourseKind.MEETING and not course.teachers and not course.unstaffed:
            yield Fault(f"{where}.teachers", Text("the meeting has no teachers", "会议没有参加教师"))
        if course.kind is CourseKind.MEETING and course.sets:
            yield Fault(f"{where}.sets", Text("a meeting has no pupils", "会议不能填班级"))
        if course.kind is not CourseKind.MEETING and not course.sets:
            yield Fault(f"{where}.sets", Text("nobody is taught", "没有上课的班级或分组"))
        bell = index.bells.get(index.course_bell(course), problem.bells[0])
        longest = max((bell.periods(day) for day in range(1, len(bell.days) + 1)), default=0)
        if any(part.duration > longest for part in course.parts):
            yield Fault(
                f"{where}.parts",
                Text(f"a block is longer than any day ({longest} periods)", f"连堂比任何一天都长（最多 {longest} 节）"),
            )
        yield from _fixed(course, bell)


def _fixed(course: Course, bell: BellSchedule) -> Iterator[Fault]:
    where = f"courses[{course.id}].fixed"
    if len(course.fixed) > course.lessons:
        yield Fault(
            where,
            Text(
                f"{len(course.fixed)} fixed lessons, but only {course.lessons} lessons",
                f"固定了 {len(course.fixed)} 节，但只有 {course.lessons} 节课",
            ),
        )
    for at, count in Counter((f.day, f.period) for f in course.fixed).items():
        if count > 1:
            yield Fault(
                where, Text(f"day {at[0]}, period {at[1]} is fixed twice", f"第 {at[0]} 天第 {at[1]} 节重复固定")
            )
        if at[1] > bell.periods(at[0]):
            yield Fault(
                where,
                Text(f"day {at[0]} has no period {at[1]}", f"第 {at[0]} 天没有第 {at[1]} 节"),
                Text(f"it has {bell.periods(at[0])} periods", f"这一天有 {bell.periods(at[0])} 节"),
            )


def _groups(problem: Problem) -> Iterator[Fault]:
    for group in problem.teacher_groups:
        if missing := [m for m in group.exempt if m not in group.members]:
            names = "、".join(missing[:5])
            yield Fault(f"teacher_groups[{group.id}].exempt", Text(f"not in the group: {names}", f"不在本组：{names}"))


CHECKS: tuple[Check, ...] = (
    _ids,
    text_faults,
    _same_names,
    bell_faults,
    _links,
    _pupils,
    _plan,
    _courses,
    need_faults,
    _groups,
    time_faults,
    rule_faults,
    planning_faults,
)
