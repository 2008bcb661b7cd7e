"""What changed between two timetables, on the terminal: lessons, rooms, teachers, rules."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.answers import Changes, Moved, Offer
from scheduler.cli.console import Talk
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.rules.base import Rule
from scheduler.words import rule_title

MOST_LINES = 30
MOST_RULES = 8
AT = Text("{day} period {period}", "{day}第 {period} 节")


def place(problem: Problem, at: tuple[int, int] | None) -> Text:
    """A time as people say it; none where there is no lesson."""
    if at is None:
        return Text("—", "—")
    return AT.format(day=problem.index.day_name(at[0]), period=at[1])


def who(problem: Problem, moved: Moved) -> Text:
    """A lesson as people name it: class, subject, teacher."""
    title = problem.index.title
    teachers = joined([same(title(one)) for one in moved.teachers])
    named = same(f"{'+'.join(map(title, moved.classes))} {title(moved.subject)}".strip())
    return Text("{what} ({who})", "{what}（{who}）").format(what=named, who=teachers) if moved.teachers else named


def say_changes(talk: Talk, problem: Problem, rules: Sequence[Rule], changes: Changes) -> None:
    """Lesson by lesson, then what else changes and which rules notice."""
    titles = {rule.label: rule_title(problem, rule) for rule in rules}
    for moved in changes.lessons[:MOST_LINES]:
        line = Text("  {who}: {a} → {b}", "  {who}：{a} → {b}")
        talk.say(line, who=who(problem, moved), a=place(problem, moved.before), b=place(problem, moved.after))
    if len(changes.lessons) > MOST_LINES:
        talk.say(Text("  … and {n} more", "  ……另有 {n} 节"), n=len(changes.lessons) - MOST_LINES)
    if changes.rooms:
        talk.say(Text("  other rooms: {n} lessons", "  换场地：{n} 节"), n=changes.rooms)
    if changes.teachers:
        talk.say(Text("  other teachers: {n} lessons", "  换教师：{n} 节"), n=changes.teachers)
    for rule in changes.rules[:MOST_RULES]:
        line = Text("  {rule}: {a} → {b}", "  {rule}：{a} → {b}")
        if rule.points:
            line = Text("  {rule}: {a} → {b} ({n} points)", "  {rule}：{a} → {b}（{n} 分）")
        name = titles.get(rule.rule, same(rule.rule))
        talk.say(line, "dim", rule=name, a=rule.before, b=rule.after, n=f"{rule.points:+}")
    for text, names in (
        (Text("  better off: {who}", "  比原来好：{who}"), changes.better),
        (Text("  worse off: {who}", "  比原来差：{who}"), changes.worse),
    ):
        if names:
            talk.say(text, "dim", who=joined([same(problem.index.title(one)) for one in names[:12]]))


def say_offers(talk: Talk, problem: Problem, offers: Sequence[Offer]) -> None:
    """Lesson by lesson who could take it, who does first."""
    title = problem.index.title
    lessons: dict[tuple[str, int, int], list[Offer]] = {}
    for offer in offers:
        lessons.setdefault((offer.course, offer.day, offer.period), []).append(offer)
    for (_, day, period), those in lessons.items():
        first = those[0]
        what = same(f"{'+'.join(map(title, first.classes))} {title(first.subject)}".strip())
        head = Text("  {at} {what}, {away} away:", "  {at} {what}，{away}不在：")
        talk.say(head, at=place(problem, (day, period)), what=what, away=title(first.away))
        for one in sorted(those, key=lambda offer: not offer.taken):
            line = Text("    {mark} {by} ({why}): {n} points", "    {mark} {by}（{why}）：{n} 分")
            talk.say(line, mark="✓" if one.taken else "·", by=title(one.by), why=one.words, n=one.points)
