"""A view with some lessons replaced says what a new view of that timetable says."""

from __future__ import annotations

from random import Random

from scheduler.domain.policy import Owners
from scheduler.domain.shifted import Shifted
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View
from tests import strategies

INDEXES = (
    "lessons",
    "off_grid",
    "of_teacher",
    "of_pupil",
    "_subjects",
    "of_room",
    "of_need",
    "of_course",
    "parity_owners",
    "cycle",
    "_teacher_days",
    "_pupil_days",
    "_meeting_days",
)


def replaced(random: Random, lesson: Lesson) -> Lesson:
    """A lesson at another time, with other rooms, teachers or weeks."""
    changes = {
        "day": random.randint(1, 3),
        "period": random.randint(1, 5),
        "rooms": random.choice([lesson.rooms, (), ("gym",), ("field", "nowhere")]),
        "teachers": random.choice([lesson.teachers, lesson.teachers, ("Li",), ("Wu", "Nobody")]),
        "weeks": random.choice([lesson.weeks, lesson.weeks, Weeks.ODD]),
        "course": random.choice([lesson.course, lesson.course, None]),
    }
    return lesson.model_copy(update=changes)


def test_every_index_of_a_shifted_view_is_that_of_a_new_view() -> None:
    for seed in range(200):
        random = Random(f"shifted {seed}")
        problem = strategies.school(random)
        timetable = strategies.timetable(random, problem)
        lessons = [replaced(random, one) if random.random() < 0.3 else one for one in timetable.lessons]
        timetable = Timetable(lessons=tuple(lessons))
        moving = random.sample(range(len(lessons)), min(len(lessons), random.randint(1, 3)))
        changes = {at: replaced(random, lessons[at]) for at in moving}
        after = Timetable(lessons=tuple(changes.get(at, one) for at, one in enumerate(lessons)))
        base, fresh = View(problem, timetable), View(problem, after)
        for teacher in ("Li", "Ma", "Wu"):
            base.busy_periods(teacher, 1, Weeks.ALL)
        shifted = Shifted(base, changes, ["Li"])
        assert shifted.timetable == after
        for name in INDEXES:
            mine, its = getattr(shifted, name), getattr(fresh, name)
            assert mine == its, (seed, name)
        for kind in Owners:
            assert shifted.strangers(kind) == fresh.strangers(kind), (seed, kind)
        for teacher in ("Li", "Ma", "Wu"):
            for day in fresh.days:
                assert shifted.busy_periods(teacher, day, Weeks.ALL) == fresh.busy_periods(teacher, day, Weeks.ALL)
        assert (shifted.has("Li"), shifted.has("Ma"), fresh.has("Ma")) == (True, False, True)
