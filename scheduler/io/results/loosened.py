"""Which rules a school has loosened, and why: it prints on every sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.rules.info import RuleInfo
from scheduler.verify import Report

LOOSENED = Text("contains loosened rules", "含放宽规则")
WHY = Text("{rule}: {reason}", "{rule}：{reason}")
MOST = 3
"""Reasons told in a sheet's head; the compliance report has them all."""


def loosenings(problem: Problem, report: Report, rules: Sequence[RuleInfo] = ()) -> list[Text]:
    """Each loosened rule with its reason: excepted, switched off, or a preset's rule changed for a reason.

    Rules that are switched off are no part of the report: their names come from `rules`.
    """
    names = {one.id: one.name for one in rules} | {one.rule.id: one.rule.name for one in report.rules}
    return list(dict.fromkeys(_told(problem, report, names)))


def _told(problem: Problem, report: Report, names: Mapping[str, Text]) -> Iterator[Text]:
    presets = tuple(problem.presets)
    for own in problem.rules:
        name = names.get(own.id, same(own.id))
        for exception in own.exceptions:
            reason = " ".join(part for part in (problem.index.title(exception.who), exception.reason) if part)
            yield WHY.format(rule=name, reason=reason)
        if own.reason and (own.off or "#" not in own.instance):
            yield WHY.format(rule=name, reason=own.reason)
    for one in report.rules:
        if presets and one.rule.reason and one.rule.provenance.startswith(presets):
            yield WHY.format(rule=one.rule.name, reason=one.rule.reason)


def loosened_words(told: list[Text]) -> Text:
    """All of it in one line; empty where nothing is loosened."""
    if not told:
        return Text("", "")
    more = Text(f"; {len(told) - MOST} more", f"；另 {len(told) - MOST} 条") if len(told) > MOST else Text("", "")
    some = told[:MOST]
    said = Text("; ".join(one.en for one in some), "；".join(one.zh for one in some))
    return Text("{mark} ({said}{more})", "{mark}（{said}{more}）").format(mark=LOOSENED, said=said, more=more)
