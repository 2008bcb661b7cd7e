"""The rows of a class's wall chart: lesson periods and what lies between them, with clock times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.time import KIND_NAMES, BellPeriod, BellSchedule, PeriodKind, clock
from scheduler.io.results.base import Results

UNSHOWN = frozenset({PeriodKind.FREE})


@dataclass(frozen=True, slots=True)
class Period:
    """A lesson period: its number, its times, and what stands there on days without it."""

    number: int
    times: str
    instead: dict[int, str]


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two periods: one text for all days, or one per day; an ordinary break is a thin one."""

    text: str
    by_day: dict[int, str]
    thin: bool = False


def chart_rows(results: Results, bell: BellSchedule) -> list[Period | Band]:
    """Rows of the chart from the first thing of the day to the last."""
    days = [day for day in range(1, len(bell.days) + 1) if bell.rows(day)]
    most = max((bell.periods(day) for day in days), default=0)
    gaps, tails = _between(bell, days, most)
    out: list[Period | Band] = []
    for number in range(1, most + 1):
        out += _bands(results, days, gaps[number - 1])
        out.append(_period(results, bell, days, number, tails))
    return out + _bands(results, days, tails)


def _between(
    bell: BellSchedule, days: list[int], most: int
) -> tuple[list[dict[int, list[BellPeriod]]], dict[int, list[BellPeriod]]]:
    """Rows before each period, by day, and rows after each day's last period."""
    gaps: list[dict[int, list[BellPeriod]]] = [{day: [] for day in days} for _ in range(most)]
    tails: dict[int, list[BellPeriod]] = {day: [] for day in days}
    for day in days:
        lessons = 0
        for row in bell.rows(day):
            if row.kind is PeriodKind.LESSON:
                lessons += 1
            elif row.kind not in UNSHOWN:
                (gaps[lessons][day] if lessons < bell.periods(day) else tails[day]).append(row)
    return gaps, tails


def _period(
    results: Results, bell: BellSchedule, days: list[int], number: int, tails: dict[int, list[BellPeriod]]
) -> Period:
    rows = {day: bell.lesson_row(day, number) for day in days if number <= bell.periods(day)}
    spans = _spans(rows)
    instead: dict[int, str] = {}
    for day in days:
        if day in rows or not spans:
            continue
        start, end = next(iter(spans.values()))
        for row in tails[day]:
            if row.start is not None and row.end is not None and row.start < end - 10 and row.end > start + 10:
                instead[day] = _named(results, row)
                tails[day].remove(row)
                break
    return Period(number, _times(results, days, spans), instead)


def period_times(results: Results, bell: BellSchedule, number: int, only: int = 0) -> str:
    """When a lesson period is, on one day or with its usual times and days with other ones; nothing where untimed."""
    days = [day for day in range(1, len(bell.days) + 1) if number <= bell.periods(day) and only in (0, day)]
    rows = {day: bell.lesson_row(day, number) for day in days}
    return _times(results, days, _spans(rows))


def _spans(rows: Mapping[int, BellPeriod]) -> dict[int, tuple[int, int]]:
    return {day: (row.start, row.end) for day, row in rows.items() if row.start is not None and row.end is not None}


def _times(results: Results, days: list[int], spans: dict[int, tuple[int, int]]) -> str:
    """The usual times; days with other ones below, by name."""
    if not spans:
        return ""
    usual, _ = Counter(spans.values()).most_common(1)[0]
    out = [_span(*usual)]
    others: dict[tuple[int, int], list[str]] = {}
    for day in days:
        if day in spans and spans[day] != usual:
            others.setdefault(spans[day], []).append(results.day(day))
    return "\n".join([*out, *(f"{'、'.join(named)} {_span(*span)}" for span, named in others.items())])


def _bands(results: Results, days: list[int], rows: dict[int, list[BellPeriod]]) -> list[Band]:
    """One band for each thing; those of different days share one."""
    kinds = dict.fromkeys((row.kind, row.name) for day in days for row in rows[day])
    ordered = sorted(
        kinds, key=lambda k: min(_start(row) for d in days for row in rows[d] if (row.kind, row.name) == k)
    )
    out: list[Band] = []
    for kind in ordered:
        texts = {day: _named(results, row) for day in days for row in rows[day] if (row.kind, row.name) == kind}
        thin = kind[0] is PeriodKind.BREAK
        if out and not set(texts) & set(out[-1].by_day):
            before = out.pop()
            texts, thin = texts | before.by_day, thin and before.thin
        alike = set(texts.values())
        out.append(Band(alike.pop() if len(alike) == 1 and len(texts) == len(days) else "", texts, thin))
    return out


def _start(row: BellPeriod) -> int:
    return row.start if row.start is not None else 0


def _named(results: Results, row: BellPeriod) -> str:
    name = KIND_NAMES[row.kind].to(results.lang)
    if (row.name and results.lang == "zh") or (row.name and not any(ord(char) > 0x2E7F for char in row.name)):
        name = row.name
    return name if row.start is None or row.end is None else f"{name} {_span(row.start, row.end)}"


def _span(start: int, end: int) -> str:
    return f"{clock(start)}–{clock(end)}"
