"""The lessons somebody has at a time, as a school says it: a class, group, teacher or room, a day, a period."""

from __future__ import annotations

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text, joined, same
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.io.timetable.names import Names
from scheduler.io.timetable.words import day_words, period_of
from scheduler.io.workbook.plain import key

MOST_NAMED = 8


def lessons_at(problem: Problem, timetable: Timetable, who: str, day: str, period: str) -> tuple[int, ...]:
    """Positions in the timetable of the lessons somebody has then; a block counts in each of its periods.

    Raises:
        FaultyInput: where a name, day or period is unknown, or there is no lesson.
    """
    faults: list[Fault] = []
    owner = _owner(problem, who, faults)
    days, number = day_words(problem), period_of(period)
    on = days.get(key(day))
    if on is None:
        known = joined([problem.index.day_name(one) for one in problem.days])
        faults.append(Fault("DAY", Text(f"there is no day “{day}”", f"没有“{day}”这一天"), known))
    if number is None:
        right = Text("write a number, 1 for the first lesson", "请写节次，第一节写 1")
        faults.append(Fault("PERIOD", Text(f"“{period}” is not a period", f"“{period}”不是节次"), right))
    if faults or on is None or number is None:
        raise FaultyInput(faults)
    view = View(problem, timetable)
    index = problem.index
    held = [*view.of_teacher.get(owner, ()), *view.of_room.get(owner, ())]
    held += [one for leaf in index.leaves((owner,)) for one in view.of_pupil.get(leaf, ())]
    held += [one for one in view.lessons if owner in one.lesson.sets]
    found = {one.at for one in held if one.lesson.day == on and 0 <= number - one.lesson.period < one.lesson.duration}
    if not found:
        when = Text(f"{index.day_name(on).en}, period {number}", f"{index.day_name(on).zh}第 {number} 节")
        wrong = Text("{who} has no lesson on {when}", "{who} 在{when}没有课").format(who=index.title(owner), when=when)
        raise FaultyInput([Fault("TIMETABLE", wrong)])
    return tuple(sorted(found))


def _owner(problem: Problem, who: str, faults: list[Fault]) -> str:
    """The id a name means; a fault where it means none or several."""
    names = Names(problem)
    for found in (names.find_set(who), names.teachers.find(who), names.rooms.find(who)):
        if len(found) == 1:
            return found[0]
        if found:
            right = joined([same(f"{problem.index.title(one)} ({one})") for one in found])
            faults.append(Fault("CLASS", Text(f"“{who}” may mean several", f"“{who}”有几种可能"), right))
            return ""
    known = [same(problem.index.title(home.id)) for home in problem.classes]
    right = joined(known[:MOST_NAMED] + ([same("…")] if len(known) > MOST_NAMED else []))
    wrong = Text(f"no class, group, teacher or room is called “{who}”", f"没有叫“{who}”的班级、分组、教师或场地")
    faults.append(Fault("CLASS", wrong, right))
    return ""
