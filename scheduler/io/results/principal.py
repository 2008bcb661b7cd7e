"""校长一页: whether it holds, what it costs, what was allowed, who answers for what; one page to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.policy import Level
from scheduler.domain.text import Text
from scheduler.io.results.base import DRAFT, Results, merge
from scheduler.io.results.fairness import LAST_DAY, Share, last_day, shares
from scheduler.io.results.figures import span
from scheduler.io.results.missing import lessons_placed
from scheduler.io.results.principal_figures import (
    DEFINITIONS,
    GradeDay,
    by_verdict,
    grade_days,
    kept,
    loosened,
    moved,
    not_filled_in,
    owners,
    states,
)
from scheduler.io.results.style import A4, lines_needed
from scheduler.io.results.teams import teams
from scheduler.rules.base import Verdict
from scheduler.words import BESIDE, PARTLY, VERDICT_NAMES

NAME = Text("Principal's page", "校长一页")
COLUMNS, WIDTH = 12, 9.0
SIZE = 9
"""Everything is told in type of one size, so that what is not checked stands out no less than what is kept."""
LINE = 12.5
MOST_LISTED = 40
NOTHING = Text("none", "无")


class Page:
    """Rows in twelfths of the page's width."""

    def __init__(self, results: Results, sheet: Worksheet, row: int) -> None:
        self.results = results
        self.sheet = sheet
        self.row = row

    def line(self, parts: Sequence[tuple[int, str, dict[str, Any]]], least: float = 16.0) -> None:
        """A row of texts, each over so many columns with its looks, as high as they need."""
        column, lines = 0, 1
        for wide, text, own in parts:
            style = self.results.styles.body(**{"font_size": SIZE, **own})
            merge(self.sheet, self.row, column, self.row, column + wide - 1, text, style)
            lines = max(lines, lines_needed(text, WIDTH * wide * 1.1))
            column += wide
        self.sheet.set_row(self.row, max(least, 4 + LINE * lines))
        self.row += 1

    def heading(self, text: Text) -> None:
        """A section's name across the page."""
        self.line([(COLUMNS, self.results.say(text), HEAD)])


HEAD = {"bold": True, "bg_color": "#D9E2EC"}
BOLD = {"bold": True}
MIDDLE = {"align": "center"}


def write_principal(results: Results) -> None:
    """Write the sheet: one A4 page, whatever stands on it."""
    sheet = results.sheet(NAME, paper=A4)
    sheet.set_column(0, COLUMNS - 1, WIDTH)
    page = Page(results, sheet, results.head(sheet, 0, COLUMNS - 1, NAME, size=14))
    _timetable(results, page)
    _grades(results, page)
    _groups(results, page)
    page.heading(Text("Exceptions and loosened rules", "例外与放宽的规则"))
    page.line([(COLUMNS, _listed(results, loosened(results), "\n"), {})])
    _verdicts(results, page)
    _owners(results, page)
    _signatures(results, page)
    sheet.print_area(0, 0, page.row - 1, COLUMNS - 1)
    sheet.fit_to_pages(1, 1)


def _listed(results: Results, texts: Sequence[str], between: str = "") -> str:
    """Texts as a list; of many the first ones and how many more."""
    if not texts:
        return results.say(NOTHING)
    shown = list(texts[:MOST_LISTED])
    if rest := len(texts) - len(shown):
        shown.append(results.say(Text("… and {n} more", "……另有 {n} 项"), n=rest))
    return (between or results.say(Text("; ", "；"))).join(shown)


def _timetable(results: Results, page: Page) -> None:
    """Lessons placed, rules kept, points, lessons moved."""
    report, beside = results.report.of_timetable, results.report.beside
    draft = f" {results.say(DRAFT)}" if results.timetable.draft else ""

    def told(pair: tuple[int, int]) -> str:
        return f"{pair[0]} / {pair[1]}"

    pairs = [
        (Text("Lessons placed", "已排课"), told(lessons_placed(results)) + draft),
        (Text("Hard rules kept", "硬性规则合规"), told(kept(report, Level.HARD))),
        (Text("Relaxable rules kept", "可放宽规则合规"), told(kept(report, Level.RELAXABLE))),
        (Text("Points lost for wishes", "尽量满足的要求扣分"), str(report.relaxed + report.penalty)),
        (Text("Lessons moved since the last version", "比上一版移动"), results.say(moved(results))),
        (BESIDE, results.say(states(beside)) if beside.rules else "—"),
    ]
    for at in range(0, len(pairs), 2):
        parts = [part for name, said in pairs[at : at + 2] for part in ((3, results.say(name), {}), (3, said, BOLD))]
        page.line(parts)
    if report.unchecked:
        page.line([(COLUMNS, results.say(PARTLY, n=report.unchecked), BOLD)])


def _grades(results: Results, page: Page) -> None:
    """The three meanings of six hours and activity, the worst day of each grade."""
    page.heading(
        Text(
            "Minutes a day by grade: the longest day (/ cap where one is set); activity on the least active day "
            "(/ required)",
            "各年级每日分钟：最长的一天（/ 上限）；体育活动最少的一天（/ 要求）",
        )
    )
    titles = [
        Text("Grade", "年级"),
        *DEFINITIONS.values(),
        Text("activity", "体育活动"),
        Text("least active", "最少在"),
    ]
    widths = (2, 2, 2, 2, 2, 2)
    page.line([(wide, results.say(title), {**HEAD, **MIDDLE}) for wide, title in zip(widths, titles, strict=True)])
    for grade, day in grade_days(results).items():
        figures = [_hours(results, day, name) for name in DEFINITIONS]
        texts = [grade, *figures, _activity(results, day), day.where or "—"]
        page.line([(wide, text, MIDDLE) for wide, text in zip(widths, texts, strict=True)])


UNCHECKED = VERDICT_NAMES[Verdict.NOT_CHECKED]


def _hours(results: Results, day: GradeDay, name: str) -> str:
    if name not in day.minutes:
        return results.say(UNCHECKED)
    return f"{day.minutes[name]} / {day.caps[name]}" if name in day.caps else str(day.minutes[name])


def _activity(results: Results, day: GradeDay) -> str:
    return results.say(UNCHECKED) if day.activity is None else f"{day.activity} / {day.least}"


def _groups(results: Results, page: Page) -> None:
    """Least to most within each subject group."""
    page.heading(Text("Loads and fairness by subject group (least to most)", "学科组课时与公平（最少至最多）"))
    titles = (
        Text("Group", "学科组"),
        Text("teachers", "人数"),
        Text("weighted", "折算"),
        Text("first period", "第一节"),
        Text("last period", "末节"),
        LAST_DAY.format(day=last_day(results)),
        Text("gaps", "空节"),
    )
    widths = (3, 1, 2, 1, 1, 2, 2)
    page.line([(wide, results.say(title), {**HEAD, **MIDDLE}) for wide, title in zip(widths, titles, strict=True)])
    for team in teams(results):
        found = shares(results, team)
        if not found:
            continue
        weighted = span([results.load(one).lessons for one in found])
        figures = [span([get(share) for share in found.values()]) for get in FAIR]
        texts = [team.title, str(len(found)), weighted, *figures]
        page.line([(wide, text, MIDDLE) for wide, text in zip(widths, texts, strict=True)])


def _first(share: Share) -> float:
    return share.first


def _last(share: Share) -> float:
    return share.last


def _week_end(share: Share) -> float:
    return share.week_end


def _gaps(share: Share) -> float:
    return share.gaps


FAIR = (_first, _last, _week_end, _gaps)


def _verdicts(results: Results, page: Page) -> None:
    """Every verdict in type of one size, what is not filled in among them."""
    page.heading(Text("Verdicts", "结论"))
    fine = sum(one.verdict is None for one in results.report.rules)
    page.line([(2, results.say(VERDICT_NAMES[None]), {}), (10, results.say(RULES, n=fine), {})])
    for verdict in Verdict:
        page.line(
            [(2, results.say(VERDICT_NAMES[verdict]), {}), (10, _listed(results, by_verdict(results, verdict)), {})]
        )
    page.line([(2, results.say(UNFILLED), {}), (10, _unfilled(results), {})])


def _unfilled(results: Results) -> str:
    """Items of the notice; where nobody looked at them, that."""
    found = not_filled_in(results)
    return results.say(UNCHECKED) if found is None else _listed(results, found)


RULES = Text("{n} rules", "{n} 条规则")
UNFILLED = Text("public notice, not filled in", "公示未填报")


def _owners(results: Results, page: Page) -> None:
    """Who answers for each duty, three side by side."""
    page.heading(Text("Who answers for what", "责任与确认"))
    texts = [
        results.say(Text("{what}: {who}, {told}", "{what}：{who}，{told}"), what=a, who=b, told=c)
        for a, b, c in owners(results)
    ]
    if not texts:
        page.line([(COLUMNS, results.say(Text("not filled in", "未填报")), {})])
    for at in range(0, len(texts), 3):
        line = [*texts[at : at + 3], "", ""][:3]
        page.line([(4, text, {}) for text in line])


def _signatures(results: Results, page: Page) -> None:
    page.heading(Text("Signed", "签字"))
    parts: list[tuple[int, str, dict[str, Any]]] = []
    for name in (Text("Head of school", "校长"), Text("Dean", "教导主任"), Text("Date", "日期")):
        parts += [(1, results.say(name), {}), (3, "", {})]
    page.line(parts, least=30)
