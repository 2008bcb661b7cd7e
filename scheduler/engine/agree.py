"""Trust: model and judge must agree, amount by amount, on every timetable that leaves the engine."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.rules.base import Rule, Verdict, times
from scheduler.verify import Report


class ModelCheckMismatch(Exception):
    """The judge found more than the model knew of: one of the two is wrong, and the timetable is not to be used."""


def disagreements(
    context: ModelContext, solution: Sequence[int], report: Report, *, exact: Level | None = None
) -> list[str]:
    """Amounts where the judge contradicts the model.

    With `exact` (a level at its proven optimum) any difference at that level counts. Rules that were not posted
    (soft ones in the first stage) are not compared; hard ones that only judge are, since what they find in lessons
    is the search's doing, unless the courses decide it. Findings without lessons that the model does not know are
    about the bell schedule or the plan alone, which no placement changes.
    """
    out: list[str] = []
    cycle = context.index.cycle
    given = {one.rule.label for one in report.rules if one.rule.by_courses}
    judged: dict[tuple[str, tuple[str | int, ...]], int] = {}
    for finding in report.findings:
        if finding.verdict in (Verdict.NOT_CHECKED, Verdict.ASK) or not finding.amount:
            continue
        name = (finding.instance, finding.key)
        judged[name] = judged.get(name, 0) + finding.amount
        posted = finding.instance in context.posted
        by_search = posted or (finding.verdict is Verdict.BROKEN and finding.instance not in given)
        if name not in context.measured and finding.lessons and by_search:
            out.append(f"{name}: judged {finding.amount}, unknown to the model")
    for name, measured in context.measured.items():
        modelled = measured.amount.value(solution) * times(name[1], cycle)
        found = judged.get(name, 0)
        if measured.level is Level.HARD and not measured.amount.vars:
            modelled = 0
        if found > modelled or (measured.level is exact and found != modelled):
            out.append(f"{name}: judged {found}, modelled {modelled}")
    return out


def room_disagreements(before: Report, after: Report, rules: Sequence[Rule]) -> list[str]:
    """What changed in a report, though only rooms did, in rules that do not read rooms."""
    reading = {rule.label for rule in rules if rule.reads_rooms}
    changed = before.diff(after).changed
    return [
        f"{name}: {one} before, {other} after rooms changed"
        for name, (one, other) in changed.items()
        if name[0] not in reading and other > one
    ]
