"""What `together` says: whose lessons, how many, and day by day how many of them fit."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.domain.text import Text, joined, same
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.openings import Openings
from scheduler.precheck.questions import Excess, Limit, Question

SHORT = Text(
    "{owner}: {need} lessons of {what} a week ({who}); {limits}, so the days hold {days} = {have}.",
    "{owner}：{who}的{what}每周 {need} 节；{limits}，各天最多排得下 {days} = {have} 节。",
)
ALONE = Text(
    "{owner}: {need} lessons of {what} a week; {limits}, so the days hold {days} = {have}.",
    "{owner}：{what}每周 {need} 节；{limits}，各天最多排得下 {days} = {have} 节。",
)
SUBJECT = Text("at most {n} a day for a class", "同一个班一天最多 {n} 节")
SUBJECTS = Text("at most {low} to {high} a day for a class", "同一个班一天最多 {low}—{high} 节")
LOAD = Text("at most {n} a day for the teacher", "教师一天最多 {n} 节")
LOADS = Text("at most {low} to {high} a day for the teacher", "教师一天最多 {low}—{high} 节")
PLACE = Text("{n} at a time in these rooms", "场地同时只容 {n} 个班")
PLACES = Text("{low} to {high} at a time in these rooms", "场地同时只容 {low}—{high} 个班")
ONCE = {
    "teacher_clash": Text("one lesson at a time for a teacher", "一位教师同时只上一节"),
    "class_clash": Text("one lesson at a time for a class", "一个班同时只上一节"),
}
CLOSED = Text("some times are closed or taken", "有些时段不能排或已占用")
HELP = Text(
    "Open a closed time, raise a limit a day, move a meeting, add places, or give a class to another teacher.",
    "放开一段不排课时间、提高每天上限、挪开会议、增加场地，或把一个班换给别的教师。",
)
FITS = Text(
    "Each teacher, class and sort of room with all limits of its days: {count} counted, all fit.",
    "每位教师、每个班、每类场地，把每天的各种上限放在一起算：共 {count} 项，都排得下。",
)
NUMBERED = {"subject": (SUBJECT, SUBJECTS), "load": (LOAD, LOADS), "place": (PLACE, PLACES)}


def told(openings: Openings, question: Question, over: Excess) -> Shortage:
    """The excess as a shortage."""
    facts, index = openings.facts, openings.facts.index
    subjects = facts.names(list(dict.fromkeys(one.course.subject for one in over.courses)), most=3)
    limits = _limits(over.limits, over.closed)
    by_day: dict[int, int] = {}
    for limit in over.limits:
        by_day[limit.day] = by_day.get(limit.day, 0) + limit.room
    named_days = ((index.day_name(day), count) for day, count in sorted(by_day.items()) if count)
    days = [Text(f"{day.en} {count}", f"{day.zh} {count}") for day, count in named_days]
    classes = dict.fromkeys(one for opening in over.courses for one in opening.course.sets)
    teachers = dict.fromkeys(teacher for opening in over.courses for teacher in opening.course.teachers)
    who = list(teachers if question.places else classes)
    alone = not who or question.owner in who or question.owner in {x for o in over.courses for x in o.leaves}
    words = {
        "owner": facts.names([question.owner]),
        "who": facts.names(who),
        "what": subjects,
        "need": over.need,
        "have": over.have,
        "limits": limits,
        "days": Text(" + ".join(d.en for d in days) or "0", " + ".join(d.zh for d in days) or "0"),
    }
    named = {rule for limit in over.limits for rule in limit.rules}
    return Shortage(
        f"together/{question.owner}/{question.weeks}",
        Severity.RED,
        (question.owner, *(one.course.id for one in over.courses)),
        in_weeks((ALONE if alone else SHORT).format(**words), question.weeks),
        HELP,
        over.need,
        over.have,
        {"weeks": question.weeks, **{f"day {day}": n for day, n in by_day.items()}},
        ("every_lesson_placed", *sorted(named), *sorted(over.closed - named)),
    )


def _limits(limits: Iterable[Limit], closed: Iterable[str]) -> Text:
    """What holds the lessons back, each once."""
    out: list[Text] = []
    for kind, (one, several) in NUMBERED.items():
        each = sorted({limit.each for limit in limits if limit.kind == kind and limit.room})
        if each:
            out.append((one if len(each) == 1 else several).format(n=each[0], low=each[0], high=each[-1]))
    clashes = {rule for limit in limits if limit.kind == "person" for rule in limit.rules}
    out += [words for rule, words in ONCE.items() if rule in clashes]
    return joined([*out, *([CLOSED] if closed else [])]) if out or closed else same("")
