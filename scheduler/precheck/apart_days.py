"""Check 15: subjects that may not share a day find days enough, each for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.domain.text import Text, joined
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import in_weeks, setting
from scheduler.precheck.minimums import Minimums
from scheduler.precheck.openings import Opening, Openings

SHORT = Text(
    "{who}: {parts} are to be on different days; that takes {need} days, but there are {have}.",
    "{who}：{parts}不能在同一天，合起来要 {need} 天，能排的只有 {have} 天。",
)
PART = Text("{what} ({days} days at least)", "{what}（至少 {days} 天）")
HELP = Text(
    "Let two of these subjects share a day, raise the lessons a day, or make the rule a wish.",
    "让其中两科可以同一天，提高每天的节数，或把这条规则改为“尽量”。",
)
FITS = Text("Subjects that may not share a day find days enough.", "不能同一天的科目，天数够分。")


class Spread(NamedTuple):
    """A leaf's subject: the fewest days it takes, the days it can be on, the rules that say so."""

    days: int
    open: frozenset[int]
    rules: frozenset[str]


def apart_days(openings: Openings) -> Iterator[Shortage]:
    """Each leaf's subjects of a rule, the days they take added up against the days open to any of them."""
    facts = openings.facts
    if not facts.used("not_same_day"):
        return
    alike: dict[tuple[tuple[tuple[str, int], ...], int, Weeks], dict[str, frozenset[str]]] = {}
    for leaf in openings.of_leaf:
        for weeks in facts.weeks if leaf in facts.index.parity_owners else facts.weeks[:1]:
            spreads = _spreads(openings, leaf, weeks)
            for rule in facts.bound("not_same_day", leaf):
                mine = {s: spreads[s] for s in dict.fromkeys(setting(rule, "subjects", ())) if s in spreads}
                have = len(frozenset().union(*(one.open for one in mine.values())))
                if len(mine) > 1 and sum(one.days for one in mine.values()) > have:
                    home, shown = facts.index.class_of(leaf), weeks if leaf in facts.index.parity_owners else Weeks.ALL
                    key = (tuple((s, one.days) for s, one in mine.items()), have, shown)
                    rules = frozenset().union(*(one.rules for one in mine.values()))
                    alike.setdefault(key, {}).setdefault(home.id if home else leaf, rules)
    for (parts, have, weeks), who in alike.items():
        need = sum(days for _, days in parts)
        told = joined([PART.format(what=facts.names([s]), days=days) for s, days in parts])
        yield Shortage(
            f"apart_days/{next(iter(who))}/{'+'.join(s for s, _ in parts)}/{weeks}",
            Severity.RED,
            (*who, *(s for s, _ in parts)),
            in_weeks(SHORT.format(who=facts.names(list(who)), parts=told, need=need, have=have), weeks),
            HELP,
            need,
            have,
            {"classes": len(who), "weeks": weeks},
            ("not_same_day", "every_lesson_placed", *sorted(frozenset().union(*who.values()))),
        )
    if not alike:
        yield Shortage("apart_days", Severity.GREEN, (), FITS)


def _spreads(openings: Openings, leaf: str, weeks: Weeks) -> dict[str, Spread]:
    """The days each subject of a leaf takes at least, as far as they must be placed."""
    known = {one.subject: one for one in Minimums.shared(openings, weeks).subjects.get(leaf, ())}
    taught: dict[str, list[Opening]] = {}
    for one in openings.of_leaf[leaf]:
        if one.course.weeks.meets(weeks) and one.need:
            taught.setdefault(one.course.subject, []).append(one)
    out = {}
    for subject, mine in taught.items():
        mask, limited = 0, known.get(subject)
        for one in mine:
            mask |= one.open
        holds = {day: (mask & here).bit_count() for day, here in openings.facts.beats.on_day.items() if mask & here}
        rules = {rule for one in mine for rule in one.rules}
        days = 1
        if openings.facts.bound("class_clash", leaf):
            caps = {day: limited.caps[day] for day in holds} if limited else holds
            days = max(1, fewest(list(caps.values()), sum(one.need for one in mine)))
            rules.add("class_clash")
        if limited is not None:
            days = max(days, limited.days_wanted)
            rules.update(limited.rules)
        out[subject] = Spread(days, frozenset(holds), frozenset(rules))
    return out


def fewest(caps: list[int], need: int) -> int:
    """On how many days at least some lessons stand, where each day holds so many."""
    held = days = 0
    for cap in sorted(caps, reverse=True):
        if held >= need:
            break
        held, days = held + cap, days + 1
    return days
