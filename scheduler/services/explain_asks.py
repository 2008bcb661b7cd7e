"""What a rule asks of one owner, in a few words with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from constraints.gathering import closed_times
from constraints.meetings import attending
from constraints.teacher_weeks import even_share
from scheduler.domain.curriculum import Course, FixedLesson
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import TimeRange, Weeks, clock
from scheduler.rules.base import Rule
from scheduler.services.proof_words import names
from scheduler.words import WEEKS_NAMES

NOTHING = Text("", "")
MOST_TIMES = 6
"""Times told of; the rest is a number."""


class Ask(NamedTuple):
    """Words and the numbers in them."""

    words: Text
    numbers: Mapping[str, int] = {}


def ask(problem: Problem, rule: Rule, owner: str) -> Ask:
    """What the rule asks of the owner."""
    bound = rule.at(problem, owner) or rule
    return ASKS[rule.id](problem, bound, owner) if rule.id in ASKS else _settings(problem, bound, owner)


def when(problem: Problem, ranges: Sequence[TimeRange]) -> Text:
    """Some times of the week."""
    told = list(dict.fromkeys(_range(problem, one) for one in ranges))
    more = [Text(f"{len(told)} times in all", f"共 {len(told)} 段")] if len(told) > MOST_TIMES else []
    return joined([*told[:MOST_TIMES], *more])


def spots(problem: Problem, fixed: Sequence[FixedLesson]) -> Text:
    """Some single times."""
    day = problem.index.day_name
    return joined([Text(f"{day(f.day).en} period {f.period}", f"{day(f.day).zh}第{f.period}节") for f in fixed])


def _range(problem: Problem, one: TimeRange) -> Text:
    day = problem.index.day_name(one.day) if one.day else Text("every day", "每天")
    if one.start is not None and one.end is not None:
        hours = f"{clock(one.start)}–{clock(one.end)}"
        told = Text(f"{day.en} {hours}", f"{day.zh} {hours}")
    elif one.periods:
        word = "、".join(_runs(one.periods))
        told = Text(f"{day.en} period {_english(word)}", f"{day.zh}第{word}节")
    else:
        told = day if not one.day else Text(f"all {day.en}", f"{day.zh}全天")
    weeks = WEEKS_NAMES[one.weeks]
    return told if one.weeks is Weeks.ALL else Text(f"{told.en} ({weeks.en})", f"{weeks.zh}{told.zh}")


def _english(word: str) -> str:
    return word.replace("、", ", ").replace("—", "–")


def _runs(periods: Sequence[int]) -> list[str]:
    """Numbers, those on end as 1—3."""
    out = []
    for _, run in groupby(enumerate(sorted(set(periods))), key=lambda at: at[1] - at[0]):
        numbers = [number for _, number in run]
        out.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}")
    return out


def _unavailable(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    ranges = [one for _, who, times in closed_times(problem) if who == owner for one in times]
    reasons = "、".join(dict.fromkeys(one.reason for one in ranges if one.reason))
    told = Text("no lessons on {when}", "{when}不排课").format(when=when(problem, ranges))
    return Ask(Text(f"{told.en} ({reasons})", f"{told.zh}（{reasons}）") if reasons else told)


def _fixed(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    fixed = problem.index.courses[owner].fixed
    return Ask(Text("fixed on {when}", "固定在{when}").format(when=spots(problem, fixed)), {"fixed": len(fixed)})


def _places(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    index = problem.index
    rooms = [index.rooms[room] for room in sorted(index.room_needs.get(owner, ())) if room in index.rooms]
    total = sum(room.places for room in rooms)
    each = joined([same(f"{index.title(room.id)} {room.places}") for room in rooms])
    told = Text("{n} lessons at a time", "同时只容 {n} 个班").format(n=total)
    if len(rooms) > 1:
        told = Text("{told} ({each})", "{told}（{each}）").format(told=told, each=each)
    return Ask(told, {"places": total})


def _meeting(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    group = next(one for one in problem.teacher_groups if one.id == owner)
    meeting = problem.index.courses.get(group.meeting)
    told: list[Text] = []
    who = len(attending(group))
    if meeting is not None and meeting.fixed:
        told.append(spots(problem, meeting.fixed))
    if meeting is not None:
        told.append(Text(f"{who} people meet and have no lesson then", f"{who} 人开会，会上不能有课"))
    if group.common_free:
        told.append(Text(f"{group.common_free} free periods shared by all", f"全组共同空堂 {group.common_free} 节"))
    return Ask(joined(told), {"members": who})


def _ban(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    subjects, days = getattr(rule, "subjects", ()), getattr(rule, "days", ())
    periods = getattr(rule, "periods", ())
    counted = [same(run) for run in _runs([p for p in periods if p > 0])]
    what = names(problem, subjects, 3, "科") if subjects else Text("no subject", "各科")
    word = joined(counted)
    shut = [Text(f"period {_english(word.en)}", f"第{word.zh}节")] if counted else []
    shut += [Text("the last period", "末节")] if -1 in periods else []
    on = joined([problem.index.day_name(day) for day in days]) if days else NOTHING
    told = Text("{what} not in {shut}", "{what}{on}不排{shut}")
    done = told.format(what=what, shut=joined(shut), on=on)
    return Ask(Text(f"{done.en} on {on.en}", done.zh) if days else done)


def _per_day(problem: Problem, rule: Rule, owner: str) -> Ask:
    limit = getattr(rule, "limit", 0)
    if limit:
        return Ask(Text("at most {n} a day", "一天最多 {n} 节").format(n=limit), {"limit": limit})
    days = len(problem.days)
    highest = 1
    for courses in problem.index.taught.get(owner, {}).values():
        highest = max(highest, even_share([(p.duration, p.count) for c in courses for p in c.parts], days))
    if highest == 1:
        return Ask(Text("each subject at most once a day", "每科一天最多 1 节"), {"limit": 1})
    told = Text("each subject spread over the week, at most {n} a day", "每科按周课时均摊到每天，一天最多 {n} 节")
    return Ask(told.format(n=highest), {"limit": highest})


def _blocks(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    parts = [part for part in problem.index.courses[owner].parts if part.duration > 1]
    told = [Text(f"{p.count} × {p.duration} periods on end", f"每周 {p.count} 次 {p.duration} 节连堂") for p in parts]
    return Ask(joined([*told, Text("not across the long break or noon", "不跨大课间和午休")]))


def _hours(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    course = problem.index.courses.get(owner)
    count = course.periods if course is not None else 0
    return Ask(Text("{n} periods a week", "每周 {n} 节").format(n=count), {"periods": count})


def _once(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    load = sum(c.periods for c in _courses(problem, owner))
    told = Text("{n} periods a week, one lesson at a time", "每周 {n} 节，同一时间只能上一节")
    return Ask(told.format(n=load), {"periods": load})


def _courses(problem: Problem, owner: str) -> Sequence[Course]:
    index = problem.index
    return index.courses_of_teacher.get(owner) or index.courses_of_pupil.get(owner, ())


def _settings(problem: Problem, rule: Rule, owner: str) -> Ask:  # noqa: ARG001
    """What the rule's own settings say, by their labels."""
    told: list[Text] = []
    numbers: dict[str, int] = {}
    for name, info in type(rule).model_fields.items():
        label = next((m for m in info.metadata if isinstance(m, Label)), None)
        value = getattr(rule, name)
        if label is None or name in ("subjects", "courses"):
            continue
        if isinstance(value, bool):
            told += [label.text] if value else []
        elif isinstance(value, int):
            unit = label.unit or NOTHING
            numbers[name] = value
            told.append(Text(f"{label.en}: {value} {unit.en}".strip(), f"{label.zh} {value} {unit.zh}".strip()))
    return Ask(joined(told), numbers)


ASKS: Mapping[str, Callable[[Problem, Rule, str], Ask]] = {
    "unavailable": _unavailable,
    "fixed_lessons": _fixed,
    "room_capacity": _places,
    "group_meeting": _meeting,
    "period_ban": _ban,
    "subject_per_day": _per_day,
    "block_pattern": _blocks,
    "every_lesson_placed": _hours,
    "course_hours": _hours,
    "class_clash": _once,
    "teacher_clash": _once,
}
"""Rules whose words come from the school and not from their settings."""
