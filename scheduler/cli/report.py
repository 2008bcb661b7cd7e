"""Verdicts on the terminal: the school in numbers, shortages, rules kept and broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.cli.console import Talk
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined
from scheduler.io import Note
from scheduler.precheck import Shortage
from scheduler.rules.base import Verdict
from scheduler.verify import Report
from scheduler.words import BESIDE, PARTLY, VERDICT_NAMES, rule_title, sentence

MOST_LINES = 12
KEPT = Text("Hard rules kept: {k} of {n}.", "硬性规定：{n} 条中遵守 {k} 条。")
KEPT_OF_CHECKED = Text(
    "Hard rules kept: {k} of {n}; not checked: {u}.", "硬性规定：核查 {n} 条，遵守 {k} 条；未核查 {u} 条。"
)
OPEN = {
    Verdict.NOT_CHECKED: Text("Not checked: {names}", "未核查：{names}"),
    Verdict.ASK: Text("Needs a person's confirmation: {names}", "需人工确认：{names}"),
}


def say_school(talk: Talk, problem: Problem) -> None:
    """The school in one line."""
    text = Text(
        "{name}: {c} classes · {t} teachers · {n} lessons a week",
        "{name}：{c} 个班 · {t} 位教师 · 每周 {n} 节",
    )
    talk.say(
        text,
        "bold",
        name=problem.school or Text("School", "本校"),
        c=len(problem.classes),
        t=len(problem.teachers),
        n=problem.class_periods,
    )


def say_notes(talk: Talk, notes: Iterable[Note]) -> None:
    """What was assumed or left out while reading."""
    found = list(notes)
    for note in found[:MOST_LINES]:
        talk.say(Text("  note: {n}", "  说明：{n}"), "dim", n=note.text)
    if len(found) > MOST_LINES:
        talk.say(Text("  … and {n} more notes", "  ……另有 {n} 条说明"), "dim", n=len(found) - MOST_LINES)
    for note in found:
        talk.event(event="note", text=note.text.to(talk.lang), sheet=note.sheet, cell=note.cell)


def say_shortages(talk: Talk, shortages: Sequence[Shortage]) -> None:
    """Why it cannot be done, by counting, with what would help."""
    if not shortages:
        return
    head = Text("It cannot be timetabled, for {n} reason(s):", "排不出来，原因有 {n} 条：")
    talk.say(head, "bold red", n=len(shortages))
    for shortage in shortages[:MOST_LINES]:
        talk.say(Text("  ✗ {r}", "  ✗ {r}"), "red", r=shortage.reason)
        talk.say(Text("    → {r}", "    → {r}"), r=shortage.remedy)
    for shortage in shortages:
        talk.event(
            event="shortage",
            id=shortage.id,
            severity="red",
            reason=shortage.reason.to(talk.lang),
            remedy=shortage.remedy.to(talk.lang),
            rules=list(shortage.rules),
            proof=shortage.proof,
        )


def say_report(talk: Talk, problem: Problem, report: Report, *, draft: bool = False) -> None:
    """Rules kept and broken, with the findings that matter most; plans and records under their own heading."""
    _say_part(talk, problem, report.of_timetable, draft=draft)
    if report.beside.rules:
        talk.say(BESIDE, "bold")
        _say_part(talk, problem, report.beside)
    say_partly(talk, report.unchecked)


def say_partly(talk: Talk, unchecked: int) -> None:
    """That the school's file asks for more than any rule here can say."""
    if unchecked:
        talk.say(PARTLY, "bold yellow", n=unchecked)


def _say_part(talk: Talk, problem: Problem, report: Report, *, draft: bool = False) -> None:
    hard = [r for r in report.rules if r.rule.level is Level.HARD]
    checked = [r for r in hard if r.verdict is not Verdict.NOT_CHECKED]
    kept = [r for r in checked if r.verdict is not Verdict.BROKEN]
    style = (
        "bold red"
        if draft or report.broken
        else "bold green"
        if len(kept) == len(hard) and not report.unchecked
        else "bold yellow"
    )
    if checked:
        unseen = len(hard) - len(checked) + report.unchecked
        talk.say(KEPT_OF_CHECKED if unseen else KEPT, style, k=len(kept), n=len(checked), u=unseen)
    for verdict, head in OPEN.items():
        open_ones = [r for r in report.rules if any(f.verdict is verdict for f in r.findings)]
        if open_ones:
            names = joined(list(dict.fromkeys(r.rule.name for r in open_ones)))
            talk.say(head, "yellow", names=names)
    shown = 0
    for rule in report.rules:
        broken = [f for f in rule.findings if f.verdict is Verdict.BROKEN]
        for finding in broken[: max(0, MOST_LINES - shown)]:
            shown += 1
            line = Text("  ✗ [{rule}] {what}", "  ✗【{rule}】{what}")
            talk.say(line, "red", rule=rule_title(problem, rule.rule), what=sentence(problem, rule.rule, finding))
    total = sum(1 for f in report.findings if f.verdict is Verdict.BROKEN)
    if total > shown:
        talk.say(Text("  … and {n} more", "  ……另有 {n} 处"), "red", n=total - shown)
    soft = [r for r in report.rules if r.rule.level is not Level.HARD and r.amount]
    for rule in sorted(soft, key=lambda r: -r.rule.weight * r.amount)[:5]:
        line = Text("  {name}: {n} × {w} points", "  {name}：{n} × {w} 分")
        talk.say(line, "dim", name=rule_title(problem, rule.rule), n=rule.amount, w=rule.rule.weight)


def report_events(talk: Talk, problem: Problem, report: Report) -> None:
    """A report, rule by rule, finding by finding, for programs."""
    for rule in report.rules:
        talk.event(
            event="rule",
            instance=rule.rule.label,
            id=rule.rule.id,
            name=rule.rule.name.to(talk.lang),
            level=rule.rule.level.value,
            planning=rule.rule.planning,
            verdict=rule.verdict.value if rule.verdict else "kept",
            words=VERDICT_NAMES[rule.verdict].to(talk.lang),
            judged=rule.judged,
            amount=rule.amount,
            source=rule.rule.source.to(talk.lang),
            reason=rule.rule.reason,
        )
        for finding in rule.findings:
            talk.event(
                event="finding",
                instance=finding.instance,
                id=rule.rule.id,
                level=rule.rule.level.value,
                key=[str(part) for part in finding.key],
                verdict=finding.verdict.value,
                amount=finding.amount,
                facts={k: v.to(talk.lang) if isinstance(v, Text) else v for k, v in finding.facts.items()},
                lessons=list(finding.lessons),
                clause=rule.rule.source.to(talk.lang),
                words=sentence(problem, rule.rule, finding).to(talk.lang),
            )
