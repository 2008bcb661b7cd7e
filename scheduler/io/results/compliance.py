"""合规报告: every rule with its verdict, what was found, what proves it, and who signs."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from scheduler import words
from scheduler.domain.policy import Level
from scheduler.domain.text import Text
from scheduler.io.results.base import Results, merge
from scheduler.io.results.findings import write_beside, write_findings
from scheduler.io.results.missing import lessons_placed
from scheduler.io.results.sign_off import write_sign_off
from scheduler.io.results.style import A4, lines_needed
from scheduler.rules.base import Verdict
from scheduler.verify import Report, RuleReport
from scheduler.words import VERDICT_NAMES

NAME = Text("Compliance", "合规报告")
WIDTHS = (24.0, 9.0, 14.0, 11.0, 9.0, 13.0, 52.0, 30.0)
HEADS = (
    Text("Rule", "规则"),
    Text("Level", "级别"),
    Text("Verdict", "结论"),
    Text("Judged", "核查对象"),
    Text("Findings", "问题数"),
    Text("Amount", "总量"),
    Text("Clause", "条款出处"),
    Text("Reason for loosening", "放宽理由"),
)
LEVELS = {
    Level.HARD: Text("hard", "硬性"),
    Level.RELAXABLE: Text("relaxable", "可放宽"),
    Level.SOFT: Text("wish", "尽量"),
}


def write_compliance(results: Results) -> None:
    """Write the sheet."""
    sheet = results.sheet(NAME, paper=A4, landscape=True)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = results.head(sheet, 0, len(WIDTHS) - 1, NAME, size=14)
    row = _summary(results, sheet, row)
    row = _rules(results, sheet, row) + 1
    row = write_sign_off(results, sheet, row, len(WIDTHS) - 1) + 1
    row = write_findings(results, sheet, row, WIDTHS)
    sheet.print_area(0, 0, max(0, row - 1), len(WIDTHS) - 1)


def _summary(results: Results, sheet: Worksheet, row: int) -> int:
    """Lessons placed, hard rules kept, what is open."""
    placed, due = lessons_placed(results)
    report, beside = results.report.of_timetable, results.report.beside
    said = Text(
        "Lessons placed: {placed} of {due}.   Hard rules kept: {kept}.   Wishes missed: {points} points.",
        "已排课：{placed} / {due} 节。   硬性规则合规：{kept}。   尽量满足的要求扣分：{points}。",
    )
    points = report.relaxed + report.penalty
    texts = [results.say(said, placed=placed, due=due, kept=_kept(report), points=points)]
    if report.unchecked:
        texts.append(results.say(words.PARTLY, n=report.unchecked))
    if beside.rules:
        told = Text("{beside}: hard rules kept {kept}.", "{beside}：硬性规则合规 {kept}。")
        texts.append(results.say(told, beside=words.BESIDE, kept=_kept(beside)))
    for text in texts:
        merge(sheet, row, 0, row, len(WIDTHS) - 1, text, results.styles.get(font_size=10, bold=True, text_wrap=False))
        sheet.set_row(row, 20)
        row += 1
    return row


def _kept(report: Report) -> Text:
    """Hard rules kept, how many there are, and how many of them and of the file's conditions could not be checked."""
    hard = [one.verdict for one in report.rules if one.rule.level is Level.HARD]
    unknown = hard.count(Verdict.NOT_CHECKED) + report.unchecked
    told = Text("{kept} of {n}, not checked {u}", "{kept} / {n} 条，未核查 {u} 条")
    told = told if unknown else Text("{kept} of {n}", "{kept} / {n} 条")
    return told.format(kept=hard.count(None), n=len(hard), u=unknown)


def _rules(results: Results, sheet: Worksheet, row: int) -> int:
    styles = results.styles
    for column, head in enumerate(HEADS):
        sheet.write_string(row, column, results.say(head), styles.head())
    counted = any(one.judged for one in results.report.rules)
    beside = results.report.beside.rules
    for one in (*results.report.of_timetable.rules, *beside):
        row += 1
        if beside and one is beside[0]:
            write_beside(results, sheet, row, len(WIDTHS) - 1)
            row += 1
        texts = [
            rule_title(results, one),
            results.say(LEVELS[one.rule.level]),
            results.say(VERDICT_NAMES[one.verdict]),
            str(one.judged) if counted else "—",
            str(sum(1 for finding in one.findings if finding.amount)),
            f"{one.amount} {results.say(one.rule.unit)}" if one.amount else "0",
            results.say(one.rule.source),
            _reasons(results, one),
        ]
        for column, text in enumerate(texts):
            centred = {"align": "center"} if 0 < column < 6 else {}
            sheet.write_string(row, column, text, styles.body(**centred))
        lines = max(lines_needed(text, WIDTHS[column]) for column, text in enumerate(texts))
        sheet.set_row(row, 4 + 12 * lines)
    return row + 1


def rule_title(results: Results, one: RuleReport) -> str:
    """The rule's name, with what tells instances of one rule apart."""
    return results.say(words.rule_title(results.problem, one.rule))


def _reasons(results: Results, one: RuleReport) -> str:
    """Why the rule is loosened or excepted, and on whose word."""
    out = [one.rule.reason] if one.rule.reason else []
    for exception in one.rule.exceptions:
        who = results.problem.index.title(exception.who)
        said = Text("except {who}: {why}", "例外 {who}：{why}")
        out.append(results.say(said, who=who, why=exception.reason or "—"))
    if one.rule.provenance:
        out.append(results.say(Text("set by: {p}", "来自：{p}"), p=one.rule.provenance))
    return "\n".join(out)
