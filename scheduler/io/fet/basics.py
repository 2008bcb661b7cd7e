"""Days, hours, subjects, activity tags, teachers: the plain lists at the head of a FET file."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.school import Subject, Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.io.fet.desk import Desk, ranges
from scheduler.io.fet.names import NAME_LENGTH, Known, V, clean
from scheduler.io.fet.xml import Element, children

BELL = "week"
MOST_DAYS, MOST_HOURS = 35, 40
"""The longest week and day a timetable of ours can have."""


def listed(root: Element, path: str, desk: Desk, what: Text, known: Known[V]) -> Iterator[tuple[Element, str]]:
    """Elements of a list that have a name nothing else in it has, each with its name as written."""
    for number, element in enumerate(children(root, path), start=1):
        name = element.findtext("Name") or ""
        if name in known:
            wrong = Text("two {what} entries are called {name}", "有两个{what}都叫“{name}”")
            desk.fault(
                f"{path}[{number}]", wrong.format(what=what, name=name[:60]), Text("rename one", "请给其中一个改名")
            )
        else:
            yield element, name


def read_week(root: Element, desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the days and of the hours."""
    sizes = (
        ("Days_List/Day", Text("day", "上课日"), desk.days, MOST_DAYS),
        ("Hours_List/Hour", Text("hour", "节次"), desk.hours, MOST_HOURS),
    )
    for path, what, known, most in sizes:
        for number, (_, name) in enumerate(listed(root, path, desk, what, known), start=1):
            known[name] = number
        if not 1 <= len(known) <= most:
            wrong = Text("the week has {n} {what} entries", "共有 {n} 个{what}").format(n=len(known), what=what)
            desk.fault(path, wrong, Text(f"1 to {most} can be read", f"可读 1 至 {most} 个"))
    return tuple(desk.days), tuple(desk.hours)


def day_names(days: tuple[str, ...]) -> tuple[str, ...]:
    """Days as printed, all different."""
    out: list[str] = []
    for number, name in enumerate(days, start=1):
        plain = clean(name)[:NAME_LENGTH] or str(number)
        out.append(plain if plain not in out else f"{plain[:190]} ({number})")
    return tuple(out)


def bell(days: tuple[str, ...], hours: tuple[str, ...], desk: Desk) -> BellSchedule:
    """The one schedule of the school: every day the same untimed periods, breaks closed."""
    rows = tuple(BellPeriod(name=clean(hour)[:NAME_LENGTH]) for hour in hours)
    return BellSchedule(id=BELL, days=tuple(rows for _ in days), closed=ranges(desk.away.get(BELL, set()), len(hours)))


def read_subjects(root: Element, desk: Desk) -> tuple[Subject, ...]:
    """Subjects; activity tags are only names."""
    out = []
    for _, name in listed(root, "Subjects_List/Subject", desk, Text("subject", "科目"), desk.subjects):
        desk.subjects[name] = an_id = desk.ids.of(name, "subject")
        out.append(Subject(id=an_id, name=clean(name)[:NAME_LENGTH]))
    for _, name in listed(root, "Activity_Tags_List/Activity_Tag", desk, Text("activity tag", "标记"), desk.tags):
        plain = clean(name)[:NAME_LENGTH] or "?"
        desk.tags[name] = plain if plain not in desk.tags.values() else f"{plain[:180]} ({len(desk.tags)})"
    return tuple(out)


def read_teachers(root: Element, desk: Desk) -> list[Teacher]:
    """Teachers with the subjects they are qualified for."""
    out: list[Teacher] = []
    names: set[str] = set()
    for element, name in listed(root, "Teachers_List/Teacher", desk, Text("teacher", "教师"), desk.teachers):
        desk.teachers[name] = an_id = desk.ids.of(name, "teacher")
        said = (one.text or "" for one in element.iterfind("Qualified_Subjects/Qualified_Subject"))
        known = (desk.subjects.find(word) for word in said)
        subjects = tuple(dict.fromkeys(subject for subject in known if subject is not None))
        plain = clean(name)[:NAME_LENGTH]
        out.append(Teacher(id=an_id, name=an_id if plain in names else plain, subjects=subjects))
        names.add(plain)
    return out
