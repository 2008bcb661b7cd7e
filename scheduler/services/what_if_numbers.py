"""The figures of an answer in a dean's sentences: plan, hours in three meanings, activity, rooms, loads, term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from constraints.daily_hours_cap import DEFINITIONS
from scheduler.answers import Answered, Figure
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import clock
from scheduler.services.load import School

MOST = 6
PLAN = Text("Plan, lessons of all classes: {what}.", "课程计划（各班合计）：{what}。")
HOURS = Text("Longest day: {what}.", "最长的一天：{what}。")
HOURS_ONE = Text("{meaning} {a} → {b} min{cap}", "{meaning} {a} → {b} 分钟{cap}")
CAP_KEPT, CAP_BROKEN = (
    Text(" (at most {c}: kept)", "（上限 {c}，不超）"),
    Text(" (at most {c}: {n} over)", "（上限 {c}，超 {n}）"),
)
IF_KEPT = Text(" (kept too, if it counted so)", "（若按此口径也不超）")
IF_BROKEN = Text(" ({n} over {c}, if it counted so)", "（若按此口径超 {n}）")
END = Text("The compulsory day ends at {a} → {b} ({grade}, {day}).", "放学时间 {a} → {b}（{grade} {day}）。")
NOON = Text("Noon rest {a} → {b} minutes ({grade}, {day}).", "午休 {a} → {b} 分钟（{grade} {day}）。")
ACTIVITY = Text(
    "Activity on the day with least: {a} → {b} minutes (asked: {c}).", "活动最少的一天：{a} → {b} 分钟（要求 {c}）。"
)
ROOM = Text("{room}: {a} of {am} → {b} of {bm} periods a week", "{room}：每周 {a}/{am} → {b}/{bm} 节")
ROOMS = Text("Rooms: {what}.", "场地使用：{what}。")
LOAD = Text("Weekly periods: {what}.", "周课时：{what}。")
OVER = Text("Above the limit: {who}.", "超过上限：{who}。")
TERM = Text("Over the term: {what}.", "全学期：{what}。")


def number_words(answer: Answered, after: School) -> Iterator[Text]:
    """What the figures say, one sentence for each kind of which there is anything."""
    title = after.problem.index.title
    kinds: dict[str, list[Figure]] = {}
    for figure in answer.figures:
        kinds.setdefault(figure.what, []).append(figure)
    yield from _plan(kinds.get("plan", []), after)
    yield from _hours(kinds.get("hours", []))
    yield from _clock(kinds, after)
    yield from _activity(kinds.get("activity", []))
    if rooms := kinds.get("room", []):
        yield ROOMS.format(what=joined([_room(one, title(one.owner)) for one in _largest(rooms)]))
    if loads := kinds.get("load", []):
        told = [same(f"{title(one.owner)} {one.before or 0} → {one.after or 0}") for one in _largest(loads)]
        yield LOAD.format(what=joined(told))
    over = [f for f in kinds.get("load", []) if f.limits[1] is not None and (f.after or 0) > f.limits[1]]
    if over:
        yield OVER.format(who=joined([same(f"{title(f.owner)} {f.after}/{f.limits[1]}") for f in over[:MOST]]))
    yield from _term(kinds.get("term", []), after)


def _largest(found: list[Figure]) -> list[Figure]:
    return sorted(found, key=lambda f: -abs((f.after or 0) - (f.before or 0)))[:MOST]


def _plan(found: list[Figure], after: School) -> Iterator[Text]:
    classes = Counter(home.grade for home in after.problem.classes)
    sums: Counter[str] = Counter()
    for one in found:
        sums[one.part] += ((one.after or 0) - (one.before or 0)) * classes[one.owner]
    told = [same(f"{after.problem.index.title(s)} {n:+}") for s, n in sorted(sums.items(), key=lambda x: x[1]) if n]
    if told:
        yield PLAN.format(what=joined(told))


def _hours(found: list[Figure]) -> Iterator[Text]:
    """The three meanings side by side, where bells or caps change."""
    if not any(f.before != f.after or f.limits[0] != f.limits[1] for f in found):
        return
    told = []
    for part, meaning in DEFINITIONS.items():
        mine = [f for f in found if f.part == part]
        worst = max(mine, key=lambda f: ((f.after or 0) - (f.limits[1] or 10_000), f.after or 0))
        cap, now = worst.limits[1], worst.after or 0
        own = cap is not None
        if cap is None:
            caps = [c for f in found for c in f.limits if c is not None and f.owner == worst.owner]
            cap = min(caps, default=None)
        mark = Text("", "")
        if cap is not None:
            mark = (CAP_KEPT if own else IF_KEPT) if now <= cap else (CAP_BROKEN if own else IF_BROKEN)
        told_cap = mark.format(c=cap, n=now - (cap or 0))
        told.append(HOURS_ONE.format(meaning=meaning, a=worst.before, b=worst.after, cap=told_cap))
    yield HOURS.format(what=joined(told))


def _clock(kinds: dict[str, list[Figure]], after: School) -> Iterator[Text]:
    index = after.problem.index
    for what, words, say in (("end", END, clock), ("noon", NOON, str)):
        if found := kinds.get(what):
            one = max(found, key=lambda f: f.after or 0)
            where = {"grade": index.title(one.owner), "day": index.day_name(one.day)}
            yield words.format(a=say(one.before or 0), b=say(one.after or 0), **where)


def _activity(found: list[Figure]) -> Iterator[Text]:
    if found:
        was, now = (min(x for f in found if (x := getattr(f, side)) is not None) for side in ("before", "after"))
        asked = max((f.limits[1] for f in found if f.limits[1] is not None), default=0)
        if was != now:
            yield ACTIVITY.format(a=was, b=now, c=asked)


def _room(one: Figure, name: str) -> Text:
    facts = {"a": one.before or 0, "b": one.after or 0, "am": one.limits[0] or 0, "bm": one.limits[1] or 0}
    return ROOM.format(room=name, **facts)


def _term(found: list[Figure], after: School) -> Iterator[Text]:
    """Lessons lost and gained, the largest first."""
    title = after.problem.index.title
    if found:
        told = [same(f"{title(f.owner)} {title(f.part)} {(f.after or 0) - (f.before or 0):+}") for f in _largest(found)]
        more = [same("…")] if len(found) > MOST else []
        yield TERM.format(what=joined([*told, *more]))
