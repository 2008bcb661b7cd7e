"""记分卡: rule by rule, what is kept and what is not, and where each finding is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.rules.base import Finding, Verdict
from scheduler.ui.grid.table import Table
from scheduler.ui.grid.weeks import Who
from scheduler.verify import Report, RuleReport
from scheduler.words import rule_title, sentence

SIGNS = {None: "✓", Verdict.BROKEN: "✕", Verdict.NOTICE: "△", Verdict.NOT_CHECKED: "?", Verdict.ASK: "?"}
PLACES = Text("{n} places", "{n} 处")
POINTS = Text("{n} points", "{n} 分")
GRAVEST = tuple(Verdict)


class Line(NamedTuple):
    """One rule of the scorecard; points are weight × amount, 0 of hard rules."""

    report: RuleReport
    verdict: Verdict | None
    points: int

    @property
    def label(self) -> str:
        """What the rule is told by."""
        return self.report.rule.label


def lines(report: Report) -> list[Line]:
    """Every rule that a timetable can break: the gravest first, then those that lose most, then the kept ones."""
    found = [Line(one, one.verdict, _points(one)) for one in report.of_timetable.rules]
    last = len(GRAVEST)
    return sorted(found, key=lambda one: (GRAVEST.index(one.verdict) if one.verdict else last, -one.points))


def title(table: Table, line: Line) -> str:
    """A rule as one line of the card."""
    parts = [SIGNS[line.verdict], table.say(rule_title(table.problem, line.report.rule))]
    if line.report.findings:
        parts.append("· " + table.say(PLACES, n=len(line.report.findings)))
    if line.points:
        parts.append("· " + table.say(POINTS, n=line.points))
    return " ".join(parts)


def told(problem: Problem, line: Line) -> Iterator[tuple[Finding, Text]]:
    """The rule's findings with their sentences, the largest first."""
    for finding in sorted(line.report.findings, key=lambda one: -one.amount):
        yield finding, sentence(problem, line.report.rule, finding)


def where(table: Table, finding: Finding, now: Who) -> Who:
    """The view that shows a finding: its owner's week, else that of the first lesson's class, else the one shown."""
    index = table.problem.index
    for part in finding.key:
        if part in index.teachers:
            return Who("teacher", str(part))
        if part in index.rooms:
            return Who("room", str(part))
        if isinstance(part, str) and (home := index.class_of(part)) is not None:
            return Who("class", home.id)
    lessons = [table.timetable.lessons[at] for at in finding.lessons if at < len(table.timetable.lessons)]
    for lesson in lessons:
        if lesson.sets and (home := index.class_of(lesson.sets[0])) is not None:
            return Who("class", home.id)
        if lesson.teachers:
            return Who("teacher", lesson.teachers[0])
    return now


def concerned(table: Table, finding: Finding) -> list[str]:
    """Cards of a finding: the lessons it names, else those of its owner on the day its key tells."""
    if finding.lessons:
        return [f"n{at}" for at in finding.lessons]
    owner = next((part for part in finding.key if isinstance(part, str)), "")
    days = {part for part in finding.key if isinstance(part, int)}
    course = table.problem.index.courses.get(owner)
    out = []
    for placed in table.view.lessons:
        lesson = placed.lesson
        mine = (
            lesson.course == owner
            if course is not None
            else owner in lesson.teachers or owner in placed.leaves or owner in lesson.sets or owner in lesson.rooms
        )
        if mine and (not days or lesson.day in days):
            out.append(f"n{placed.at}")
    return out


def _points(one: RuleReport) -> int:
    return 0 if one.rule.level is Level.HARD else one.amount * one.rule.weight
