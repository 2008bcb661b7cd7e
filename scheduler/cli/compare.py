"""`qingke compare`: two timetables lesson by lesson, rule by rule, and who is better off. Needs no solver."""

from __future__ import annotations

from pathlib import Path

from scheduler.answers import Changes, Compared, Moved
from scheduler.cli.console import DONE, FAULTY, Talk
from scheduler.cli.places import when_words
from scheduler.cli.report import say_notes, say_school
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.rules.base import Rule
from scheduler.services.compare_files import check_report_paths, compare_files, write_comparison
from scheduler.services.load import load
from scheduler.words import rule_title

HEAD = Text(
    "{moved} lessons moved, {rooms} in other rooms, {teachers} with other teachers.",
    "挪动 {moved} 节，换场地 {rooms} 节，换教师 {teachers} 节。",
)
VALUE = Text("Points lost: {before} before, {after} after.", "扣分：原来 {before}，现在 {after}。")
BROKEN = Text("Hard rules broken: {before} before, {after} after.", "违反硬性规定：原来 {before} 处，现在 {after} 处。")
RULE = Text(
    "  {rule}: {before} → {after} {unit} ({points:+d} points)", "  {rule}：{before} → {after}{unit}（{points:+d} 分）"
)
BETTER = Text("Better off: {who}", "改善：{who}")
WORSE = Text("Worse off: {who}", "变差：{who}")


def run_compare(path: Path, before: Path, after: Path, outs: list[Path], talk: Talk, *, week: int | None) -> int:
    """Compare two timetables of a school; returns the exit code."""
    check_report_paths(outs, (path, before, after))
    found = compare_files(load(path, week=week), before, after)
    problem = found.school.problem
    say_school(talk, problem)
    say_notes(talk, (*found.school.imported.notes, *found.notes))
    say_changes(talk, problem, found.school.rules, found.compared.changes)
    _values(talk, found.compared)
    wrong = write_comparison(found, outs, talk.lang)
    for out in outs if not wrong else ():
        talk.say(Text("written: {out}", "已写出：{out}"), out=out)
    if wrong:
        talk.faults(wrong, written=True)
    talk.event(**found.compared.model_dump(mode="json"))
    return FAULTY if wrong else DONE


def say_changes(talk: Talk, problem: Problem, rules: tuple[Rule, ...], changes: Changes) -> None:
    """What has changed from one timetable to another, for a person."""
    talk.say(HEAD, "bold", moved=changes.moved, rooms=changes.rooms, teachers=changes.teachers)
    for one in changes.lessons:
        talk.say(Text("  {line}", "  {line}"), line=moved_words(problem, one))
    known = {rule.label: rule for rule in rules}
    for change in changes.rules:
        rule = known.get(change.rule)
        if rule is not None:
            facts = {"rule": rule_title(problem, rule), "unit": rule.unit, "points": change.points}
            style = "red" if change.after > change.before else "green"
            talk.say(RULE, style, before=change.before, after=change.after, **facts)
    for head, who in ((BETTER, changes.better), (WORSE, changes.worse)):
        if who:
            talk.say(head, who=joined([same(problem.index.title(one)) for one in who]))


def moved_words(problem: Problem, moved: Moved) -> Text:
    """One moved, new or missing lesson."""
    title = problem.index.title
    what = title(moved.course) if moved.course else f"{'+'.join(map(title, moved.classes))} {title(moved.subject)}"
    nowhere = Text("not in the timetable", "不在课表里")
    times = [nowhere if spot is None else when_words(problem, *spot) for spot in (moved.before, moved.after)]
    who = f" ({'+'.join(map(title, moved.teachers))})" if moved.teachers else ""
    return Text("{what}{who}: {before} → {after}", "{what}{who}：{before} → {after}").format(
        what=what, who=who, before=times[0], after=times[1]
    )


def _values(talk: Talk, compared: Compared) -> None:
    old, new = compared.before, compared.after
    if old.broken or new.broken:
        talk.say(BROKEN, "bold", before=old.broken, after=new.broken)
    shown = [one.penalty if not one.relaxed else f"{one.relaxed} + {one.penalty}" for one in (old, new)]
    talk.say(VALUE, "bold", before=shown[0], after=shown[1])
