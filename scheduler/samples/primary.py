"""A primary school of any size: bells, plan, rooms, staff, courses and rules put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, SchoolClass
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.samples import plans
from scheduler.samples.bells import HIGH, LOW, primary_bells
from scheduler.samples.primary_staff import PrimaryStaff, add_wishes, hire, meetings, share_out
from scheduler.samples.rooms import PrimaryRooms

NATIONAL = ("national-2021",)


@dataclass(frozen=True, slots=True)
class PrimarySchool:
    """What tells one sample primary school from another.

    `odd_even` and `clubs` name grades (1 to 6) whose 校本 is 心理/安全 by turns, or clubs in one Wednesday block;
    `joint` gives subjects and class pairs taught together; `doubles` grades in which a subject has a double.
    """

    title: str
    per_grade: int
    seed: str
    rooms: PrimaryRooms
    table: plans.Table = field(default_factory=lambda: plans.PRIMARY)
    bells: tuple[BellSchedule, ...] = field(default_factory=primary_bells)
    doubles: Mapping[str, frozenset[int]] = field(default_factory=dict)
    odd_even: frozenset[int] = frozenset()
    clubs: Mapping[int, int] = field(default_factory=dict)
    joint: tuple[tuple[str, str, str], ...] = ()
    pull_out: bool = False
    pe_meets: bool = True
    presets: tuple[str, ...] = NATIONAL
    rules: tuple[RuleSetting, ...] = ()


def build(school: PrimarySchool) -> Problem:
    """The whole problem."""
    staff = hire(school.per_grade, school.seed)
    classes = tuple(
        SchoolClass(
            id=f"{plans.NUMERALS[g]}({i + 1})",
            name=f"{plans.NUMERALS[g]}({i + 1})",
            grade=plans.GRADES[g],
            size=45 if school.per_grade > 1 else 22,
            class_teacher=staff.chinese[g * school.per_grade + i],
        )
        for g in range(6)
        for i in range(school.per_grade)
    )
    plan = plan_of(school)
    share_out(staff, classes, plan)
    add_wishes(staff, school.per_grade)
    met = meetings(staff, school.per_grade, pe_meets=school.pe_meets)
    rooms, pools = school.rooms.build()
    extra = pull_outs(staff, classes) if school.pull_out else ()
    courses = (*lessons(school, staff, classes, plan), *extra, *met.courses)
    if extra:
        rooms = (*rooms, Room(id="资源教室", name="资源教室"))
    return Problem(
        school=school.title,
        term="2026—2027学年第一学期",
        version="第1版",
        valid_from="第1周",
        bells=school.bells,
        grades=tuple(
            Grade(id=g, name=g, number=n, bell=LOW if n <= 2 else HIGH) for n, g in enumerate(plans.GRADES[:6], start=1)
        ),
        classes=classes,
        teachers=staff.roster.teachers(),
        teacher_groups=tuple(met.groups),
        rooms=rooms,
        pools=pools,
        subjects=plans.used_subjects(*(c.subject for c in courses), plans.LOCAL),
        plan=plan,
        filed_plan=plan,
        courses=courses,
        presets=school.presets,
        rules=school.rules,
    )


def plan_of(school: PrimarySchool) -> tuple[PlanRow, ...]:
    """The plan with what the school does with its 校本 lessons."""
    pays = {
        plans.WRITING: (plans.CHINESE,) * 6,
        plans.CLASS_MEETING: (plans.LOCAL,) * 2 + (plans.PRACTICE,) * 4,
        plans.SPORT: (plans.CHINESE,) * 2 + (plans.LOCAL,) * 4,
    }
    rows: list[PlanRow] = []
    for row in plans.plan_rows(school.table, 1, school.rooms.needs(school.doubles), pays):
        number = plans.GRADES.index(row.grade) + 1
        if row.subject == plans.LOCAL and number in school.odd_even:
            rows.append(row.model_copy(update={"subject": plans.MIND, "even": 0, "counted_in": plans.LOCAL}))
            rows.append(row.model_copy(update={"subject": plans.SAFETY, "odd": 0, "counted_in": plans.LOCAL}))
        elif row.subject == plans.LOCAL and number in school.clubs:
            rows.append(
                row.model_copy(
                    update={"subject": plans.CLUBS, "title": "社团走班", "counted_in": plans.LOCAL, "doubles": 1}
                )
            )
        else:
            rows.append(row)
    return tuple(rows)


def parts(row: PlanRow) -> tuple[Part, ...]:
    """The row's periods as doubles and single lessons."""
    single = max(row.weekly) - 2 * row.doubles
    double = (Part(duration=2, count=row.doubles),) if row.doubles else ()
    return (*double, *((Part(count=single),) if single else ()))


def lessons(
    school: PrimarySchool, staff: PrimaryStaff, classes: Sequence[SchoolClass], plan: Sequence[PlanRow]
) -> tuple[Course, ...]:
    """Every class's courses; joint ones and clubs once for all their classes."""
    rows: dict[str, list[PlanRow]] = {}
    for row in plan:
        rows.setdefault(row.grade, []).append(row)
    partner = {(subject, a): b for subject, a, b in school.joint}
    second = {(subject, b) for subject, _, b in school.joint}
    out: list[Course] = []
    for c in classes:
        for row in rows[c.grade]:
            if (row.subject, c.id) in second or row.subject == plans.CLUBS:
                continue
            sets = (c.id, *((partner[row.subject, c.id],) if (row.subject, c.id) in partner else ()))
            weeks = Weeks.ALL if row.odd == row.even else Weeks.ODD if row.odd else Weeks.EVEN
            fixed = (FixedLesson(day=1, period=6),) if row.subject == plans.CLASS_MEETING else ()
            out.append(
                Course(
                    id=f"{'+'.join(sets)}:{row.subject}",
                    subject=row.subject,
                    sets=sets,
                    teachers=(staff.roster.teacher_of[c.id, row.subject],),
                    parts=parts(row),
                    weeks=weeks,
                    room=row.room,
                    room_strict=row.room_strict,
                    fixed=fixed,
                )
            )
    return (*out, *club_courses(school, staff, classes))


def club_courses(school: PrimarySchool, staff: PrimaryStaff, classes: Sequence[SchoolClass]) -> tuple[Course, ...]:
    """One Wednesday block per grade: all its classes divide among eight leaders, two of them from outside."""
    guides = (*staff.guests, *staff.computing[:2], *staff.leaders[-4:])
    return tuple(
        Course(
            id=f"{grade}:{plans.CLUBS}",
            subject=plans.CLUBS,
            sets=tuple(c.id for c in classes if c.grade == grade),
            teachers=guides,
            parts=(Part(duration=2, count=1),),
            fixed=(FixedLesson(day=3, period=period),),
            name=f"{grade}社团走班",
        )
        for number, period in sorted(school.clubs.items())
        for grade in (plans.GRADES[number - 1],)
    )


def pull_outs(staff: PrimaryStaff, classes: Sequence[SchoolClass]) -> tuple[Course, ...]:
    """One group's lessons in the resource room, beside the class's own."""
    home = next(c for c in classes if c.grade == plans.GRADES[1])
    return (
        Course(
            id=f"{home.id}:{plans.SUPPORT}:A组",
            subject=plans.SUPPORT,
            sets=(home.id,),
            teachers=(staff.leaders[-1],),
            parts=(Part(count=2),),
            kind=CourseKind.PULL_OUT,
            room="资源教室",
            name=f"{home.id} 资源教室 A组",
        ),
    )
