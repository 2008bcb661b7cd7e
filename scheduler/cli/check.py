"""`qingke check`: read, cross-check, count, and how far the teaching assignment has got."""

from __future__ import annotations

from pathlib import Path

from scheduler.cli.console import DONE, IMPOSSIBLE, Talk
from scheduler.cli.report import MOST_LINES, say_notes, say_partly, say_school, say_shortages
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.precheck import Precheck, precheck
from scheduler.precheck.progress import progress
from scheduler.services.load import School, load
from scheduler.services.versions import later_changes

MOST_COURSES = 6


def run_check(path: Path, talk: Talk) -> int:
    """Check a school; returns the exit code."""
    school = load(path)
    say_school(talk, school.problem)
    say_notes(talk, school.imported.notes)
    say_partly(talk, school.imported.unchecked)
    counted = precheck(school.problem, school.rules)
    _say_counted(talk, counted)
    impossible = counted.impossible
    if not impossible:
        from scheduler.services.proof import added_up

        more = Precheck((added_up(school),))
        _say_counted(talk, more)
        impossible = more.impossible
    _say_changes(talk, school, {red.id for red in counted.reds})
    _say_progress(talk, school.problem)
    unchecked = school.imported.unchecked
    talk.event(event="finished", status="impossible" if impossible else "checked", unchecked=unchecked)
    return IMPOSSIBLE if impossible else DONE


def _say_counted(talk: Talk, counted: Precheck) -> None:
    """What is short, what is tight, what suffices."""
    say_shortages(talk, counted.reds)
    for yellow in counted.yellows:
        talk.say(Text("  ! {r}", "  ! {r}"), "yellow", r=yellow.reason)
        talk.event(event="shortage", id=yellow.id, severity="yellow", reason=yellow.reason.to(talk.lang))
    for green in counted.greens:
        talk.say(Text("  ✓ {r}", "  ✓ {r}"), "green", r=green.reason)
        talk.event(event="shortage", id=green.id, severity="green", reason=green.reason.to(talk.lang))


def _say_changes(talk: Talk, school: School, known: set[str]) -> None:
    """From which weeks other teachers take over, and what that makes impossible."""
    title = school.problem.index.title
    for change in later_changes(school, known):
        words = [same(f"{'+'.join(title(s) for s in c.sets)} {title(c.subject)}".strip()) for c in change.courses]
        more = Text("{n} courses", "共 {n} 门课").format(n=len(words))
        what = joined(words if len(words) <= MOST_COURSES else [*words[:MOST_COURSES], more])
        text = Text(
            "Week {n}: other teachers from then on ({what}); `solve --week {n}` makes that version.",
            "提示：第 {n} 周起换教师（{what}），用 solve --week {n} 排这一版。",
        ).format(n=change.week, what=what)
        talk.say(text)
        talk.event(event="note", text=text.to(talk.lang), sheet="", cell="")
        for red in change.shortages:
            reason = Text("From week {n} on: {r}", "第 {n} 周起：{r}").format(n=change.week, r=red.reason)
            talk.say(Text("  ! {r}", "  ! {r}"), "yellow", r=reason)
            talk.say(Text("    → {r}", "    → {r}"), r=red.remedy)
            an_id = f"week/{change.week}/{red.id}"
            talk.event(event="shortage", id=an_id, severity="yellow", reason=reason.to(talk.lang))


def _say_progress(talk: Talk, problem: Problem) -> None:
    """分课进度: what has no teacher yet, and whose load is off the norm."""
    state = progress(problem)
    index = problem.index
    text = Text(
        "Teaching assignment: {given} of {planned} lessons a week have a teacher.",
        "分课进度：每周 {planned} 节课中，{given} 节已定教师。",
    )
    talk.say(text, "bold", given=state.given, planned=state.planned)
    lines: list[Text] = []
    for gap in state.gaps:
        words = Text("{c} {s}: {n} of {p} lessons without a teacher", "{c} {s}：{p} 节中 {n} 节未定教师")
        missing = gap.planned - gap.assigned + gap.without_teacher
        facts = {"c": index.title(gap.class_id), "s": index.title(gap.subject), "n": missing, "p": gap.planned}
        lines.append(words.format(**facts))
    for each in state.loads:
        if each.under or each.over:
            words = Text(
                "{t}: {n} lessons a week ({w} weighted), {k} classes, {h} preparations: {d}",
                "{t}：每周 {n} 节（折算 {w}），{k} 个班，{h} 个头：{d}",
            )
            off = Text("{n} under the norm", "不足 {n} 节") if each.under else Text("{n} over the norm", "超量 {n} 节")
            facts = {
                "t": index.title(each.teacher),
                "n": each.periods,
                "w": hundredths(each.weighted),
                "k": each.classes,
            }
            lines.append(
                words.format(**facts, h=each.preparations, d=off.format(n=hundredths(each.under or each.over)))
            )
    for line in lines[:MOST_LINES]:
        talk.say(Text("  {t}", "  {t}"), t=line)
    if len(lines) > MOST_LINES:
        talk.say(Text("  … and {n} more", "  ……另有 {n} 条"), n=len(lines) - MOST_LINES)
    talk.event(event="progress", given=state.given, planned=state.planned, lines=[line.to(talk.lang) for line in lines])


def hundredths(amount: int) -> str:
    """A weighted amount of periods as people write it: 12, 12.5, 12.25."""
    return f"{amount / 100:g}"
