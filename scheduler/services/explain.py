"""Why not: the smallest conflict of a school without a timetable, each member shown to be needed, and ways out."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.answers import Explained, WayOut
from scheduler.domain.text import Text
from scheduler.engine.settings import Settings
from scheduler.events import Event
from scheduler.services.assign import whole
from scheduler.services.explain_conflict import Clock, Conflict
from scheduler.services.explain_counted import Counting
from scheduler.services.explain_find import Outcome, find
from scheduler.services.explain_restrict import is_fact
from scheduler.services.explain_words import also, checked, lines, members, told
from scheduler.services.load import School
from scheduler.services.ways_out import ways_out

WAYS_SECONDS = 20.0
"""How long ways out may be looked for."""

POSSIBLE = Text(
    "There is a timetable that keeps every hard rule: nothing to explain.", "排得出来：硬性规定都能遵守，没有矛盾。"
)
UNKNOWN = Text(
    "Neither a timetable nor a contradiction was found in this time; this says nothing either way.",
    "在这段时间里既没有排出来，也没有找到矛盾：现在还下不了结论。",
)
UNEXPLAINED = Text(
    "It cannot be timetabled: proven, but in this time no smaller reason than all rules together was found.",
    "排不出来：已证明；但在这段时间里没能把原因缩小到其中几条规定。",
)


class Explaining:
    """One explanation of one school; iterate it for events, the last is `Explained`. `cancel()` keeps what is known.

    `settings.seconds` is for the conflict; as many `ways` out as there are in their own time come after it.
    """

    def __init__(self, school: School, settings: Settings, *, ways: int = 3) -> None:
        self.school, self.completed = whole(school)
        self.settings = settings
        self.ways = ways
        self._clock = Clock(settings.seconds)

    def cancel(self) -> None:
        """Stop soon and tell what is known."""
        self._clock.cancel()

    def __iter__(self) -> Iterator[Event]:
        clock, school = self._clock, self.school
        clock.start()
        counting = Counting(school.problem, school.rules)
        outcome = yield from find(school, self.settings, clock, counting)
        conflict = outcome.conflict
        if conflict is None:
            yield self._without(outcome)
            return
        ways: tuple[WayOut, ...] = ()
        if self.ways:
            clock.until(WAYS_SECONDS)
            ways = yield from ways_out(school, conflict, self.settings, clock, self.ways)
        yield self._explained(conflict, ways)

    def lines(self, explained: Explained) -> list[Text]:
        """The conflict rule by rule, each with all those it binds here."""
        guards = [(member.rule, member.owner) for member in explained.conflict]
        return lines(self.school.problem, self.school.rules, guards)

    def _without(self, outcome: Outcome) -> Explained:
        words = {"feasible": POSSIBLE, "impossible": UNEXPLAINED, "unknown": UNKNOWN}[outcome.status]
        return Explained(seconds=self._clock.now(), status=outcome.status, words=words, reason=outcome.reason)

    def _explained(self, conflict: Conflict, ways: tuple[WayOut, ...]) -> Explained:
        problem, rules = self.school.problem, self.school.rules
        facts = {rule.label for rule in rules if is_fact(rule)}
        alone = all(label in facts for label, _ in conflict.members)
        return Explained(
            seconds=self._clock.now(),
            status="impossible",
            conflict=members(problem, rules, conflict.members),
            facts=members(problem, rules, conflict.facts),
            words=told(conflict, alone),
            checked=checked(conflict),
            also=also(conflict),
            proof=conflict.proof,
            confirmed=conflict.confirmed,
            ways_out=ways,
        )
