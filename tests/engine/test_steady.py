"""The last stage gives each course as few rooms as it can, and moves no lesson."""

from __future__ import annotations

from constraints import CATALOGUE
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.roomplan import RoomPlan
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.engine.starts import starts_of
from scheduler.engine.steady import steadier
from scheduler.events import Finished
from tests.case_school import problem_of, timetable_of

SCHOOL = problem_of(
    {
        "periods": 3,
        "classes": ["1A", "1B", "1C"],
        "rooms": {"art 1": {}, "art 2": {}},
        "pools": {"art": ["art 1", "art 2"]},
        "courses": {
            "1A Art": {"teachers": ["Li"], "lessons": 2, "room": "art"},
            "1B Art": {"teachers": ["Ma"], "lessons": 2, "room": "art"},
            "1C Art": {"teachers": ["Wu"], "lessons": 2, "room": "art"},
        },
    }
)
PLACES = {
    "1A Art": ["Mon 1", "Tue 1"],
    "1B Art": ["Mon 1", "Tue 2"],
    "1C Art": ["Tue 1", "Tue 3"],
}


def rooms_used(timetable: Timetable, rooms: dict[int, tuple[str, ...]]) -> dict[str | None, set[str]]:
    out: dict[str | None, set[str]] = {}
    for at, (room,) in rooms.items():
        out.setdefault(timetable.lessons[at].course, set()).add(room)
    return out


def settled(first: tuple[str, ...]) -> dict[str | None, set[str]]:
    timetable = timetable_of(SCHOOL, PLACES)
    starts = starts_of(SCHOOL, timetable)
    assert starts is not None
    fewer = steadier(RoomPlan(SCHOOL, ()), starts, {at: (room,) for at, room in enumerate(first)}, num_workers=1)
    assert distance(timetable, timetable) == 0
    for a in range(len(starts)):
        for b in range(a):
            same_time = (starts[a].day, starts[a].period) == (starts[b].day, starts[b].period)
            assert not (same_time and fewer[a] == fewer[b])
    return rooms_used(timetable, fewer)


def test_each_course_gets_one_room_where_there_is_a_way() -> None:
    found = settled(("art 1", "art 2", "art 2", "art 1", "art 1", "art 2"))
    assert {course: len(rooms) for course, rooms in found.items()} == {"1A Art": 1, "1B Art": 1, "1C Art": 1}


def test_a_steady_naming_stays_as_it_is() -> None:
    found = settled(("art 1", "art 1", "art 2", "art 2", "art 2", "art 2"))
    assert found == {"1A Art": {"art 1"}, "1B Art": {"art 2"}, "1C Art": {"art 2"}}


def test_two_lessons_of_a_group_at_one_time_keep_a_room_each() -> None:
    problem = problem_of(
        {
            "days": 1,
            "periods": 2,
            "classes": ["1A"],
            "rooms": {"art 1": {}, "art 2": {}},
            "pools": {"art": ["art 1", "art 2"]},
            "courses": {"1A Support": {"lessons": 3, "kind": "pull_out", "room": "art"}},
        }
    )
    rules = [kind() for kind in CATALOGUE if kind.id in RULES]
    finished = list(Run(problem, rules, Settings(workers=1, seconds=20, draft=False), strict=True))[-1]
    assert isinstance(finished, Finished)
    assert finished.timetable is not None
    assert [len(lesson.rooms) for lesson in finished.timetable.lessons] == [1, 1, 1]
    assert len({(x.day, x.period, *x.rooms) for x in finished.timetable.lessons}) == 3


RULES = ("every_lesson_placed", "room_clash", "room_suitable", "room_capacity", "room_stability")
