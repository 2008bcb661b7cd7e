"""A school of twelve classes whose kept timetable no rule finds fault with; every rule of the catalogue is on.

`python -m tests.regression.planted_school` solves it anew and writes the timetable down.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from constraints import CATALOGUE
from scheduler.domain.planning import PUBLIC_ITEMS, Taught
from scheduler.domain.planning_words import DUTY_NAMES
from scheduler.domain.policy import Scope
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.base import Rule
from tests.case_school import problem_of

KEPT = Path(__file__).parent / "planted_timetable.json"
GRADES = range(1, 7)
ROOMS = ("A", "B")
SEEN = 3
"""The day the patrol went round."""
BELL = [
    "08:30-09:10 lesson",
    "09:10-09:20 break",
    "09:20-10:00 lesson",
    "10:00-10:35 long_break sport",
    "10:35-10:40 eye_exercises",
    "10:40-11:20 lesson",
    "11:20-11:30 break",
    "11:30-12:10 lesson",
    "12:10-13:30 noon",
    "13:30-14:10 lesson",
    "14:10-14:15 eye_exercises",
    "14:15-14:25 break",
    "14:25-15:05 lesson",
    "15:15-15:45 activity sport",
]
HOURS: dict[str, int | str] = {
    "Chinese": 6,
    "Maths": 5,
    "English": 3,
    "PE": 4,
    "Music": 2,
    "Art": "1x2",
    "Science": 2,
    "Ethics": 1,
    "Labour": 1,
    "Club": 1,
}
SUBJECTS: dict[str, dict[str, Any]] = {
    "Chinese": {"core": True, "family": "core"},
    "Maths": {"core": True, "family": "core"},
    "English": {"core": True, "family": "language"},
    "PE": {"sport": True, "protected": True, "family": "pe"},
    "Music": {"protected": True, "family": "arts"},
    "Art": {"protected": True, "family": "arts"},
    "Science": {"protected": True, "family": "science"},
    "Ethics": {"protected": True, "family": "humanities"},
    "Labour": {"protected": True, "family": "practice"},
    "Club": {},
    "Choir": {},
    "Meeting": {"family": "meeting"},
}
ROOM_OF = {"PE": "sports", "Music": "music", "Art": "art", "Science": "laboratory"}
RULES: dict[str, dict[str, Any]] = {
    "same_time": {"subjects": ("Club",)},
    "weekly_must_have": {"subjects": ("PE",), "minimum": 4},
    "subject_days": {"subjects": ("PE",)},
    "not_adjacent": {"subjects": ("Music", "Art")},
    "not_same_day": {"subjects": ("Ethics", "Labour")},
    "lesson_order": {"first": ("Chinese",), "then": ("Ethics",)},
    "period_ban": {"subjects": ("PE",)},
    "teacher_days": {"most": 2, "scope": Scope(teachers=("choirmaster",))},
    "teachers_apart": {"teachers": ("gym1", "gym2"), "periods": (-1,)},
    "teacher_free": {"scope": Scope(groups=("maths",))},
    "fair_share": {},
    "teacher_in_step": {"subjects": ("Chinese", "Maths", "English")},
    "day_length": {"most": 4, "scope": Scope(teachers=("art2",))},
    "idle_periods": {"weekly": 4, "scope": Scope(teachers=("english3",))},
    "early_start": {"who": "teachers", "scope": Scope(teachers=("english1",))},
    "days_used": {"most": 3, "scope": Scope(teachers=("english3",))},
    "run_length": {"limit": 2, "scope": Scope(teachers=("gym2A",))},
    "day_span": {"most": 3, "scope": Scope(teachers=("gym3B",))},
    "rest_hours": {"least": 1, "scope": Scope(teachers=("music1",))},
    "tag_gaps": {"first_tag": "laboratory", "second_tag": "sport", "scope": Scope(classes=("5A",))},
    "keep_present": {"scope": Scope(classes=("6B",))},
    "teacher_gaps": {"limit": 3},
    "core_in_morning": {"subjects": ("Maths",)},
    "allowed_times": {"rows": [{"courses": ["1A Science"], "times": [(2, 5), (5, 2), (5, 3)]}]},
    "lessons_together": {"rows": [{"courses": ["6A Ethics", "6A Art"], "same": "day"}]},
    "lessons_not_overlapping": {"rows": [{"courses": ["2A English", "5B Science"]}]},
    "lessons_spread": {"rows": [{"courses": ["3B Ethics", "3B Club"], "days": 1}]},
    "site_changes": {"daily": 0, "scope": Scope(teachers=("english1",))},
    "preferred_rooms": {"rows": [{"courses": ["5A Art"], "rooms": ["art room"]}]},
    "room_times": {"rows": [{"courses": ["4A Club"], "rooms": ["music room"], "times": [(2, 1)]}]},
    "few_rooms": {"rows": [{"courses": ["4A Music", "4B Music"], "most": 1}]},
    "same_room_next": {"rows": [{"courses": ["4A PE", "4B PE"]}]},
    "lessons_adjoin": {"rows": [{"courses": ["6A Labour", "6A Music"]}]},
    "lessons_a_day": {"rows": [{"courses": ["6A Labour", "6A Music"], "most": 1}]},
    "lessons_in_order": {"rows": ({"courses": ("4A Chinese", "4A Music"), "how": "ordered_on_a_day"},)},
    "ends_day": {"courses": ("3A Labour",)},
    "lessons_gap": {"rows": ({"courses": ("2A Labour", "2A Music"), "periods": 2},)},
    "lessons_near": {"rows": ({"courses": ("4B Ethics", "4B Labour"), "days": 3},)},
    "slots_used": {"rows": ({"courses": ("5A Labour",), "times": ((4, 6),), "least": 1},)},
    "lessons_at_once": {"rows": ({"courses": ("4A English", "1A Ethics"), "times": ((5, 5),), "most": 1},)},
}
"""Settings other than the rules' own."""


def _teacher(grade: int, room: str, subject: str) -> str:
    """Who teaches a subject in a class."""
    first = grade <= 3
    match subject:
        case "Chinese" | "Ethics":
            return f"chinese{grade}"
        case "Maths" | "Labour":
            return f"maths{grade}"
        case "English":
            return f"english{(grade + 1) // 2}"
        case "PE":
            return f"gym{(grade + 1) // 2}{room}" if grade > 2 else f"gym{1 if room == 'A' else 2}"
        case "Club":
            return f"chinese{grade}" if room == "A" else f"maths{grade}"
    return f"{subject.lower()}{1 if first else 2}"


def school() -> Problem:
    """The school, its term and all it keeps beside the timetable."""
    classes = {f"{grade}{room}": (grade, room) for grade in GRADES for room in ROOMS}
    courses: dict[str, dict[str, Any]] = {}
    for name, (grade, room) in classes.items():
        for subject, lessons in HOURS.items():
            courses[f"{name} {subject}"] = {
                "teachers": [_teacher(grade, room, subject)],
                "lessons": lessons,
                "room": ROOM_OF.get(subject, ""),
            }
    for name in ("1A", "1B", "2A", "2B"):
        courses[f"{name} Choir"] = {"teachers": ["choirmaster"], "lessons": 1, "kind": "pull_out"}
    courses["maths meeting"] = {"meeting": True, "teachers": [f"maths{grade}" for grade in GRADES], "lessons": 1}
    courses["6A PE"]["fixed"] = ["Fri 2"]
    courses["5A Science"]["tags"] = ["laboratory"]
    courses["5A PE"]["tags"] = ["sport"]
    plan = [
        {"grade": str(grade), "subject": subject, "odd": periods, "even": periods}
        for grade in GRADES
        for subject, periods in _periods().items()
    ]
    return problem_of(
        {
            "days": 5,
            "bells": {f"bell{grade}": {"*": BELL} for grade in GRADES},
            "campuses": ["north", "south"],
            "grades": {str(grade): {"number": grade, "bell": f"bell{grade}"} for grade in GRADES},
            "classes": {
                name: {
                    "grade": str(grade),
                    "size": 40,
                    "class_teacher": f"{'chinese' if room == 'A' else 'maths'}{grade}",
                    "campus": "south" if grade == 6 else "north",
                }
                for name, (grade, room) in classes.items()
            },
            "subjects": SUBJECTS,
            "teachers": _teachers(courses),
            "teacher_groups": {
                "maths": {"members": [f"maths{grade}" for grade in GRADES], "meeting": "maths meeting"},
            },
            "rooms": {
                "field": {"places": 4, "wet_places": 2, "wet_instead": "hall"},
                "hall": {"campus": "south"},
                "music room": {},
                "art room": {},
                "laboratory 1": {},
                "laboratory 2": {},
                "store": {},
            },
            "pools": {
                "sports": ["field"],
                "music": ["music room"],
                "art": ["art room"],
                "laboratory": ["laboratory 1", "laboratory 2"],
            },
            "courses": courses,
            "plan": plan,
            "filed_plan": plan,
            **_beside(list(classes)),
        }
    )


def _periods() -> dict[str, int]:
    return {subject: 2 if lessons == "1x2" else int(lessons) for subject, lessons in HOURS.items()}


def _teachers(courses: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    taught: dict[str, list[str]] = {}
    for name, course in courses.items():
        for teacher in course["teachers"]:
            taught.setdefault(teacher, []).append(name.partition(" ")[2])
    out: dict[str, dict[str, Any]] = {}
    for teacher, subjects in taught.items():
        out[teacher] = {"subjects": sorted({one for one in subjects if one in SUBJECTS and one != "Meeting"})}
    out["art1"]["disliked"] = [{"day": "Fri", "periods": [6]}]
    out["music2"] |= {"load_max": 12, "load_min": 10}
    return out


def _beside(classes: list[str]) -> dict[str, Any]:
    return {
        "calendar": {"first": date(2026, 9, 1), "last": date(2026, 9, 30)},
        "activities": [
            {"name": kind, "kind": kind, "owner": "chinese1", "times": [{"start": "15:50", "end": "16:30"}]}
            for kind in ("culture", "practice", "club")
        ]
        + [
            {
                "name": "chess",
                "kind": "club",
                "grades": ["3"],
                "times": [{"day": "Mon", "start": "15:50", "end": "16:30"}],
            }
        ],
        "homework": [{"sets": one, "subject": "Chinese", "minutes": 20} for one in classes],
        "exams": [{"grade": str(grade), "subject": "Maths", "name": "final"} for grade in GRADES],
        "publication": {item: "2026-09-05" if item in ("published", "filed") else "told" for item in PUBLIC_ITEMS},
        "attestations": [{"item": duty, "owner": "head", "confirmed": True} for duty in DUTY_NAMES],
    }


def clean() -> tuple[Problem, Timetable]:
    """The school in its third week: its timetable, the same one before it, and what the patrol saw."""
    bare = school()
    table = Timetable.model_validate_json(KEPT.read_text(encoding="utf-8")).model_copy(
        update={"valid_from": "2026-09-14"}
    )
    before = table.model_copy(update={"version": "first", "valid_from": "2026-09-01"})
    seen = [
        Taught(on=date(2026, 9, 13 + x.day), period=x.period, sets=x.sets[0], planned=x.subject, taught=x.subject)
        for x in table.lessons
        if x.day == SEEN and x.sets and x.duration == 1 and not (x.course or "").endswith("Choir")
    ]
    fields = {name: getattr(bare, name) for name in Problem.model_fields}
    return Problem(**{**fields, "earlier": (before,), "taught": tuple(seen)}), table


def rules() -> list[Rule]:
    """Every rule of the catalogue."""
    return [kind(**RULES.get(kind.id, {})) for kind in CATALOGUE]


def main() -> None:
    """Solve the school and keep its timetable."""
    finished = None
    for event in Run(school(), rules(), Settings(workers=1, seconds=600), strict=True):
        print(type(event).__name__, getattr(event, "penalty", ""), flush=True)
        if isinstance(event, Finished):
            finished = event
    assert finished is not None
    assert finished.timetable is not None, finished.status
    for found in finished.report.findings if finished.report else ():
        print(found.instance, found.key, found.amount, found.facts)
    lessons = [lesson.model_dump(exclude_defaults=True, mode="json") for lesson in finished.timetable.lessons]
    KEPT.write_text('{"lessons": [\n' + ",\n".join(map(json.dumps, lessons)) + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
