"""A conflict as a dean reads it: how many rules, the sum, then each rule with those it binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.answers import Member
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.rules.base import SCHOOL, Rule
from scheduler.services.explain_asks import Ask, ask
from scheduler.services.explain_conflict import Conflict
from scheduler.services.explain_restrict import Guard
from scheduler.services.proof_words import names
from scheduler.words import rule_title

TOGETHER = Text(
    "It cannot be timetabled: these {n} rules cannot all be kept.", "排不出来：以下 {n} 条规定不能同时满足。"
)
ONE = Text("It cannot be timetabled as long as this rule stands.", "排不出来：这 1 条规定做不到。")
SEVERAL = Text(
    "It cannot be timetabled: these {n} entries of one rule cannot all be kept.", "排不出来：以下 {n} 项不能同时满足。"
)
FACTS = Text(
    "It cannot be timetabled: there are more lessons than fit, whatever the rules.",
    "排不出来：课太多排不下，与规定的松紧无关。",
)
LEFT_OUT = Text(
    "Found by leaving out rule after rule and timetabling again.", "这是一条一条去掉规定、重新排课找出来的。"
)
SURE = Text(
    "Checked: without any one of them the others can be kept.", "已逐一核对：去掉其中任何一条，其余的就能同时做到。"
)
SURE_ONE = Text("Checked: without it this contradiction is gone.", "已核对：没有这一条，这个矛盾就没有了。")
UNSURE = Text(
    "The smallest set so far; whether each of them is needed was not checked to the end.",
    "这是目前找到的最小一组；是否每一条都不可少，没有全部核对完。",
)
ALSO = Text("The same falls short {n} more times, e.g.: {text}", "同样排不下的还有 {n} 处，如：{text}")
UNITS: dict[Owners, str] = {
    Owners.TEACHERS: "位",
    Owners.PUPILS: "个班",
    Owners.PEOPLE: "个",
    Owners.CLASSES: "个班",
    Owners.COURSES: "门课",
    Owners.ROOMS: "类场地",
    Owners.GROUPS: "个组",
    Owners.GRADES: "个年级",
}


def members(problem: Problem, rules: Sequence[Rule], guards: Iterable[Guard]) -> tuple[Member, ...]:
    """Each rule and owner in words."""
    known = {rule.label: rule for rule in rules}
    return tuple(_member(problem, known[label], owner) for label, owner in guards)


def _member(problem: Problem, rule: Rule, owner: str) -> Member:
    asked = ask(problem, rule, owner)
    return Member(rule=rule.label, owner=owner, numbers=dict(asked.numbers), words=_line(problem, rule, [owner], asked))


def lines(problem: Problem, rules: Sequence[Rule], guards: Iterable[Guard]) -> list[Text]:
    """A line for each rule and what it asks, with all those of whom it asks the same."""
    known = {rule.label: rule for rule in rules}
    alike: dict[tuple[str, Text], tuple[Ask, list[str]]] = {}
    for label, owner in guards:
        asked = ask(problem, known[label], owner)
        alike.setdefault((label, asked.words), (asked, []))[1].append(owner)
    return [_line(problem, known[label], owners, asked) for (label, _), (asked, owners) in alike.items()]


def _line(problem: Problem, rule: Rule, owners: Sequence[str], asked: Ask) -> Text:
    title = rule_title(problem, rule)
    who = names(problem, [o for o in owners if o != SCHOOL], 4, UNITS.get(rule.of, "个"))
    head = Text("[{title}] {who}", "【{title}】{who}").format(title=title, who=who)
    if not asked.words.en:
        return head
    return Text("{head}: {asked}", "{head}：{asked}").format(head=head, asked=asked.words)


def told(conflict: Conflict, facts_alone: bool) -> Text:
    """The conflict in a sentence or two, with its numbers."""
    count = len({label for label, _ in conflict.members})
    if facts_alone:
        head = FACTS
    elif count == 1:
        head = ONE if len(conflict.members) == 1 else SEVERAL.format(n=len(conflict.members))
    else:
        head = TOGETHER.format(n=count)
    reason = conflict.shortage.reason if conflict.shortage is not None else LEFT_OUT
    return _sentences(head, reason)


def checked(conflict: Conflict) -> Text:
    """Whether each member is known to be needed."""
    if not conflict.confirmed:
        return UNSURE
    return SURE_ONE if len(conflict.members) == 1 else SURE


def also(conflict: Conflict) -> Text | None:
    """What else falls short."""
    if not conflict.others:
        return None
    return ALSO.format(n=len(conflict.others), text=conflict.others[0])


def _sentences(*texts: Text) -> Text:
    found = [text for text in texts if text.en]
    return Text(" ".join(text.en for text in found), "".join(text.zh for text in found)) if found else same("")
