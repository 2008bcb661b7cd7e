"""Ids for names written on a command line or a form: classes and groups, teachers, subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text, joined, same
from scheduler.io.timetable.names import Names

KINDS = {
    "CLASS": Text("no class or group is called “{name}”", "没有叫“{name}”的班级或分组"),
    "TEACHER": Text("no teacher is called “{name}”", "没有叫“{name}”的教师"),
    "SUBJECT": Text("no subject is called “{name}”", "没有叫“{name}”的科目"),
}
SEVERAL = Text("“{name}” may mean several", "“{name}”有几种可能")
Ids = tuple[str, ...]


def named_ids(
    problem: Problem, classes: Iterable[str], teachers: Iterable[str], subjects: Iterable[str]
) -> tuple[Ids, Ids, Ids]:
    """The ids of some names.

    Raises:
        FaultyInput: with every name that means none or several.
    """
    names, faults = Names(problem), list[Fault]()
    found = (
        _ids(problem, "CLASS", classes, names.find_set, faults),
        _ids(problem, "TEACHER", teachers, names.teachers.find, faults),
        _ids(problem, "SUBJECT", subjects, names.find_subject, faults),
    )
    if faults:
        raise FaultyInput(faults)
    return found


def _ids(
    problem: Problem, kind: str, words: Iterable[str], find: Callable[[str], Sequence[str]], faults: list[Fault]
) -> Ids:
    out: list[str] = []
    for word in words:
        ids = find(word)
        if len(ids) == 1:
            out.append(ids[0])
        elif ids:
            right = joined([same(f"{problem.index.title(one)} ({one})") for one in ids])
            faults.append(Fault(kind, SEVERAL.format(name=word), right))
        else:
            faults.append(Fault(kind, KINDS[kind].format(name=word)))
    return tuple(dict.fromkeys(out))
