"""Findings of the report, one a row: who, when, how much, and the sentence that says what would be right."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text, same
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import lines_needed
from scheduler.rules.base import SCHOOL, Finding, Rule
from scheduler.words import BESIDE, VERDICT_NAMES, WEEKS_NAMES, sentence, when_words

TITLE = Text("Findings", "问题清单")
NONE = Text("Nothing was found.", "没有发现问题。")
HEADS = (
    Text("Rule", "规则"),
    Text("Verdict", "结论"),
    Text("Who", "对象"),
    Text("When", "时间"),
    Text("Weeks", "周次"),
    Text("Amount", "数量"),
    Text("What was found", "问题"),
    Text("Where it was read", "所在单元格"),
)
WHOLE = Text("the school", "全校")
MOST_A_RULE = 300
MOST = 2500


def write_findings(results: Results, sheet: Worksheet, row: int, widths: Sequence[float]) -> int:
    """Write the list; the next free row."""
    styles, last = results.styles, len(widths) - 1
    merge(sheet, row, 0, row, last, results.say(TITLE), styles.head(align="left"))
    row += 1
    if not results.report.findings:
        merge(sheet, row, 0, row, last, results.say(NONE), styles.body())
        return row + 1
    for column, head in enumerate(HEADS):
        sheet.write_string(row, column, results.say(head), styles.head())
    row += 1
    left = MOST
    beside = [one for one in results.report.beside.rules if one.findings]
    for one in (*results.report.of_timetable.rules, *beside):
        if beside and one is beside[0]:
            write_beside(results, sheet, row, last)
            row += 1
        shown = one.findings[: min(MOST_A_RULE, left)]
        left -= len(shown)
        for finding in shown:
            texts = [
                results.say(one.rule.name),
                results.say(VERDICT_NAMES[finding.verdict]),
                _who(results, finding),
                _when(results, one.rule, finding),
                _weeks(results, finding),
                f"{finding.amount} {results.say(one.rule.unit)}" if finding.amount else "",
                sentence(results.problem, one.rule, finding).to(results.lang),
                _cells(results, finding),
            ]
            for column, text in enumerate(texts):
                centred = {"align": "center"} if column in (1, 4, 5) else {}
                sheet.write_string(row, column, text[:2000], styles.body(font_size=8, **centred))
            lines = max(lines_needed(text[:2000], widths[column] * 1.1) for column, text in enumerate(texts))
            sheet.set_row(row, min(300, 4 + 11 * lines))
            row += 1
        if rest := len(one.findings) - len(shown):
            said = Text("… and {n} more findings of this rule", "……本规则另有 {n} 处")
            merge(sheet, row, 0, row, last, results.say(said, n=rest), styles.body(font_size=8))
            row += 1
    return row


def write_beside(results: Results, sheet: Worksheet, row: int, last: int) -> None:
    """The heading over what no timetable can change."""
    merge(sheet, row, 0, row, last, results.say(BESIDE), results.styles.head(align="left"))


def _who(results: Results, finding: Finding) -> str:
    """The owner first, then what else the key names."""
    index = results.problem.index
    words = [part for part in finding.key if isinstance(part, str) and not isinstance(part, Weeks)]
    known = [index.title(part) for part in words if index.title(part) != part or part in results.known]
    return " ".join(dict.fromkeys(known)) or (results.say(WHOLE) if words[:1] == [SCHOOL] else "".join(words[:1]))


def _when(results: Results, rule: Rule, finding: Finding) -> str:
    """The key's days, times and weeks; a comma only between two days."""
    between = Text(", ", "、") if rule.numbers == ("day", "day") else same(" ")
    return results.say(between).join(map(results.say, when_words(results.problem, rule, finding)))


def _weeks(results: Results, finding: Finding) -> str:
    return next((results.say(WEEKS_NAMES[part]) for part in finding.key if isinstance(part, Weeks)), "")


def _cells(results: Results, finding: Finding) -> str:
    """Cells of the sheet a foreign timetable was read from."""
    lessons = results.timetable.lessons
    cells = (lessons[at].source for at in finding.lessons if at < len(lessons))
    found = list(dict.fromkeys(cell for cell in cells if cell))
    return " ".join(found[:6]) + (" …" if len(found) > 6 else "")
