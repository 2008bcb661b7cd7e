"""The smallest sample: three classes, three days, an optimum within seconds."""

from __future__ import annotations

from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass
from scheduler.domain.time import WEEKDAYS
from scheduler.samples import plans
from scheduler.samples.bells import short_bell
from scheduler.samples.names import chinese_names
from scheduler.samples.rooms import FIELDS, MUSIC_ROOMS, rooms_and_pools
from scheduler.samples.staff import Roster, Task, away

GRADE = plans.GRADES[2]
TABLE: plans.Table = {
    plans.CHINESE: (3,),
    plans.MATHS: (3,),
    plans.PE: (2,),
    plans.MUSIC: (1,),
    plans.ART: (1,),
    plans.SCIENCE: (1,),
    plans.CLASS_MEETING: (1,),
}
NEEDS = plans.Needs(rooms={plans.PE: (FIELDS, True), plans.MUSIC: (MUSIC_ROOMS, True)}, room_grades={}, doubles={})


def tiny(rules: tuple[RuleSetting, ...] = ()) -> Problem:
    """Three classes of grade 3 on Monday to Wednesday, four lessons a day."""
    roster = Roster(chinese_names("tiny"))
    chinese = roster.hire(plans.CHINESE, 3)
    maths = roster.hire(plans.MATHS, 2)
    pe = roster.hire(plans.PE, 1)
    arts = roster.hire(plans.MUSIC, 1)
    bell = short_bell()
    plan = plans.plan_rows(TABLE, 3, NEEDS, {})
    classes = tuple(
        SchoolClass(id=f"三({n})", name=f"三({n})", grade=GRADE, size=40, class_teacher=chinese[n - 1])
        for n in (1, 2, 3)
    )
    for number, c in enumerate(classes):
        for subject in (plans.CHINESE, plans.CLASS_MEETING):
            roster.give(chinese[number], Task(c.id, subject, TABLE[subject][0]))
        roster.give(maths[number // 2], Task(c.id, plans.MATHS, 3))
        roster.give(pe[0], Task(c.id, plans.PE, 2))
        roster.give(arts[0], Task(c.id, plans.MUSIC, 1))
        roster.give(arts[0], Task(c.id, plans.ART, 1))
        roster.give(maths[1], Task(c.id, plans.SCIENCE, 1))
    roster.note(maths[0], disliked=away(1, (1,), "送孩子上学"))
    rooms, pools = rooms_and_pools((("操场", 1),), ((MUSIC_ROOMS, 1),))
    courses = tuple(
        Course(
            id=f"{c.id}:{row.subject}",
            subject=row.subject,
            sets=(c.id,),
            teachers=(roster.teacher_of[c.id, row.subject],),
            parts=(Part(count=row.odd),),
            room=row.room,
            fixed=(FixedLesson(day=1, period=4),) if row.subject == plans.CLASS_MEETING else (),
        )
        for c in classes
        for row in plan
    )
    return Problem(
        school="小小学校",
        term="2026—2027学年第一学期",
        version="第1版",
        valid_from="第1周",
        day_names=tuple(day.zh for day in WEEKDAYS[:3]),
        bells=(bell,),
        grades=(Grade(id=GRADE, name=GRADE, number=3, bell=bell.id),),
        classes=classes,
        teachers=roster.teachers(),
        rooms=rooms,
        pools=pools,
        subjects=plans.used_subjects(*TABLE),
        plan=plan,
        filed_plan=plan,
        courses=courses,
        presets=("national-2021",),
        rules=rules,
    )
