"""Check 14: without free periods in between, a class's lessons fit its days around the times it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import Facts, in_weeks, setting
from scheduler.precheck.openings import Opening, Openings

SHORT = Text(
    "{who}: {need} lessons a week with at most {limit} free periods between them; around the periods in which nothing "
    "can stand the days hold {days} = {have}.",
    "{who}每周 {need} 节，中间最多空 {limit} 节；避开排不了课的节次，各天最多排 {days} = {have} 节。",
)
HELP = Text(
    "Open closed times in the middle of the day, or allow these classes free periods.",
    "放开一天中间不排课的时间，或允许这些班有空堂。",
)
FITS = Text("The lessons of each class fit its days without forbidden gaps.", "不留空堂，各班的课每天也排得下。")


def gap_free(openings: Openings) -> Iterator[Shortage]:
    """Each leaf's lessons against the longest stretches of its days; classes that lack the same in one line."""
    facts = openings.facts
    if not facts.used("class_gaps"):
        return
    alike: dict[tuple[int, int, tuple[int, ...], Weeks], dict[str, frozenset[str]]] = {}
    for leaf, found in openings.of_leaf.items():
        for weeks in facts.weeks if leaf in facts.index.parity_owners else (Weeks.ALL,):
            mine = [one for one in found if one.course.weeks.meets(weeks)]
            for need, limit, days in _days(facts, leaf, mine):
                if sum(days) < need:
                    home = facts.index.class_of(leaf)
                    rules = frozenset(rule for one in mine for rule in one.rules)
                    alike.setdefault((need, limit, days, weeks), {}).setdefault(home.id if home else leaf, rules)
    for (need, limit, days, weeks), who in alike.items():
        yield _red(facts, need, limit, days, weeks, who)
    if not alike:
        yield Shortage("gap_free", Severity.GREEN, (), FITS)


def _days(facts: Facts, leaf: str, mine: list[Opening]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """(lessons, free periods allowed, the most lessons of each day) by each rule that binds a leaf."""
    home = facts.index.bell_of_pupil(leaf)
    if not facts.bound("class_clash", leaf) or any(facts.index.course_bell(o.course) != home.id for o in mine):
        return
    spots = {spot for one in mine for spot in one.spots}
    need = sum(one.need for one in mine)
    for rule in facts.bound("class_gaps", leaf) if need <= len(spots) else ():
        limit, early = setting(rule, "limit", 0), setting(rule, "from_first", False)
        rows = ([(day, p) in spots for p in range(1, home.periods(day) + 1)] for day in facts.problem.days)
        yield need, limit, tuple(longest(row, limit, from_first=early) for row in rows)


def longest(row: list[bool], limit: int, *, from_first: bool) -> int:
    """Most open periods of a day from one to another with at most `limit` closed ones between."""
    best = 0
    for first in range(min(1, len(row)) if from_first else len(row)):
        held = free = 0
        for here in row[first:]:
            held, free = held + here, free + (not here)
            if free > limit:
                break
            best = max(best, held)
    return best


def _red(
    facts: Facts, need: int, limit: int, days: Iterable[int], weeks: Weeks, who: dict[str, frozenset[str]]
) -> Shortage:
    held = list(days)
    told = " + ".join(map(str, held))
    words = {"who": facts.names(list(who)), "need": need, "limit": limit, "days": told, "have": sum(held)}
    return Shortage(
        f"gap_free/{next(iter(who))}/{limit}/{weeks}",
        Severity.RED,
        tuple(who),
        in_weeks(SHORT.format(**words), weeks),
        HELP,
        need,
        sum(held),
        {"classes": len(who), "weeks": weeks},
        ("class_gaps", "class_clash", "every_lesson_placed", *sorted(frozenset().union(*who.values()))),
    )
