"""Bell schedules for schools that give none: primary (grades 1-2, grades 3-6) and junior."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.school import Grade
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind

K = PeriodKind
LOW, PRIMARY, JUNIOR = "一二年级作息", "小学作息", "初中作息"
Line = tuple[PeriodKind, str, int]
"""Kind, name, minutes: rows follow one another."""

_NOON: Line = (K.NOON, "午餐、午休", 100)
_EYES: tuple[Line, ...] = ((K.EYE_EXERCISES, "眼保健操", 5), (K.BREAK, "课间", 10))
_LAST: tuple[Line, ...] = ((K.LONG_BREAK, "下午大课间", 30), (K.AFTER_SCHOOL, "课后服务", 120))


def _day(start: int, lines: Sequence[Line]) -> tuple[BellPeriod, ...]:
    rows = []
    for kind, name, minutes in lines:
        sport = kind is K.LONG_BREAK or (kind is K.ACTIVITY)
        rows.append(BellPeriod(kind=kind, name=name, start=start, end=start + minutes, sport=sport))
        start += minutes
    return tuple(rows)


def _primary_day(monday: bool, sixth: bool) -> tuple[BellPeriod, ...]:
    opening: Line = (K.FLAG, "升旗", 25) if monday else (K.ASSEMBLY, "晨会", 10)
    last: Line = (K.LESSON, "第6节", 40) if sixth else (K.ACTIVITY, "低段活动", 40)
    lines = [(K.FREE, "校门开放", 20), opening, (K.LESSON, "第1节", 40), (K.BREAK, "课间", 15), (K.LESSON, "第2节", 40)]
    lines += [(K.LONG_BREAK, "大课间", 30), (K.LESSON, "第3节", 40), *_EYES, (K.LESSON, "第4节", 40), _NOON]
    return _day(480, [*lines, (K.LESSON, "第5节", 40), *_EYES, last, *_LAST])


def _junior_day(friday: bool) -> tuple[BellPeriod, ...]:
    lines: list[Line] = [
        (K.FREE, "校门开放", 20),
        (K.LESSON, "第1节", 45),
        (K.BREAK, "课间", 15),
        (K.LESSON, "第2节", 45),
    ]
    lines += [(K.LONG_BREAK, "大课间", 30), (K.LESSON, "第3节", 45), *_EYES, (K.LESSON, "第4节", 45)]
    lines += [(K.NOON, "午餐、午休", 90), (K.LESSON, "第5节", 45), *_EYES, (K.LESSON, "第6节", 45)]
    lines += [] if friday else [(K.BREAK, "课间", 15), (K.LESSON, "第7节", 45)]
    return _day(470, [*lines, (K.LONG_BREAK, "下午大课间", 30), (K.AFTER_SCHOOL, "课后服务", 90)])


def preset_bells(grades: Sequence[Grade], days: int) -> tuple[tuple[BellSchedule, ...], tuple[Grade, ...]]:
    """Schedules that suit the grades' years, and the grades with theirs."""
    wanted = [LOW if g.number in (1, 2) else JUNIOR if g.number >= 7 else PRIMARY for g in grades]
    week = range(1, max(1, min(days, 35)) + 1)
    made = {
        PRIMARY: tuple(_primary_day(d == 1, True) for d in week),
        LOW: tuple(_primary_day(d == 1, d == 1) for d in week),
        JUNIOR: tuple(_junior_day(d == 5) for d in week),
    }
    used = [b for b in (PRIMARY, LOW, JUNIOR) if b in wanted] or [PRIMARY]
    bells = tuple(BellSchedule(id=b, name=b, days=made[b]) for b in used)
    return bells, tuple(g.model_copy(update={"bell": b}) for g, b in zip(grades, wanted, strict=True))
