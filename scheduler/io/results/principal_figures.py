"""What the principal's page tells, taken from the judge's report and the timetable itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.planning_words import DUTY_NAMES
from scheduler.domain.policy import Level
from scheduler.domain.text import Label, Text, same
from scheduler.domain.timetable import distance
from scheduler.io.results.base import Results
from scheduler.rules.base import Finding, Rule, Verdict
from scheduler.verify import Report, RuleReport
from scheduler.words import rule_title, sentence

HOURS, ACTIVITY, NOTICE, DUTIES = "daily_hours_cap", "daily_activity", "publication", "attestations"
"""Ids of the rules whose figures the page shows."""
DEFINITIONS = {
    "learning": Text("learning", "学习时间"),
    "organised": Text("organised", "统一安排"),
    "on_campus": Text("on campus", "在校时间"),
}


@dataclass
class GradeDay:
    """A grade's longest day under each definition with the caps set for it, and its least active day."""

    minutes: dict[str, int] = field(default_factory=dict)
    caps: dict[str, int] = field(default_factory=dict)
    activity: int | None = None
    least: int | None = None
    where: str = ""


def rows_of(results: Results, rule: str) -> Iterator[tuple[RuleReport, Mapping[str, Any]]]:
    """Evidence of every instance of a rule, asked for again where the report was made without."""
    for one in results.report.rules:
        if one.rule.id == rule:
            for row in one.evidence or one.rule.evidence(results.view):
                yield one, row


def grade_days(results: Results) -> dict[str, GradeDay]:
    """Each grade's figures by its name, in the school's order."""
    index = results.problem.index
    out = {index.title(grade.id): GradeDay() for grade in results.problem.grades}
    for one, row in rows_of(results, HOURS):
        day = out.setdefault(str(row["grade"]), GradeDay())
        for name in DEFINITIONS:
            day.minutes[name] = max(day.minutes.get(name, 0), row[name])
        judged = getattr(one.rule, "definition", "")
        day.caps[judged] = min(day.caps.get(judged, row["cap"]), row["cap"])
    grades = {index.title(leaf): found.id for leaf in index.pupils if (found := index.grade_of(leaf)) is not None}
    for one, row in rows_of(results, ACTIVITY):
        grade = grades.get(str(row["class"]))
        if grade is None:
            continue
        day, active = out[index.title(grade)], row["bells"] + row["lessons"]
        minimum = getattr(one.rule, "minimum", 0)
        day.least = max(day.least or 0, minimum)
        if day.activity is None or active < day.activity:
            day.activity = active
            day.where = f"{row['class']} {results.say(row['day']) if isinstance(row['day'], Text) else row['day']}"
    return out


def kept(report: Report, level: Level) -> tuple[int, int]:
    """Rules of a level that are kept, and how many there are."""
    found = [one for one in report.rules if one.rule.level is level]
    return sum(one.verdict is None for one in found), len(found)


def states(report: Report) -> Text:
    """How many rules are kept, how many broken or noticed, how many nobody could check."""
    open_ones = (Verdict.NOT_CHECKED, Verdict.ASK)
    fine = sum(one.verdict is None for one in report.rules)
    unknown = sum(one.verdict in open_ones for one in report.rules)
    said = Text("{a} kept, {b} not kept, {c} not checked", "合规 {a}，不合规 {b}，未核查 {c}")
    return said.format(a=fine, b=len(report.rules) - fine - unknown, c=unknown)


def moved(results: Results) -> Text:
    """Lessons that stand elsewhere than in the version before."""
    if not results.problem.earlier:
        return Text("no version before", "没有上一版")
    before = results.problem.earlier[-1]
    name = before.version or before.valid_from or "—"
    return Text("{n} (version before: {v})", "{n} 节（上一版：{v}）").format(
        n=distance(before, results.timetable), v=name
    )


# -- loosened rules ------------------------------------------------------------------------------------------


OFF = Text("switched off", "已关闭")
CHANGED = Text("other settings", "另行设定")


def loosened(results: Results) -> list[str]:
    """Every exception, every loosened and every switched-off rule as `loosenings` counts them, with what and why."""
    problem, presets = results.problem, tuple(results.problem.presets)
    kinds = {one.rule.id: type(one.rule) for one in results.report.rules}
    names = {one.id: one.name for one in results.rules} | {id: kind.name for id, kind in kinds.items()}
    out = []
    for own in problem.rules:
        name = results.say(names.get(own.id, same(own.id)))
        for exception in own.exceptions:
            what = results.say(OFF) if exception.off else _params(results, kinds.get(own.id), exception.params)
            out.append(
                _told(results, f"{name}{results.say(FOR)}{problem.index.title(exception.who)}", what, exception.reason)
            )
        if own.reason and (own.off or "#" not in own.instance):
            what = results.say(OFF) if own.off else _params(results, kinds.get(own.id), own.params)
            out.append(_told(results, name, what, own.reason))
    for one in results.report.rules:
        if presets and one.rule.reason and one.rule.provenance.startswith(presets):
            title = results.say(rule_title(problem, one.rule))
            out.append(_told(results, title, results.say(CHANGED), one.rule.reason))
    return list(dict.fromkeys(out))


FOR = Text(", ", "，")


def _told(results: Results, who: str, what: str, reason: str) -> str:
    said = Text("{who}: {what} — reason: {why}", "{who}：{what}——理由：{why}")
    return results.say(said, who=who, what=what, why=reason or "—")


def _params(results: Results, kind: type[Rule] | None, params: Mapping[str, object]) -> str:
    """Other settings, by the names people know them by."""
    out = []
    for name, value in params.items():
        found = kind.model_fields.get(name) if kind else None
        label = next((m for m in found.metadata if isinstance(m, Label)), None) if found else None
        out.append(f"{results.say(label.text) if label else name} {value}")
    return results.say(Text(", ", "、")).join(out) or results.say(CHANGED)


# -- what is open --------------------------------------------------------------------------------------------


def by_verdict(results: Results, verdict: Verdict) -> list[str]:
    """What bears a verdict, instances of one rule together: how often, what is missing, or what is asked."""
    named: dict[str, list[tuple[Rule, Finding]]] = {}
    for one in results.report.rules:
        found = [(one.rule, finding) for finding in one.findings if finding.verdict is verdict]
        if found:
            named.setdefault(results.say(one.rule.name), []).extend(found)
    if verdict is Verdict.ASK:
        return [results.say(_asked(results, *each)) for found in named.values() for each in found]
    if verdict is Verdict.NOT_CHECKED:
        said = Text("{rule} (missing: {what})", "{rule}（缺少：{what}）")
        return [results.say(said, rule=name, what=_missing(results, found)) for name, found in named.items()]
    said = Text("{rule} × {n}", "{rule} {n} 处")
    return [results.say(said, rule=name, n=len(found)) for name, found in named.items()]


def _asked(results: Results, rule: Rule, finding: Finding) -> Text:
    """A duty by its name, another question in full."""
    duty = next((DUTY_NAMES[str(part)] for part in finding.key if part in DUTY_NAMES), None)
    return duty or sentence(results.problem, rule, finding)


MOST_MISSING = 2


def _missing(results: Results, found: Sequence[tuple[Rule, Finding]]) -> str:
    """What is missing; of several things the first two."""
    words = list(dict.fromkeys(results.say(finding.facts["missing"]) for _, finding in found))
    more = results.say(Text(" …", "……")) if len(words) > MOST_MISSING else ""
    return results.say(Text("; ", "；")).join(words[:MOST_MISSING]) + more


def not_filled_in(results: Results) -> list[str] | None:
    """Items of the public notice that are not filled in; None where the notice was not judged."""
    rows = [row for _, row in rows_of(results, NOTICE)]
    return [results.say(row["item"]) for row in rows if not row["there"]] if rows else None


def owners(results: Results) -> list[tuple[str, str, str]]:
    """(duty or rule, who answers for it, what was confirmed) of every duty asked for and whatever else has an owner."""
    told = {one.item: one for one in results.problem.attestations}
    asked = [item for one in results.report.rules if one.rule.id == DUTIES for item in getattr(one.rule, "items", ())]
    names = {one.id: one.name for one in results.rules}
    out = []
    for item in dict.fromkeys((*asked, *told)):
        entry = told.get(item)
        title = DUTY_NAMES.get(item) or names.get(item) or same(results.problem.index.title(item))
        answer = Text("not confirmed yet", "未确认")
        if entry is not None and entry.confirmed is not None:
            answer = Text("confirmed", "已确认") if entry.confirmed else Text("not kept", "未做到")
        nobody = results.say(Text("nobody named", "未填报责任人"))
        out.append((results.say(title), entry.owner if entry and entry.owner else nobody, results.say(answer)))
    return out
