"""Ways out by rules: a limit moved by one step, a rule not held against somebody, a figure the bells need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from constraints.structural import INSTEAD
from scheduler.answers import WayOut
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import BellsChanged, BreaksLengthened
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, PeriodKind
from scheduler.domain.timetable import Timetable
from scheduler.precheck.bell import BELL_RULES
from scheduler.rules.base import Rule
from scheduler.services.explain_asks import ask
from scheduler.services.explain_words import UNITS
from scheduler.services.proof_words import names
from scheduler.services.ways_question import Question, excepted, off, valued
from scheduler.verify import judge
from scheduler.words import rule_title

OTHERWISE = (*INSTEAD, "fixed_lessons", "unavailable", "group_meeting", *BELL_RULES)
"""Rules whose ways out are others than to loosen them for somebody."""
STEPPED = ("period", "periods", "day", "days", "lesson", "lessons")
"""Units of which one is a step."""
STUDY = (PeriodKind.SELF_STUDY, PeriodKind.READING)
"""What a school day can do without."""
FIGURE = Text("[{title}] “{label}” {new} instead of {old}{law}", "【{title}】“{label}”由 {old} 改为 {new}{law}")
STEP = Text("[{title}] for {who}: “{label}” {value}{law}", "【{title}】对{who}：“{label}”放宽为 {value}{law}")
ALL = Text("[{title}] is dropped{law}", "【{title}】全校不作要求{law}")
PER_DAY = Text("{who} may have {value} lessons of a subject on a day{law}", "{who}同一科一天可以上 {value} 节{law}")
LAW = Text(" (asked by policy: give the reason)", "（政策要求，放宽要写明理由）")


def loosened(question: Question) -> Iterator[WayOut]:
    """Each rule of the conflict by one step, or not at all, for as many owners as lessons are too many."""
    for rule, owners in question.bound():
        if rule.id in OTHERWISE:
            continue
        yield from _of(question.problem, rule, owners[-question.short :])
        everyone = len(rule.owners(question.problem))
        if everyone > question.short:
            words = ALL.format(title=rule_title(question.problem, rule), law=LAW if rule.clauses else Text("", ""))
            yield WayOut(kind="rule", words=words, patches=(off(question.problem, rule),), rules=everyone)


def _of(problem: Problem, rule: Rule, owners: Sequence[str]) -> Iterator[WayOut]:
    who = names(problem, owners, 4, UNITS.get(rule.of, "个"))
    title = rule_title(problem, rule)
    law = LAW if rule.clauses else Text("", "")
    for name, value in steps(problem, rule, owners[-1]):
        label = next(m for m in type(rule).model_fields[name].metadata if isinstance(m, Label))
        words = PER_DAY if rule.id == "subject_per_day" else STEP
        words = words.format(title=title, who=who, label=label.text, value=value, law=law)
        patch = excepted(problem, rule, owners, **{name: value})
        yield WayOut(kind="rule", words=words, patches=(patch,), rules=len(owners))
    words = Text("[{title}] does not hold for {who}{law}", "【{title}】对{who}不作要求{law}")
    patch = excepted(problem, rule, owners)
    yield WayOut(kind="rule", words=words.format(title=title, who=who, law=law), patches=(patch,), rules=len(owners))


def steps(problem: Problem, rule: Rule, owner: str) -> Iterator[tuple[str, int]]:
    """Settings that can be loosened by one, with the value they have then."""
    bound = rule.at(problem, owner) or rule
    if rule.id == "subject_per_day":
        yield "limit", ask(problem, rule, owner).numbers["limit"] + 1
        return
    for name, info in type(rule).model_fields.items():
        label = next((m for m in info.metadata if isinstance(m, Label)), None)
        value = getattr(bound, name)
        if label is None or isinstance(value, bool) or not isinstance(value, int):
            continue
        unit = label.unit.en if label.unit is not None else ""
        if label.stricter == "lower" and unit in STEPPED:
            yield name, value + 1
        elif label.stricter == "higher" and unit in STEPPED and value > 0:
            yield name, value - 1


def bells(question: Question) -> Iterator[WayOut]:
    """Where the bell schedule itself breaks a rule: another figure for the rule, or another schedule."""
    problem = question.problem
    for rule, _ in question.bound(*BELL_RULES):
        found = [f for f in judge(problem, Timetable(), [rule]).findings if f.amount > 0]
        if not found:
            continue
        most = max(f.amount for f in found)
        owners = list(dict.fromkeys(str(f.key[0]) for f in found))
        yield from _figures(problem, rule, owners, most)
        yield from _schedules(problem, rule, owners, most)


def _figures(problem: Problem, rule: Rule, owners: Sequence[str], most: int) -> Iterator[WayOut]:
    for name, info in type(rule).model_fields.items():
        label = next((m for m in info.metadata if isinstance(m, Label)), None)
        value = getattr(rule, name)
        if label is None or label.unit is None or isinstance(value, bool) or not isinstance(value, int):
            continue
        new = value + most if label.stricter == "lower" else value - most if label.stricter == "higher" else value
        if new == value or new < 0:
            continue
        words = FIGURE
        law = LAW if rule.clauses else Text("", "")
        facts = {"title": rule_title(problem, rule), "label": label.text, "new": new, "old": value, "law": law}
        patch = valued(problem, rule, **{name: new})
        yield WayOut(kind="rule", words=words.format(**facts), patches=(patch,), rules=len(owners))


def _schedules(problem: Problem, rule: Rule, owners: Sequence[str], most: int) -> Iterator[WayOut]:
    if rule.id == "breaks_protected":
        words = Text("Breaks longer by {n} minutes; what follows comes later", "课间延长 {n} 分钟，后面的节次顺延")
        patch = BreaksLengthened(minutes=most)
        yield WayOut(kind="time", words=words.format(n=most), patches=(patch,))
    if rule.id == "daily_hours_cap":
        graded = {problem.index.grades[one].bell for one in owners if one in problem.index.grades}
        for kinds, what in ((STUDY[:1], "自习"), (STUDY, "早读和自习")):
            changed = [_without(bell, kinds) for bell in problem.bells if bell.id in graded]
            patches = tuple(BellsChanged(bell=new) for new in changed if new not in problem.bells)
            en = "self-study" if len(kinds) == 1 else "morning reading and self-study"
            words = Text(f"No {en} in the bell schedule", f"作息表里取消{what}")
            if patches:
                yield WayOut(kind="time", words=words, patches=patches)


def _without(bell: BellSchedule, kinds: Sequence[PeriodKind]) -> BellSchedule:
    days = tuple(tuple(row for row in rows if row.kind not in kinds) for rows in bell.days)
    return bell.model_copy(update={"days": days})
