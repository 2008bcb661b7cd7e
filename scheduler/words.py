"""Findings in a dean's words: names for ids, days and clock times for numbers."""

from __future__ import annotations

from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.rules.base import Finding, Rule, Verdict

WEEKS_NAMES = {
    Weeks.ALL: Text("", ""),
    Weeks.ODD: Text("odd weeks", "单周"),
    Weeks.EVEN: Text("even weeks", "双周"),
}
VERDICT_NAMES = {
    None: Text("kept", "合规"),
    Verdict.BROKEN: Text("broken", "违规"),
    Verdict.NOTICE: Text("notice", "提示"),
    Verdict.NOT_CHECKED: Text("not checked", "未核查"),
    Verdict.ASK: Text("needs a person's confirmation", "需人工确认"),
}


MOST_NAMED = 6
"""Ids told of in a rule's title; the rest is an ellipsis."""


def rule_title(problem: Problem, rule: Rule) -> Text:
    """A rule's name with what tells its instances apart: whom it is for, which subjects, which switches are on."""
    index, scope = problem.index, rule.scope
    grades = scope.grades if set(scope.grades) != set(index.grades) else ()
    bound = (*grades, *scope.classes, *scope.teachers, *scope.groups, *scope.subjects, *getattr(rule, "subjects", ()))
    shown = [same(index.title(each)) for each in dict.fromkeys(bound)]
    if len(shown) > MOST_NAMED:
        shown = [*shown[:MOST_NAMED], same("…")]
    for name, field in type(rule).model_fields.items():
        label = next((m for m in field.metadata if isinstance(m, Label)), None)
        if label is not None and field.default is False and getattr(rule, name) is True:
            shown.append(label.text)
    if not shown:
        return rule.name
    return Text("{name} ({marks})", "{name}（{marks}）").format(name=rule.name, marks=joined(shown))


def key_words(problem: Problem, finding: Finding) -> list[Text]:
    """Each part of a key in words: ids as names, the first number as a day, a second as a time."""
    words: list[Text] = []
    numbers = 0
    index = problem.index
    for part in finding.key:
        if isinstance(part, Weeks):
            words.append(WEEKS_NAMES[part])
        elif isinstance(part, int):
            words.append(index.day_name(part) if numbers == 0 else index.moment_name(part))
            numbers += 1
        else:
            words.append(same(index.title(part)))
    return words


def sentence(problem: Problem, rule: Rule, finding: Finding) -> Text:
    """One finding as one sentence."""
    if finding.verdict is Verdict.NOT_CHECKED:
        return Text("Not checked: {missing}.", "未核查（缺少：{missing}）。").format(**finding.facts)
    if finding.verdict is Verdict.ASK:
        return Text("{question}", "{question}").format(**finding.facts)
    words = key_words(problem, finding)
    told = rule.says.format(*words, **finding.facts)
    weeks = [WEEKS_NAMES[p] for p in finding.key if isinstance(p, Weeks) and p is not Weeks.ALL]
    return Text(f"{told.en} ({weeks[0].en})", f"{told.zh}（{weeks[0].zh}）") if weeks else told
