"""The plan against the courses: what is still without a course or a teacher is progress, not a fault."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.openings import Openings
from scheduler.precheck.progress import Gap, gaps

OPEN = Text(
    "{who}: {what} not yet given out ({missing} of {planned} lessons a week open).",
    "{who}：{what}还没分完（每周 {planned} 节，差 {missing} 节）。",
)
OVER = Text(
    "{who}: {what} has {assigned} lessons a week, the plan says {planned}.",
    "{who}的{what}每周 {assigned} 节，计划是 {planned} 节。",
)
NOBODY = Text("{who}: {what} has no teacher yet.", "{who}：{what}还没有教师。")
GIVE = Text("Enter the teacher on the sheet 任课表.", "在任课表里填上教师。")
PLAN = Text("Change the plan or the course.", "改课程计划或任课表里的节数。")
DONE = Text(
    "Plan and courses agree: {classes} classes, {lessons} lessons.",
    "课程计划与任课表对得上：{classes} 个班，{lessons} 节。",
)


def plan(openings: Openings) -> Iterator[Shortage]:
    """Class × subject where plan and courses differ, grouped by subject and kind of gap."""
    facts = openings.facts
    together: dict[tuple[str, str, int, int], list[str]] = {}
    for gap in gaps(facts.problem):
        together.setdefault((_kind(gap), gap.subject, gap.planned, gap.assigned), []).append(gap.class_id)
    told = {"open": OPEN, "over": OVER, "nobody": NOBODY}
    for (kind, subject, planned, assigned), classes in together.items():
        words = {"planned": planned, "assigned": assigned, "missing": planned - assigned}
        yield Shortage(
            f"plan/{kind}/{subject}/{classes[0]}",
            Severity.YELLOW,
            (*classes, subject),
            told[kind].format(who=facts.names(classes), what=facts.names([subject]), **words),
            PLAN if kind == "over" else GIVE,
            planned,
            assigned,
            {"classes": len(classes)},
            ("plan_hours",),
        )
    if facts.problem.plan and not together:
        lessons = sum(course.periods for course in facts.problem.courses if course.sets)
        yield Shortage("plan", Severity.GREEN, (), DONE.format(classes=len(facts.index.classes), lessons=lessons))


def _kind(gap: Gap) -> str:
    if gap.assigned > gap.planned:
        return "over"
    return "open" if gap.assigned < gap.planned else "nobody"
