"""A junior school of 24 classes (eight a grade), in the base form and with a sport lesson on every day."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.curriculum import Course, FixedLesson, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, GroupKind, SchoolClass
from scheduler.domain.time import TimeRange
from scheduler.samples import plans
from scheduler.samples.bells import JUNIOR_BELL, junior_bell
from scheduler.samples.meetings import Meetings
from scheduler.samples.names import chinese_names
from scheduler.samples.primary import NATIONAL, parts
from scheduler.samples.rooms import ART_ROOMS, COMPUTER_ROOMS, FIELDS, MUSIC_ROOMS, Places, rooms_and_pools
from scheduler.samples.schools import DAILY_RULES, STRICTER
from scheduler.samples.staff import Roster, Task, away

PER_GRADE = 8
BIOLOGY_LABS, PHYSICS_LABS, CHEMISTRY_LABS = "生物实验室", "物理实验室", "化学实验室"
LABS = ((BIOLOGY_LABS, 2), (PHYSICS_LABS, 2), (CHEMISTRY_LABS, 1))
BASE_FIELDS: Places = (("田径场", 3), ("篮球场", 1))
DAILY_FIELDS: Places = (*BASE_FIELDS, ("体育馆", 1))

NEEDS = plans.Needs(
    rooms={
        plans.PE: (FIELDS, True),
        plans.SPORT: (FIELDS, True),
        plans.MUSIC: (MUSIC_ROOMS, True),
        plans.ART: (ART_ROOMS, True),
        plans.COMPUTING: (COMPUTER_ROOMS, True),
        plans.BIOLOGY: (BIOLOGY_LABS, False),
        plans.PHYSICS: (PHYSICS_LABS, True),
        plans.CHEMISTRY: (CHEMISTRY_LABS, True),
    },
    room_grades={},
    doubles={plans.CHEMISTRY: frozenset({9})},
)

SPECIALISTS = (
    (plans.ENGLISH, 8),
    (plans.MORALS, 4),
    (plans.HISTORY, 4),
    (plans.GEOGRAPHY, 3),
    (plans.BIOLOGY, 3),
    (plans.PHYSICS, 4),
    (plans.CHEMISTRY, 2),
    (plans.COMPUTING, 1),
    (plans.MUSIC, 2),
    (plans.ART, 2),
)


def junior_24() -> Problem:
    """The base form."""
    return _build("第一初级中学", daily=False)


def junior_24_daily_pe() -> Problem:
    """The daily-PE form: five fields, eight PE teachers who meet after school."""
    return _build("第一初级中学（每天一节体育课）", daily=True)


def _build(title: str, *, daily: bool) -> Problem:
    table = plans.JUNIOR_DAILY_PE if daily else plans.JUNIOR
    pays = {plans.CLASS_MEETING: (plans.PRACTICE,) * 3, plans.SPORT: (plans.LOCAL,) * 3}
    plan = plans.plan_rows(table, 7, NEEDS, pays)
    roster = Roster(chinese_names("junior-24"))
    staff = _hire(roster, pe=8 if daily else 5)
    classes = tuple(
        SchoolClass(
            id=f"{plans.NUMERALS[g]}({i + 1})",
            name=f"{plans.NUMERALS[g]}({i + 1})",
            grade=plans.GRADES[g],
            size=50,
            class_teacher=staff[(plans.CHINESE, plans.MATHS)[i % 2]][((g - 6) * PER_GRADE + i) // 2],
        )
        for g in (6, 7, 8)
        for i in range(PER_GRADE)
    )
    _share_out(roster, staff, classes, plan)
    _add_wishes(roster, staff)
    met = _meetings(staff, pe_meets=not daily)
    sorts = ((MUSIC_ROOMS, 2), (ART_ROOMS, 2), (COMPUTER_ROOMS, 1), *LABS)
    rooms, pools = rooms_and_pools(DAILY_FIELDS if daily else BASE_FIELDS, sorts)
    courses = (*_lessons(roster, classes, plan), *met.courses)
    return Problem(
        school=title,
        term="2026—2027学年第一学期",
        version="第1版",
        valid_from="第1周",
        bells=(junior_bell(rest=15 if daily else 10),),
        grades=tuple(Grade(id=g, name=g, number=n, bell=JUNIOR_BELL) for n, g in enumerate(plans.GRADES[6:9], start=7)),
        classes=classes,
        teachers=roster.teachers(),
        teacher_groups=tuple(met.groups),
        rooms=rooms,
        pools=pools,
        subjects=plans.used_subjects(*(c.subject for c in courses)),
        plan=plan,
        filed_plan=None if daily else plan,
        courses=courses,
        presets=STRICTER if daily else NATIONAL,
        rules=DAILY_RULES if daily else (),
    )


def _hire(roster: Roster, pe: int) -> dict[str, list[str]]:
    staff = {subject: roster.hire(subject, 12) for subject in (plans.CHINESE, plans.MATHS)}
    staff |= {subject: roster.hire(subject, count) for subject, count in SPECIALISTS}
    staff[plans.PE] = roster.hire(plans.PE, pe)
    leaders = roster.hire(plans.PRACTICE, 1, duty="校长", reduction=10)
    leaders += roster.hire(
        plans.PRACTICE, 1, duty="教导主任", reduction=6, unavailable=away(0, (1,), "教导主任第1节巡课")
    )
    leaders += roster.hire(plans.PRACTICE, 1, duty="德育主任", reduction=6)
    staff[plans.LEADERS] = leaders
    staff[plans.PRACTICE] = roster.hire(plans.PRACTICE, 4)
    return staff


def _share_out(
    roster: Roster, staff: dict[str, list[str]], classes: Sequence[SchoolClass], plan: Sequence[PlanRow]
) -> None:
    weekly = {(row.grade, row.subject): row.odd for row in plan}

    def tasks(subject: str) -> list[Task]:
        known = ((c, weekly.get((c.grade, subject), 0)) for c in classes)
        return [Task(c.id, subject, periods) for c, periods in known if periods]

    for c in classes:
        roster.give(c.class_teacher, Task(c.id, plans.CLASS_MEETING, 1))
    at = {c.id: i // 2 for i, c in enumerate(classes)}
    for subject in (plans.CHINESE, plans.MATHS):
        for task in tasks(subject):
            roster.give(staff[subject][at[task.class_id]], task)
    for subject, _ in SPECIALISTS:
        roster.share(tasks(subject), staff[subject])
    sport = sorted((*tasks(plans.PE), *tasks(plans.SPORT)), key=lambda task: at[task.class_id])
    roster.share(sport, staff[plans.PE])
    rest = [*tasks(plans.LABOUR), *tasks(plans.PRACTICE), *tasks(plans.LOCAL)]
    beside = [*staff[plans.GEOGRAPHY], *staff[plans.BIOLOGY]]
    helpers = [*staff[plans.LEADERS], *staff[plans.PRACTICE], *beside]
    roster.share(rest, helpers, [2, 8, 8, *(15 for _ in staff[plans.PRACTICE]), *(3 for _ in beside)])


def _add_wishes(roster: Roster, staff: dict[str, list[str]]) -> None:
    roster.note(staff[plans.CHINESE][-1], disliked=away(5, (6,), "希望周五早些离校"))
    roster.note(staff[plans.MATHS][0], preferred=(TimeRange(periods=(1, 2, 3, 4), reason="希望上午上课"),))
    roster.note(staff[plans.ENGLISH][0], load_max=14, day_max=4, duty="病后减课", reduction=2)
    roster.note(staff[plans.ART][1], kind="外聘", unavailable=(*away(1, (), "外聘"), *away(4, (), "外聘")))
    roster.note(staff[plans.MUSIC][1], kind="外聘", unavailable=(*away(3, (), "外聘"), *away(5, (), "外聘")))
    for subject, day in ((plans.HISTORY, 4), (plans.PHYSICS, 3)):
        roster.note(staff[subject][-1], unavailable=away(day, (5, 6, 7), "区教研"))


def _meetings(staff: dict[str, list[str]], *, pe_meets: bool) -> Meetings:
    out = Meetings(JUNIOR_BELL)
    out.meet("行政会", staff[plans.LEADERS], 1, 5, kind=GroupKind.LEADERS)
    out.meet("语文教研组", staff[plans.CHINESE], 2, 6)
    out.meet("数学教研组", staff[plans.MATHS], 3, 6)
    out.meet("英语教研组", staff[plans.ENGLISH], 4, 6)
    humanities = [*staff[plans.MORALS], *staff[plans.HISTORY], *staff[plans.GEOGRAPHY]]
    out.meet("文综教研组", humanities, 4, 6, exempt=staff[plans.HISTORY][-1:])
    sciences = [*staff[plans.BIOLOGY], *staff[plans.PHYSICS], *staff[plans.CHEMISTRY], *staff[plans.COMPUTING]]
    out.meet("理综教研组", sciences, 3, 6, exempt=staff[plans.PHYSICS][-1:])
    if pe_meets:
        out.meet("体育教研组", staff[plans.PE], 5, 5)
    else:
        out.know("体育教研组", staff[plans.PE], kind=GroupKind.RESEARCH)
    out.know("化学备课组", staff[plans.CHEMISTRY], kind=GroupKind.PREPARATION, common_free=2)
    return out


def _lessons(roster: Roster, classes: Sequence[SchoolClass], plan: Sequence[PlanRow]) -> tuple[Course, ...]:
    return tuple(
        Course(
            id=f"{c.id}:{row.subject}",
            subject=row.subject,
            sets=(c.id,),
            teachers=(roster.teacher_of[c.id, row.subject],),
            parts=parts(row),
            room=row.room,
            room_strict=row.room_strict,
            fixed=(FixedLesson(day=1, period=7),) if row.subject == plans.CLASS_MEETING else (),
        )
        for c in classes
        for row in plan
        if row.grade == c.grade
    )
