"""Check 11: if it rains on a day or in a period, the sport lessons that must be then find places in the rain.

How many must be then follows from what the rest of the week can hold at most (together.py). A yellow only: it may
not rain, and a class can have theory in its own room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from constraints.rain import dry_places, dry_rooms, sport_courses
from scheduler.domain.text import Text, joined
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.beats import bits
from scheduler.precheck.day_caps import DayCaps
from scheduler.precheck.easy import fit_easily
from scheduler.precheck.facts import MANY, in_weeks
from scheduler.precheck.lesson_flow import Flow
from scheduler.precheck.openings import Openings
from scheduler.precheck.questions import Question, alike

SHORT = Text(
    "In rain on {when}: at least {need} sport lessons must be held then, but only {have} find a dry place.",
    "{when}下雨时，至少有 {need} 节体育类课要上，雨天场地只容得下 {have} 节。",
)
EACH = Text(
    "In rain on any of {when}: at least {need} sport lessons must be held then, but only {have} find a dry place.",
    "{when}任何一个下雨时，至少有 {need} 节体育类课要上，雨天场地只容得下 {have} 节。",
)
HELP = Text(
    "Enter what can be used in the rain (own classroom, hall), or spread sport over more days and periods.",
    "在场地表填上“雨天改用”（如本班教室、体育馆），或让体育课能排到更多的天和节次。",
)
FITS = Text(
    "Rain: the sport lessons that must be on a day find places in the rain.", "雨天：每天必有的体育课都有地方上。"
)


def wet(openings: Openings) -> Iterator[Shortage]:
    """Each day as if it rained all day; where that is too much, each period of it too."""
    rooms = dry_rooms(openings.facts.problem)
    if not rooms:
        return
    short: dict[tuple[int, int, Weeks], list[Text]] = {}
    for weeks in openings.facts.weeks:
        for when, (need, have) in Rain(openings, rooms, weeks).times():
            short.setdefault((need, have, weeks), []).append(when)
    for (need, have, weeks), names in short.items():
        told = SHORT if len(names) == 1 else EACH
        reason = in_weeks(told.format(when=joined(names), need=need, have=have), weeks)
        name = f"wet/{names[0].en}/{weeks}"
        yield Shortage(name, Severity.YELLOW, tuple(rooms), reason, HELP, need, have, {"times": len(names)})
    if not short:
        yield Shortage("wet", Severity.GREEN, tuple(rooms), FITS)


class Rain:
    """One week's sport lessons, and how many of them its periods hold when it is dry and when it rains."""

    def __init__(self, openings: Openings, rooms: Mapping[str, int], weeks: Weeks) -> None:
        self.openings, self.facts = openings, openings.facts
        sport = [openings.of[course.id] for course in sport_courses(self.facts.problem)]
        self.lessons = tuple(one for one in sport if one.need and one.course.weeks.meets(weeks))
        self.total = sum(demand.amount for one in self.lessons for demand in one.demands())
        self.caps, self.weeks = DayCaps(openings, weeks), weeks
        counted = set(self.facts.needs.values())
        union = frozenset[str]().union(*(one.rooms for one in self.lessons))
        all_counted = all(one.rooms in counted for one in self.lessons)
        beats = [1 << at for at in range(len(self.facts.beats.all))]
        self.usual = {beat: self.facts.places(union, beat, weeks) if all_counted else MANY for beat in beats}
        moments = {beat: self.facts.beats.moment(beat) for beat in beats}
        self.dry = {beat: dry_places(self.facts.problem, rooms, moments[beat], weeks) for beat in beats}

    def times(self) -> Iterator[tuple[Text, tuple[int, int]]]:
        """Days and periods in which rain leaves too little, with the lessons that must be then and the places."""
        for day, here in self.facts.beats.on_day.items():
            if found := self._short(here):
                yield self.facts.index.day_name(day), found
                for beat in bits(here):
                    if found := self._short(beat):
                        yield self.facts.beat_name(beat), found

    def _short(self, when: int) -> tuple[int, int] | None:
        if all(self.dry[beat] >= self.usual[beat] for beat in bits(when)):
            return None
        question = self._question(when, self.dry)
        if fit_easily(self.openings, question, self.caps, {}):
            return None
        missing = self.total - Flow(self.openings, question, self.caps).net.flow()
        if missing <= 0:
            return None
        without = self._question(when, dict.fromkeys(self.dry, 0))
        need = self.total - Flow(self.openings, without, self.caps).net.flow()
        return need, need - missing

    def _question(self, when: int, rainy: Mapping[int, int]) -> Question:
        """The week in which some beats hold no more than in the rain."""
        held = {beat: min(usual, rainy[beat]) if beat & when else usual for beat, usual in self.usual.items()}
        return Question("", self.lessons, self.weeks, alike(held.__getitem__, len(held)))
