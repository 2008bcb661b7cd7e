"""Small wrongs: one edit of the school or of its timetable each, and what the judge has to find.

A new rule is a line more.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.domain.curriculum import FixedLesson
from scheduler.domain.planning import Exam, Homework, HomeworkKind, Taught
from scheduler.domain.time import BellPeriod, PeriodKind, TimeRange
from scheduler.domain.timetable import Lesson
from tests.regression.edits import added, both, day_of, earlier, gone, lesson, more, row, school, split, thing
from tests.regression.plant import Fri, Mon, Plant, Thu, Tue, Wed
from tests.regression.plants_people import PEOPLE


def _filed(plan: Any) -> Any:
    seven = {"odd": 7, "even": 7}
    return tuple(x.model_copy(update=seven) if (x.grade, x.subject) == ("4", "Chinese") else x for x in plan)


def _seen_otherwise(log: Any) -> Any:
    (at,) = (n for n, x in enumerate(log) if (x.sets, x.period) == ("3B", 2))
    return (*log[:at], log[at].model_copy(update={"taught": "Chinese"}), *log[at + 1 :])


def _at(day: int, period: int) -> tuple[TimeRange, ...]:
    return (TimeRange(day=day, periods=(period,)),)


READING = BellPeriod(kind=PeriodKind.READING, start=495, end=505)
CHESS = Lesson(subject="Chess", teachers=("visitor",), day=Mon, period=1)
PAUSE, FIRST, LONG_BREAK, EYES, LAST, ACTIVITY = 1, 2, 3, 4, 12, 13
"""Rows of a day: the first break, the lesson after it, the long break, eye exercises, the last lesson, activity."""

PLANTS = (
    # the bells
    Plant(
        "Mondays of grade 3 last too long",
        row("bell3", Mon, ACTIVITY, end=995),
        (("daily_hours_cap", "3", 5),),
    ),
    Plant(
        "grade 1 reads before it has to be there",
        day_of("bell1", Tue, lambda rows: [READING, *rows]),
        (("school_day_bounds", "1", 5),),
    ),
    Plant(
        "a lesson of grade 2 is too long",
        row("bell2", Wed, LAST, end=910),
        (("lesson_length", "2", 5),),
    ),
    Plant(
        "grade 4 sits on Monday afternoon",
        row("bell4", Mon, ACTIVITY, sport=False),
        (("daily_activity", "4A", 25),),
    ),
    Plant(
        "the long break of grade 5 is cut",
        row("bell5", Tue, LONG_BREAK, end=625),
        (("long_break_free", "5", 5),),
    ),
    Plant(
        "a break of grade 6 is too short",
        both(row("bell6", Wed, PAUSE, end=555), row("bell6", Wed, FIRST, start=555, end=595)),
        (("breaks_protected", "6", 5),),
    ),
    Plant(
        "no eye exercises one morning of grade 1",
        row("bell1", Thu, EYES, kind=PeriodKind.BREAK),
        (("daily_exercises", "1", 1),),
    ),
    # the tables beside the timetable
    Plant("another plan is on file", school(filed_plan=_filed), (("plan_hours", "4", 1),)),
    Plant("a class too large", thing("classes", "2B", size=46), (("balanced_classes", "2B", 1),) * 2),
    Plant(
        "chess in lesson time",
        thing("activities", "chess", times=(TimeRange(day=Mon, start=870, end=900),)),
        (("activity_table", "3", 1),),
    ),
    Plant("no telephone in the notice", thing("publication", "phone", says=""), (("publication", "school", 1),)),
    Plant("pupils are ranked", thing("attestations", "no-ranking", confirmed=False), (("attestations", "school", 1),)),
    Plant(
        "too much homework",
        added("homework", Homework(sets="3B", subject="Maths", day=Mon, minutes=50)),
        (("homework_cap", "3B", 10),),
    ),
    Plant(
        "a long weekend of reading",
        added("homework", Homework(sets="4B", subject="Chinese", day=6, minutes=40, kind=HomeworkKind.READING)),
        (("homework_quota", "4B", 20),),
    ),
    Plant(
        "a second exam",
        added("exams", Exam(grade="5", subject="Maths", name="midterm")),
        (("exam_count", "5", 1),),
    ),
    Plant("another lesson than shown", school(taught=_seen_otherwise), (("follow_timetable", "3B", 1),)),
    Plant(
        "maths on a Saturday",
        added("taught", Taught(on=date(2026, 9, 19), period=1, sets="4A", planned="Maths", taught="Maths")),
        (("teaching_days", "4A", 1),),
    ),
    Plant(
        "PE gave way after the second week",
        earlier("5A Maths", Tue, 2, subject="PE"),
        (("term_end_protected", "5A", 1),) * 3,
    ),
    Plant("a lesson not where it was", earlier("6B Ethics", Mon, 6, period=1), (("keep_present", "6B Ethics", 1),)),
    # people and places
    Plant(
        "a fixed time not kept",
        thing("courses", "5B Labour", fixed=(FixedLesson(day=Fri, period=6),)),
        (("fixed_lessons", "5B Labour", 1),),
    ),
    Plant(
        "a teacher is away", thing("teachers", "science1", unavailable=_at(Tue, 2)), (("unavailable", "science1", 1),)
    ),
    Plant(
        "a wish not heard",
        thing("teachers", "music1", disliked=_at(Fri, 5)),
        (("preferred_times", "music1", 1),),
    ),
    Plant("a load too high", thing("teachers", "music2", load_max=11), (("teacher_weekly_load", "music2", 100),)),
    Plant("a day too full", thing("teachers", "chinese6", day_max=3), (("teacher_daily_load", "chinese6", 1),)),
    Plant(
        "a closed laboratory",
        thing("rooms", "laboratory 2", unavailable=_at(Mon, 5)),
        (("room_capacity", "laboratory", 1), ("unavailable", "laboratory 2", 1)),
    ),
    Plant("no hall when it rains", thing("rooms", "hall", unavailable=_at(Fri, 3)), (("wet_weather", "school", 1),)),
    Plant("across town in a break", lesson("2A Club", Mon, 4, rooms=("hall",)), (("travel", "chinese2", 1),)),
    Plant(
        "two laboratories for one course",
        lesson("2B Science", Thu, 2, rooms=("laboratory 1",)),
        (("room_stability", "2B Science", 1),),
    ),
    Plant("art in the store", lesson("6A Art", Tue, 3, rooms=("store",)), (("room_suitable", "6A Art", 1),)),
    Plant(
        "art not where the teacher wishes",
        lesson("5A Art", Wed, 5, rooms=("store",)),
        (("room_suitable", "5A Art", 1), ("preferred_rooms", "5A Art", 1)),
    ),
    Plant(
        "music of a grade in two rooms",
        lesson("4B Music", Mon, 4, rooms=("store",)),
        (("room_suitable", "4B Music", 1), ("few_rooms", "4A Music", 1), ("room_stability", "4B Music", 1)),
    ),
    Plant(
        "balls carried from the field between two lessons",
        lesson("4A PE", Fri, 4, rooms=("store",)),
        (("room_suitable", "4A PE", 1), ("same_room_next", "4A PE", 1), ("room_stability", "4A PE", 1)),
    ),
    Plant(
        "the club in the music room while it is tuned",
        lesson("4A Club", Tue, 1, rooms=("music room",)),
        (("room_times", "4A Club", 1),),
    ),
    Plant(
        "English on the other campus", lesson("2A English", Wed, 6, rooms=("hall",)), (("site_changes", "english1", 1),)
    ),
    Plant(
        "a club in the laboratory",
        lesson("3A Club", Thu, 3, rooms=("laboratory 1",)),
        (("room_clash", "laboratory 1", 1),),
    ),
    # lessons left out, added, or of others
    Plant("a lesson forgotten", gone("1B Choir", Mon, 1), (("every_lesson_placed", "1B Choir", 1),)),
    Plant("a lesson of no course", more(CHESS), (("course_hours", "visitor", 1),)),
    Plant(
        "two clubs at once",
        lesson("6A Club", Tue, 5, sets=("6A", "6B")),
        (("class_clash", "6B", 1), ("subject_per_day", "6B", 1)),
    ),
    Plant(
        "a teacher in two places", lesson("5B Labour", Mon, 2, teachers=("maths2",)), (("teacher_clash", "maths2", 1),)
    ),
    Plant("a club apart from the others", lesson("4B Club", Tue, 1, day=Thu, period=3), (("same_time", "4B Club", 1),)),
    Plant("ethics before Chinese", lesson("2B Maths", Thu, 3, subject="Chinese"), (("lesson_order", "2B", 1),)),
    Plant("three times Chinese", lesson("3A Maths", Tue, 1, subject="Chinese"), (("subject_per_day", "3A", 1),)),
    Plant(
        "PE taken for a club",
        lesson("4A PE", Fri, 4, subject="Club"),
        (
            ("protected_subjects", "4A", 1),
            ("weekly_must_have", "4A", 1),
            ("subject_days", "4A", 1),
            *(("term_end_protected", "4A", 1),) * 2,
        ),
    ),
    Plant(
        "science two days running",
        lesson("4B Maths", Fri, 4, subject="Science"),
        (("days_between", "4B", 1), ("qualified_teachers", "4B", 1)),
    ),
    Plant(
        "art right after music",
        lesson("6A English", Fri, 4, subject="Art"),
        (("not_adjacent", "6A", 1), ("qualified_teachers", "6A", 1)),
    ),
    Plant("ethics and labour on one day", lesson("1A English", Fri, 3, subject="Labour"), (("not_same_day", "1A", 1),)),
    Plant(
        "PE in the first period",
        lesson("5A Science", Mon, 1, subject="PE"),
        (("period_ban", "5A", 1), ("protected_subjects", "5A", 1)),
    ),
    Plant(
        "maths always in the fourth period",
        both(lesson("1A Labour", Tue, 4, period=1), lesson("1A Maths", Tue, 1, period=4)),
        (("period_variety", "1A Maths", 1),),
    ),
    Plant(
        "maths in the afternoon",
        lesson("1B Chinese", Mon, 6, subject="Maths"),
        (("core_in_morning", "1B", 1), ("subject_per_day", "1B", 1)),
    ),
    Plant("a hole in the day", lesson("3B English", Mon, 5, period=6), (("class_gaps", "3B", 1),)),
    Plant("a block torn apart", split("5B Art", Thu, 3), (("block_pattern", "5B Art", 1),)),
    # rows of courses
    Plant(
        "the song before the poem it sets",
        both(lesson("4A Music", Thu, 4, period=3), lesson("4A Chinese", Thu, 3, period=4)),
        (("lessons_in_order", "4A Chinese", 1),),
    ),
    Plant(
        "music after the labour that ends the day",
        both(lesson("3A Labour", Tue, 6, period=5), lesson("3A Music", Tue, 5, period=6)),
        (("ends_day", "3A Labour", 1),),
    ),
    Plant(
        "no time to wash between labour and music",
        both(lesson("2A Labour", Fri, 2, period=4), lesson("2A Maths", Fri, 4, period=2)),
        (("lessons_gap", "2A Labour", 2),),
    ),
    Plant(
        "labour too long after ethics",
        both(lesson("4B Ethics", Tue, 6, day=Mon, period=5), lesson("4B Chinese", Mon, 5, day=Tue, period=6)),
        (("lessons_near", "4B Ethics", 1),),
    ),
    Plant(
        "the workshop left unused",
        both(lesson("5A Labour", Thu, 6, period=5), lesson("5A PE", Thu, 5, period=6)),
        (("slots_used", "5A Labour", 1),),
    ),
    Plant(
        "two at once who share the loudspeaker",
        both(lesson("4A English", Fri, 6, period=5), lesson("4A Chinese", Fri, 5, period=6)),
        (("lessons_at_once", "4A English", 1),),
    ),
    # teachers' days
    Plant(
        "a morning without a pause",
        lesson("5A Maths", Tue, 2, teachers=("maths1",)),
        (("teacher_consecutive", "maths1", 1), ("teacher_free", "maths1", 1)),
    ),
    Plant("a day of waiting", lesson("4B Labour", Fri, 1, teachers=("gym2",)), (("teacher_gaps", "gym2", 1),)),
    Plant(
        "a third day for the choir",
        lesson("2A Choir", Mon, 4, day=Thu, period=2),
        (("teacher_days", "choirmaster", 1),),
    ),
    Plant("the choir instead of PE", lesson("2B Choir", Tue, 5, period=4), (("pull_out_times", "2B Choir", 1),)),
    Plant(
        "one class behind the other",
        lesson("5A Chinese", Tue, 5, day=Thu, period=1),
        (("teacher_in_step", "chinese5", 1), ("class_teacher_present", "5A", 1)),
    ),
    Plant(
        "a lesson during the meeting",
        lesson("5A Ethics", Mon, 6, teachers=("maths4",)),
        (("group_meeting", "maths", 1), ("teacher_clash", "maths4", 1)),
    ),
    Plant(
        "the late periods unfairly shared",
        lesson("1A Chinese", Tue, 6, teachers=("maths1",)),
        (("fair_share", "maths", 1),),
    ),
    Plant(
        "two who should not both be late",
        lesson("4B Chinese", Thu, 6, teachers=("gym2",)),
        (("teachers_apart", "school", 1),),
    ),
    Plant(
        "science by the Chinese teacher, after Chinese",
        lesson("3A Science", Thu, 6, teachers=("chinese3",)),
        (("qualified_teachers", "3A", 1), ("same_teacher_apart", "3A", 1)),
    ),
    # courses that a row names
    Plant(
        "science before the visitor has come",
        both(lesson("1A Science", Fri, 2, period=1), lesson("1A Chinese", Fri, 1, period=2)),
        (("allowed_times", "1A Science", 1),),
    ),
    Plant(
        "ethics on another day than the art it talks of",
        both(lesson("6A Ethics", Tue, 6, day=Mon, period=2), lesson("6A Chinese", Mon, 2, day=Tue, period=6)),
        (("lessons_together", "6A Ethics", 1),),
    ),
    Plant(
        "two classes at one projector",
        both(lesson("2A English", Mon, 2, period=3), lesson("2A Chinese", Mon, 3, period=2)),
        (("lessons_not_overlapping", "2A English", 1),),
    ),
    Plant(
        "ethics on the day of the club",
        both(lesson("3B Ethics", Fri, 3, day=Thu, period=2), lesson("3B Chinese", Thu, 2, day=Fri, period=3)),
        (("lessons_spread", "3B Ethics", 1),),
    ),
    Plant(
        "labour on a day of music, but not beside it",
        both(lesson("6A Labour", Thu, 1, day=Fri, period=5), lesson("6A Science", Fri, 5, day=Thu, period=1)),
        (("lessons_adjoin", "6A Labour", 1), ("lessons_a_day", "6A Labour", 1)),
    ),
    *PEOPLE,
)
