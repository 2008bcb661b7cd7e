"""`qingke check`: read, cross-check, count, and how far the teaching assignment has got."""

from __future__ import annotations

from pathlib import Path

from scheduler.cli.console import DONE, IMPOSSIBLE, Talk
from scheduler.cli.report import say_notes, say_school, say_shortages
from scheduler.domain.text import Text
from scheduler.precheck import precheck
from scheduler.precheck.progress import progress
from scheduler.services.load import load


def run_check(path: Path, talk: Talk) -> int:
    """Check a school; returns the exit code."""
    school = load(path)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)
    counted = precheck(school.problem, school.rules)
    say_shortages(talk, counted.reds)
    for yellow in counted.yellows:
        talk.say(Text("  ! {r}", "  ! {r}"), "yellow", r=yellow.reason)
        talk.event(event="shortage", id=yellow.id, severity="yellow", reason=yellow.reason.to(talk.lang))
    for green in counted.greens:
        talk.say(Text("  ✓ {r}", "  ✓ {r}"), "green", r=green.reason)
        talk.event(event="shortage", id=green.id, severity="green", reason=green.reason.to(talk.lang))
    _say_progress(talk, school.problem)
    talk.event(event="finished", status="impossible" if counted.impossible else "checked")
    return IMPOSSIBLE if counted.impossible else DONE


def _say_progress(talk: Talk, problem: object) -> None:
    state = progress(problem)  # type: ignore[arg-type]
    text = Text(
        "Teaching assignment: {done} of {all} class subjects have a teacher.",
        "分课进度：{all} 项任课中已定 {done} 项。",
    )
    talk.say(text, "bold", done=state.assigned, all=state.total)
    for line in state.lines[:40]:
        talk.say(Text("  {t}", "  {t}"), t=line)
    talk.event(
        event="progress", assigned=state.assigned, total=state.total, lines=[t.to(talk.lang) for t in state.lines]
    )
