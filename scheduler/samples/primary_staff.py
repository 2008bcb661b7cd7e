"""Staffing a primary school of any size: posts, classes, wishes, absences, meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.school import GroupKind, SchoolClass
from scheduler.domain.time import TimeRange
from scheduler.samples import plans
from scheduler.samples.bells import HIGH
from scheduler.samples.meetings import Meetings
from scheduler.samples.names import chinese_names
from scheduler.samples.staff import Roster, Task, away

WHOLE_SCHOOL = 3
"""From this many classes a grade, the school has deputies, part-time teachers and delegates."""
LARGE = 6
"""From this many classes a grade, people are on leave, posts are open and names repeat."""


@dataclass
class PrimaryStaff:
    """Who works at the school, by subject; the leaders from the head down."""

    roster: Roster
    chinese: list[str]
    maths: list[str]
    english: list[str]
    science: list[str]
    computing: list[str]
    pe: list[str]
    music: list[str]
    art: list[str]
    leaders: list[str]
    guests: list[str] = field(default_factory=list)
    delegates: list[str] = field(default_factory=list)


def posts(lessons: int, load: int) -> int:
    """How many teachers some lessons need at a usual load."""
    return max(1, (2 * lessons + load) // (2 * load))


def hire(per_grade: int, seed: str) -> PrimaryStaff:
    """Everyone, before lessons are shared out."""
    roster = Roster(chinese_names(seed))
    large, whole = per_grade >= LARGE, per_grade >= WHOLE_SCHOOL
    chinese = roster.hire(plans.CHINESE, 6 * per_grade - (2 if large else 0))
    if large:
        chinese += roster.hire_namesakes(plans.CHINESE, ("201703", "202211"))
    maths = roster.hire(plans.MATHS, 3 * per_grade - large)
    if large:
        maths += roster.hire(plans.MATHS, 1, name="待定1", placeholder=True)
    english = roster.hire(plans.ENGLISH, posts(10 * per_grade, 15))
    science = roster.hire(plans.SCIENCE, posts(8 * per_grade, 15))
    computing = roster.hire(plans.COMPUTING, posts(4 * per_grade, 13))
    pe = roster.hire(plans.PE, posts(20 * per_grade, 18))
    music = roster.hire(plans.MUSIC, posts(12 * per_grade, 18))
    art = roster.hire(plans.ART, posts(12 * per_grade, 18) - large)
    if large:
        art += roster.hire(plans.ART, 1, name="待定2", placeholder=True)
    guests = []
    if whole:
        guests = roster.hire(plans.MUSIC, 1, kind="外聘", unavailable=closed((2, 5), "外聘，周二、周五不在校"))
        guests += roster.hire(plans.ART, 1, kind="外聘", unavailable=closed((1, 4), "外聘，周一、周四不在校"))
    leaders = hire_leaders(roster, per_grade)
    if large:
        for kind in ("产假", "病假", "支教"):
            roster.hire(plans.CHINESE, 1, kind=kind)
        for teacher in (maths[1], english[-1], science[-1]):
            roster.note(teacher, kind="临聘")
    return PrimaryStaff(roster, chinese, maths, english, science, computing, pe, music, art, leaders, guests)


def closed(days: Sequence[int], reason: str) -> tuple[TimeRange, ...]:
    """Whole days on which someone is not there."""
    return tuple(when for day in days for when in away(day, (), reason))


def hire_leaders(roster: Roster, per_grade: int) -> list[str]:
    """Head, deputies, middle leaders (the academic dean first) and the Young Pioneers' counsellor."""
    leaders = roster.hire(plans.MORALS, 1, duty="校长", reduction=12)
    leaders += roster.hire(plans.MORALS, (per_grade + 1) // 3, duty="副校长", reduction=10)
    dean = roster.hire(plans.PRACTICE, 1, duty="教导主任", reduction=7, unavailable=away(0, (1,), "教导主任第1节巡课"))
    leaders += dean
    if per_grade >= WHOLE_SCHOOL:
        leaders += roster.hire(
            plans.PRACTICE, 1, duty="德育主任", reduction=7, unavailable=away(5, (6,), "周五末节安全检查")
        )
        middle = max(0, round(per_grade * 0.6) - 2)
        leaders += roster.hire(plans.PRACTICE, middle, duty="中层干部", reduction=7)
        leaders += roster.hire(plans.PRACTICE, 1, duty="大队辅导员", reduction=7)
    return leaders


def share_out(staff: PrimaryStaff, classes: Sequence[SchoolClass], plan: Sequence[PlanRow]) -> None:
    """Give every class its teachers; class teachers come first in `chinese`, in the order of classes."""
    weekly = {(row.grade, row.subject): max(row.weekly) for row in plan}

    def tasks(subject: str, grades: str = "一二三四五六") -> list[Task]:
        return [
            Task(c.id, subject, weekly[c.grade, subject])
            for c in classes
            if c.grade[0] in grades and (c.grade, subject) in weekly
        ]

    def own(subject: str, grades: str = "一二三四五六") -> None:
        for task in tasks(subject, grades):
            staff.roster.give(staff.chinese[order[task.class_id]], task)

    order = {c.id: i for i, c in enumerate(classes)}

    share = staff.roster.share
    for subject in (plans.CHINESE, plans.WRITING, plans.LABOUR, plans.CLASS_MEETING, plans.SPORT, plans.SAFETY):
        own(subject)
    own(plans.MORALS, "一二三四五")
    pairs = {c.id: staff.maths[i // 2] for i, c in enumerate(classes)}
    for task in (*tasks(plans.MATHS), *tasks(plans.LOCAL), *tasks(plans.SCIENCE, "一二")):
        staff.roster.give(pairs[task.class_id], task)
    share(tasks(plans.ENGLISH), staff.english)
    share(tasks(plans.SCIENCE, "三四五六"), staff.science)
    share(tasks(plans.COMPUTING), staff.computing)
    delegate = 15 if len(staff.chinese) >= 6 * LARGE else 18
    across = sorted(tasks(plans.PE), key=lambda task: (task.class_id[1:], order[task.class_id]))
    share(across, staff.pe, [18] * (len(staff.pe) - 1) + [delegate])
    music, art = staff.guests[:1], staff.guests[1:]
    share(tasks(plans.MUSIC), [*staff.music, *music], [18] * len(staff.music) + [8] * len(music))
    share(tasks(plans.ART), [*staff.art, *art], [18] * len(staff.art) + [8] * len(art))
    share(tasks(plans.MIND), [staff.leaders[-2]])
    share([*tasks(plans.PRACTICE), *tasks(plans.MORALS, "六")], *leading(staff))


def leading(staff: PrimaryStaff) -> tuple[list[str], list[int]]:
    """Who shares 综合实践 and the last grade's 道法, and in what proportion: leaders, then 信息科技 teachers."""
    duties = {t.id: t.duty for t in staff.roster.teachers()}
    usual = {"校长": 2, "副校长": 4, "大队辅导员": 9}
    weights = [usual.get(duties[leader], 7) for leader in staff.leaders]
    helpers = staff.computing if len(staff.chinese) >= 6 * LARGE else []
    return [*staff.leaders, *helpers], [*weights, *(2 for _ in helpers)]


def add_wishes(staff: PrimaryStaff, per_grade: int) -> None:
    """District research of delegates, a reduced load, and what some would like."""
    note = staff.roster.note
    note(staff.maths[0], disliked=away(1, (1,), "送孩子上学"))
    note(staff.english[0], preferred=(TimeRange(periods=(1, 2, 3, 4), reason="希望上午上课"),))
    note(staff.chinese[per_grade], disliked=away(5, (5,), "希望周五下午无课"))
    note(staff.art[0], disliked=away(0, (1,), "路远，希望不排第1节"))
    reduced = staff.chinese[5 * per_grade]
    note(reduced, duty="孕期减课", reduction=4, load_max=14, day_max=3)
    if per_grade < WHOLE_SCHOOL:
        return
    for teacher in (staff.chinese[2 * per_grade], staff.chinese[4 * per_grade]):
        note(teacher, unavailable=away(2, (5, 6), "区教研"))
    note(staff.maths[2], unavailable=away(3, (5, 6), "区教研"))
    note(staff.english[-1], unavailable=away(4, (1, 2, 3, 4), "区教研"))
    staff.delegates += [staff.chinese[2 * per_grade], staff.chinese[4 * per_grade], staff.maths[2], staff.english[-1]]
    if per_grade >= LARGE:
        note(staff.pe[-1], unavailable=away(5, (1, 2, 3, 4), "区教研"))
        staff.delegates.append(staff.pe[-1])


def meetings(staff: PrimaryStaff, per_grade: int, *, pe_meets: bool) -> Meetings:
    """When groups meet; PE teachers meet after school where every class has sport every day."""
    out = Meetings(HIGH)
    out.meet("行政会", staff.leaders, 1, 5, kind=GroupKind.LEADERS)
    if per_grade < WHOLE_SCHOOL:
        out.meet("语文教研组", staff.chinese, 2, 6, 1)
    else:
        for number, grade in enumerate(plans.GRADES[:6]):
            members = staff.chinese[number * per_grade : (number + 1) * per_grade]
            period, kind = 5 + number % 2, GroupKind.PREPARATION
            out.meet(f"语文{grade}备课组", members, 2, period, 1, kind=kind, exempt=staff.delegates)
    out.meet("数学教研组", staff.maths, 3, 5, exempt=staff.delegates)
    out.meet("英语教研组", staff.english, 4, 5, common_free=3 if len(staff.english) < 3 else 0)
    out.meet("科学信息教研组", [*staff.science, *staff.computing], 4, 5)
    out.meet("艺术教研组", [*staff.music, *staff.art, *staff.guests], 5, 5, exempt=staff.guests)
    if pe_meets:
        out.meet("体育教研组", staff.pe, 5, 5)
    else:
        out.know("体育教研组", staff.pe, kind=GroupKind.RESEARCH)
    out.know("区教研代表", staff.delegates, kind=GroupKind.DISTRICT)
    return out
