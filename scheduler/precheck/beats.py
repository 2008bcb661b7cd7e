"""Beats: one common row of times for all bell schedules, on which lessons can be counted.

A beat is a moment, chosen so that every lesson period of every schedule holds at least one; a period counts at
the first beat it holds. Two lessons that do not overlap never count at the same beat, and all lessons counted at
a beat go on at that moment. So what fits into beats is never less than what fits into the week, and with one
schedule beats are its periods. Sets of moments, of beats and of periods are bits of an int.
"""

from __future__ import annotations

from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Slot


class Period(NamedTuple):
    """A lesson period: itself, the moments it covers, the beat at which it counts, as bits."""

    day: int
    period: int
    bit: int
    moments: int
    beat: int


class Beats:
    """The beats of a school."""

    def __init__(self, problem: Problem) -> None:
        line = problem.timeline
        moments = sorted((day, minute) for day, minutes in line.starts.items() for minute in minutes)
        self.bit: dict[Moment, int] = {moment: 1 << at for at, moment in enumerate(moments)}
        ends = sorted(line.moments.items(), key=lambda one: (one[0].day, line.spans[one[0]][1], one[0].bell))
        chosen: set[Moment] = set()
        for _, inside in ends:
            if chosen.isdisjoint(inside):
                chosen.add(inside[-1])
        self.all: tuple[Moment, ...] = tuple(sorted(chosen))
        number = {moment: 1 << at for at, moment in enumerate(self.all)}
        self.on_day: dict[int, int] = dict.fromkeys(problem.days, 0)
        for (day, _), bit in number.items():
            self.on_day[day] = self.on_day.get(day, 0) | bit
        self.periods: dict[str, dict[tuple[int, int], Period]] = {bell: {} for bell in line.bells}
        self._shown: dict[int, Slot] = {}
        for at, (slot, inside) in enumerate(sorted(line.moments.items())):
            beat = next(number[moment] for moment in inside if moment in number)
            mask = self.mask(inside)
            self.periods[slot.bell][slot.day, slot.period] = Period(slot.day, slot.period, 1 << at, mask, beat)
            self._shown.setdefault(beat, slot)

    def mask(self, moments: tuple[Moment, ...] | frozenset[Moment]) -> int:
        """Some moments as bits."""
        out = 0
        for moment in moments:
            out |= self.bit.get(moment, 0)
        return out

    def touching(self, moments: int) -> int:
        """Lesson periods of any schedule that cover one of some moments, as bits."""
        found = (one for periods in self.periods.values() for one in periods.values())
        return sum(one.bit for one in found if one.moments & moments)

    def slot(self, beat: int) -> Slot:
        """A lesson period that counts at a beat, to name it by."""
        return self._shown[beat]

    def slot_at(self, moments: int) -> Slot:
        """A lesson period that covers one of some moments."""
        for bell, periods in self.periods.items():
            for one in periods.values():
                if one.moments & moments:
                    return Slot(bell, one.day, one.period)
        raise KeyError(moments)

    def moment(self, beat: int) -> Moment:
        """The moment of a beat."""
        return self.all[beat.bit_length() - 1]


def bits(mask: int) -> list[int]:
    """The single bits of a set, lowest first."""
    out = []
    while mask:
        low = mask & -mask
        out.append(low)
        mask ^= low
    return out
