"""Check 1: the lessons of each class fit into its week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.flow import excess
from scheduler.precheck.openings import Opening, Openings

TOO_MANY = Text(
    "{who}: {need} lessons a week, but only {have} periods.", "{who}每周 {need} 节，只有 {have} 个时段可排。"
)
FEW = Text(
    "{who}: {need} lessons a week ({what}), but only {have} periods.",
    "{who}每周 {need} 节（{what}），只有 {have} 个时段可排。",
)
NAMED = 4
"""So few courses are named."""
SUBSET = Text(
    "{who}: {what} need {need} periods together, but only {have} are open to them.",
    "{who}的{what}合计 {need} 节，可排的时段只有 {have} 个。",
)
ROOMY = Text(
    "{who}: {need} lessons in {have} periods; {spare} stay empty.",
    "{who}每周 {need} 节，有 {have} 个时段，空 {spare} 节。",
)
FEWER = Text(
    "Take lessons out, add periods to the bell schedule, or open closed times.",
    "减少课时、在作息里增加节次，或放开不排课时间。",
)
FITS = Text(
    "{who} classes, {need} lessons a week: they fit their periods.", "{who} 个班每周共 {need} 节课，各班时段够排。"
)


def class_hours(openings: Openings) -> Iterator[Shortage]:
    """Each leaf's lessons against the periods open to it, and subsets of them (Hall)."""
    facts, index = openings.facts, openings.facts.index
    alike: dict[tuple[Severity, int, int, Weeks], dict[str, frozenset[str]]] = {}
    wrong, total = False, 0
    for weeks in facts.weeks:
        for leaf, found in openings.of_leaf.items():
            if not facts.bound("class_clash", leaf):
                continue
            mine = [one for one in found if one.course.weeks.meets(weeks)]
            need, have = _count(mine)
            home = index.class_of(leaf)
            severity = Severity.RED if need > have else Severity.YELLOW
            if need != have and need:
                rules = frozenset(rule for one in mine for rule in one.rules)
                key = (severity, need, have, weeks)
                alike.setdefault(key, {}).setdefault(home.id if home else leaf, rules)
            if need > have:
                wrong = True
            elif (hall := subset(openings, leaf, mine, weeks, ("class_clash",))) is not None:
                wrong = True
                yield hall
    for (severity, need, have, weeks), who in alike.items():
        words = {"who": facts.names(list(who)), "need": need, "have": have, "spare": have - need}
        red = severity is Severity.RED
        courses = [one.course.id for one in openings.of_leaf.get(next(iter(who)), ()) if one.course.weeks.meets(weeks)]
        named = len(who) == 1 and 1 < len(courses) == need <= NAMED
        words["what"] = facts.names(courses)
        yield Shortage(
            f"class_hours/{next(iter(who))}/{weeks}",
            severity,
            tuple(who),
            in_weeks((FEW if red and named else TOO_MANY if red else ROOMY).format(**words), weeks),
            FEWER if red else Text("Fill them or leave them as self-study.", "补课时，或留作自习。"),
            need,
            have,
            {"classes": len(who), "weeks": weeks},
            ("every_lesson_placed", "class_clash", *sorted(frozenset().union(*who.values()))) if red else (),
        )
    if not wrong and facts.problem.courses:
        total = sum(course.periods for course in facts.problem.courses if course.sets)
        yield Shortage(
            "class_hours",
            Severity.GREEN,
            (),
            FITS.format(who=len(index.classes), need=total),
            need=total,
            have=total,
        )


def _count(openings: list[Opening]) -> tuple[int, int]:
    mask = 0
    for one in openings:
        mask |= one.open
    return sum(one.need for one in openings), mask.bit_count()


def subset(
    openings: Openings, person: str, mine: list[Opening], weeks: Weeks, rules: tuple[str, ...]
) -> Shortage | None:
    """Some of a person's courses that have too few beats between them."""
    asked = [(one, demand) for one in mine for demand in one.demands()]
    over = excess([demand for _, demand in asked])
    if over is None:
        return None
    those = list(dict.fromkeys(asked[at][0].course.id for at in over.demands))
    taken = {rule for at in over.demands for rule in asked[at][0].rules}
    words = {"who": openings.facts.names([person]), "what": openings.facts.names(those)}
    return Shortage(
        f"subset/{person}/{weeks}",
        Severity.RED,
        (person, *those),
        in_weeks(SUBSET.format(**words, need=over.need, have=over.have), weeks),
        Text("Open closed times of these lessons or move a fixed one.", "放开这些课的不排课时间，或改动固定课。"),
        over.need,
        over.have,
        {"weeks": weeks},
        ("every_lesson_placed", *rules, *sorted(taken)),
    )
