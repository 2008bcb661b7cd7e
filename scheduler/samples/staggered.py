"""A school too big for its field: two grades with staggered bells, and a choir of both."""

from __future__ import annotations

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass
from scheduler.domain.time import WEEKDAYS, BellSchedule, PeriodKind
from scheduler.samples import plans
from scheduler.samples.bells import Day, Rows
from scheduler.samples.names import chinese_names
from scheduler.samples.rooms import FIELDS, MUSIC_ROOMS, rooms_and_pools
from scheduler.samples.staff import Roster, Task

FIELD = "操场"
EARLY, LATE = "四年级作息", "五年级作息"
GRADE_4, GRADE_5 = plans.GRADES[3], plans.GRADES[4]
TABLE: plans.Table = {
    plans.CHINESE: (3, 3),
    plans.MATHS: (3, 3),
    plans.PE: (2, 2),
    plans.ART: (1, 1),
    plans.SCIENCE: (1, 1),
    plans.MUSIC: (1, 1),
    plans.MORALS: (1, 1),
}


def _day(*, early: bool) -> Rows:
    """Four lessons; the early grade's long break fills the field after period 1, the late one's after period 2."""
    day = Day("08:20").add(PeriodKind.ASSEMBLY, 10, "晨会").lesson(40)
    if early:
        day.long_break("大课间", FIELD).lesson(40).pause(15, 5).lesson(40)
    else:
        day.pause(15).lesson(40).long_break("大课间", FIELD).pause(5, 5).lesson(40)
    day.add(PeriodKind.NOON, 100, "午餐、午休").lesson(40).long_break("下午大课间")
    return day.done()


def staggered() -> Problem:
    """Two classes each of grades 4 and 5 on three days; the choir meets by grade 4's clock."""
    roster = Roster(chinese_names("staggered"))
    chinese = roster.hire(plans.CHINESE, 4)
    maths = roster.hire(plans.MATHS, 2)
    pe = roster.hire(plans.PE, 1)
    arts = roster.hire(plans.ART, 1)
    choir = roster.hire(plans.MUSIC, 1)
    needs = plans.Needs(rooms={plans.PE: (FIELDS, True)}, room_grades={}, doubles={})
    plan = tuple(
        row.model_copy(update={"grade": grade})
        for grade in (GRADE_4, GRADE_5)
        for row in plans.plan_rows({s: (n[0],) for s, n in TABLE.items()}, 4, needs, {})
    )
    classes = tuple(
        SchoolClass(id=f"{grade[0]}({n})", name=f"{grade[0]}({n})", grade=grade, size=45)
        for grade in (GRADE_4, GRADE_5)
        for n in (1, 2)
    )
    for number, c in enumerate(classes):
        roster.give(chinese[number], Task(c.id, plans.CHINESE, 3))
        roster.give(chinese[number], Task(c.id, plans.MORALS, 1))
        roster.give(maths[number // 2], Task(c.id, plans.MATHS, 3))
        roster.give(maths[number // 2], Task(c.id, plans.SCIENCE, 1))
        roster.give(pe[0], Task(c.id, plans.PE, 2))
        roster.give(arts[0], Task(c.id, plans.ART, 1))
    lessons = tuple(
        Course(
            id=f"{c.id}:{row.subject}",
            subject=row.subject,
            sets=(c.id,),
            teachers=(roster.teacher_of[c.id, row.subject],),
            parts=(Part(count=row.odd),),
            room=row.room,
        )
        for c in classes
        for row in plan
        if row.grade == c.grade and row.subject != plans.MUSIC
    )
    together = Course(
        id="合唱",
        name="四、五年级合唱",
        subject=plans.MUSIC,
        sets=tuple(c.id for c in classes),
        teachers=(choir[0],),
        parts=(Part(),),
        room=MUSIC_ROOMS,
        bell=EARLY,
    )
    rooms, pools = rooms_and_pools(((FIELD, 1),), ((MUSIC_ROOMS, 1),))
    hall = tuple(room.model_copy(update={"seats": 200}) if room.id != FIELD else room for room in rooms)
    return Problem(
        school="错峰小学",
        term="2026—2027学年第一学期",
        version="第1版",
        valid_from="第1周",
        day_names=tuple(day.zh for day in WEEKDAYS[:3]),
        bells=tuple(BellSchedule(id=name, name=name, days=(_day(early=name == EARLY),) * 3) for name in (EARLY, LATE)),
        grades=(
            Grade(id=GRADE_4, name=GRADE_4, number=4, bell=EARLY),
            Grade(id=GRADE_5, name=GRADE_5, number=5, bell=LATE),
        ),
        classes=classes,
        teachers=roster.teachers(),
        rooms=hall,
        pools=pools,
        subjects=plans.used_subjects(*TABLE),
        plan=plan,
        filed_plan=plan,
        courses=(*lessons, together),
        presets=("national-2021",),
    )
