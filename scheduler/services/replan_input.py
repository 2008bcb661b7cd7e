"""What a repair is given: a school after a change, and a timetable of the school as it was, checked together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.domain.moves import Weights
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario, Weeks, apply
from scheduler.domain.text import Fault, FaultyInput, Text, joined, same
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.faults import capped
from scheduler.io.imported import Note, NoteKind
from scheduler.io.timetable import read_timetable
from scheduler.services.assign import Completed, whole
from scheduler.services.load import School, opened

MOST_NAMED = 6
OF_THE_SCHOOL = Text("use a name of the school", "请写学校文件里的名称")
ITS_OWN = Text("give a timetable of this school", "请用本校的课表")
OTHER_SCHOOL = Text(
    "a timetable of another school: of its {all} lessons only {n} belong to courses here (not known: {names})",
    "不是本校的课表：{all} 节课中只有 {n} 节属于本校的课程（不认识：{names}）",
)
NO_LESSONS = Text("the timetable has no lessons", "课表里没有课")
UNKNOWN = Text("the school has no {kind} “{name}” ({n} lessons)", "本校没有{kind}“{name}”（{n} 节课）")
LEFT_OUT = Text(
    "{n} lessons belong to no course of the school and are left out: {names}",
    "有 {n} 节课不属于任何课程，未采用：{names}",
)
HOLES = Text(
    "{n} lessons are missing in the timetable; they are placed where the fewest others move: {names}",
    "原课表缺 {n} 节课，按动得最少补上：{names}",
)
EXTRA = Text(
    "{n} lessons are more than the courses have, and are taken out: {names}", "原课表多 {n} 节课，已去掉：{names}"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A school and its timetable as they were; the school as it is to be timetabled, and the timetable in its terms.

    `missing` and `extra` count lessons the timetable lacks and has too many; `notes` tell what was noticed on the way.
    """

    before: School
    timetable: Timetable
    school: School
    completed: Completed
    old: Timetable
    notes: tuple[Note, ...]
    missing: int = 0
    extra: int = 0


def changed(school: School, scenario: Scenario | None, weeks: Weeks | None = None) -> School:
    """The school after the changes of a scenario; with `weeks`, or where it says some, a version for these alone.

    Raises:
        FaultyInput: naming all that is wrong with them.
    """
    if weeks is not None:
        patches = () if scenario is None else scenario.patches
        scenario = Scenario.model_construct(
            name="" if scenario is None else scenario.name, patches=patches, weeks=weeks
        )
    if scenario is None:
        return school
    problem = apply(school.problem, scenario)
    if scenario.weeks is not None:
        name = "-".join(word for word in (school.problem.version[:180], _weeks_name(scenario.weeks)) if word)
        days = problem.calendar.dates(scenario.weeks.first) if problem.calendar is not None else ()
        problem = problem.model_copy(update={"version": name, "valid_from": days[0].isoformat() if days else ""})
    found = opened(problem)
    return replace(school, problem=found.problem, rules=found.rules, term=school.problem if scenario.weeks else None)


def _weeks_name(weeks: Weeks) -> str:
    return f"W{weeks.first}" if weeks.first == weeks.last else f"W{weeks.first}-{weeks.last}"


def given(
    school: School,
    timetable: Timetable | Path,
    scenario: Scenario | None,
    weights: Weights,
    weeks: Weeks | None = None,
) -> Given:
    """Everything a repair needs.

    Raises:
        FaultyInput: with every fault of the scenario, the weights and the timetable.
    """
    before, _ = whole(school)
    notes: list[Note] = []
    found: list[Fault] = []
    after = school
    try:
        after = changed(school, scenario, weeks)
    except FaultyInput as error:
        found += error.faults
    known = after.problem if not found else before.problem
    for name in weights.strangers(known):
        wrong = Text(f"the school has no “{name}”", f"学校里没有“{name}”")
        found.append(Fault(where="weights", wrong=wrong, right=OF_THE_SCHOOL))
    try:
        if isinstance(timetable, Path):
            read = read_timetable(timetable, before.problem, other_version=scenario is not None)
            timetable, notes = read.timetable, list(read.notes)
        found += strangers(before.problem, timetable)
    except FaultyInput as error:
        found += error.faults
    if found or isinstance(timetable, Path):
        raise FaultyInput(capped(found))
    done, completed = whole(after)
    old, more = _as_of(done.problem, timetable)
    counts, said = _uneven(done.problem, old)
    return Given(before, timetable, done, completed, old, (*notes, *more, *said), *counts)


def strangers(problem: Problem, timetable: Timetable) -> list[Fault]:
    """What shows that a timetable is not this school's, or names what the school does not know."""
    index = problem.index
    if not timetable.lessons:
        return [Fault("timetable", NO_LESSONS, ITS_OWN)]
    pupils = {*index.classes, *index.groups, *index.pupils}
    lost = [x for x in timetable.lessons if x.course not in index.courses]
    kinds: tuple[tuple[Text, Iterable[str], list[str]], ...] = (
        (Text("class", "班级"), pupils, [one for x in lost for one in x.sets]),
        (Text("teacher", "教师"), index.teachers, [one for x in lost for one in x.teachers]),
        (Text("subject", "科目"), index.subjects, [x.subject for x in lost]),
    )
    unknown = [(kind, Counter(one for one in named if one not in set(known))) for kind, known, named in kinds]
    if 2 * len(lost) > len(timetable.lessons):
        names = [*dict.fromkeys(name for _, counts in unknown for name in counts)] or [
            x.course or x.subject for x in lost
        ]
        n = len(timetable.lessons) - len(lost)
        wrong = OTHER_SCHOOL.format(all=len(timetable.lessons), n=n, names=_shown(names))
        return [Fault("timetable", wrong, ITS_OWN)]
    return [
        Fault("timetable", UNKNOWN.format(kind=kind, name=name, n=n), OF_THE_SCHOOL)
        for kind, counts in unknown
        for name, n in counts.items()
    ]


def _as_of(problem: Problem, timetable: Timetable) -> tuple[Timetable, list[Note]]:
    """The lessons of the school's courses, with the pupils and teachers these have now."""
    courses = problem.index.courses
    kept: list[Lesson] = []
    lost: list[Lesson] = []
    for x in timetable.lessons:
        course = courses.get(x.course or "")
        if course is None:
            lost.append(x)
            continue
        facts = {"subject": course.subject, "sets": course.sets, "teachers": course.teachers, "weeks": course.weeks}
        rooms = tuple(room for room in x.rooms if room in problem.index.rooms)
        kept.append(x.model_copy(update={**facts, "rooms": rooms, "bell": course.bell, "source": None}))
    notes = []
    if lost:
        title = problem.index.title
        names = [f"{'+'.join(map(title, x.sets))} {title(x.subject)}".strip() for x in lost]
        notes.append(Note(NoteKind.LEFT_OUT, LEFT_OUT.format(n=len(lost), names=_shown(names))))
    facts = {"version": problem.version, "valid_from": problem.valid_from, "problem_fingerprint": problem.fingerprint}
    return timetable.model_copy(update={"lessons": tuple(kept), "draft": False, **facts}), notes


def _uneven(problem: Problem, old: Timetable) -> tuple[tuple[int, int], list[Note]]:
    """How many lessons are missing and how many too many, and which."""
    has: dict[str, int] = Counter(x.course or "" for x in old.lessons)
    missing = {c.id: c.lessons - has[c.id] for c in problem.courses if has[c.id] < c.lessons}
    extra = {c.id: has[c.id] - c.lessons for c in problem.courses if has[c.id] > c.lessons}
    notes = []
    for words, counts in ((HOLES, missing), (EXTRA, extra)):
        if counts:
            names = [f"{problem.index.title(course)} ×{n}" for course, n in counts.items()]
            notes.append(Note(NoteKind.READ_AS, words.format(n=sum(counts.values()), names=_shown(names))))
    return (sum(missing.values()), sum(extra.values())), notes


def _shown(names: Sequence[str]) -> Text:
    """Some names, the rest as a number."""
    found = list(dict.fromkeys(names))
    more = [Text("{n} more", "等共 {all} 项").format(n=len(found) - MOST_NAMED, all=len(found))]
    return joined([same(name) for name in found[:MOST_NAMED]] + (more if len(found) > MOST_NAMED else []))
