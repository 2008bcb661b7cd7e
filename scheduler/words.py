"""Findings in a dean's words: names for ids, days and clock times for numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from scheduler.domain.planning_words import week_name
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import WEEKDAYS, Weeks
from scheduler.rules.base import DATE, Finding, Rule, Verdict

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


PARTLY = Text(
    "The file has {n} conditions Qingke does not know: not every rule of the file was checked.",
    "文件中有 {n} 条轻课不认识的条件：文件的规则没有全部核查。",
)
BESIDE = Text("Beside the timetable (plans and records)", "课表之外（计划与记录）")
"""The heading over rules no timetable can break."""
WHO_NAMES = {"teachers": Text("teachers", "教师"), "pupils": Text("pupils", "学生")}
"""Whom a rule is about, where that is a setting."""
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
    shown = [WHO_NAMES[who] for who in (getattr(rule, "who", ""),) if who in WHO_NAMES] + shown
    shown += [same(tag) for name in ("tag", "first_tag", "second_tag") if (tag := getattr(rule, name, ""))]
    for name, field in type(rule).model_fields.items():
        label = next((m for m in field.metadata if isinstance(m, Label)), None)
        if label is not None and field.default is False and getattr(rule, name) is True:
            shown.append(label.text)
    if not shown:
        return rule.name
    return Text("{name} ({marks})", "{name}（{marks}）").format(name=rule.name, marks=joined(shown))


def number_words(problem: Problem, kind: str, number: int) -> Text:
    """A number of a key: a day of the timetable or of the week, a period or clock time, a week of the term."""
    if kind == "day":
        return problem.index.day_name(number)
    if kind == "week":
        return week_name(number)
    if kind == "weekday":
        return WEEKDAYS[number - 1]
    return Text(f"period {number}", f"第{number}节") if number <= 40 else problem.index.moment_name(number)


def _kinds(rule: Rule) -> Iterator[str]:
    return chain(rule.numbers, repeat("time"))


def when_words(problem: Problem, rule: Rule, finding: Finding) -> list[Text]:
    """Every number of a finding's key in words, in order; a date stands first."""
    numbers = [part for part in finding.key if isinstance(part, int)]
    dates = [same(part) for part in finding.key if isinstance(part, str) and DATE.fullmatch(part)]
    return [*dates, *(number_words(problem, kind, n) for kind, n in zip(_kinds(rule), numbers, strict=False))]


def key_words(problem: Problem, rule: Rule, finding: Finding) -> list[Text]:
    """Each part of a key in words: ids as names, numbers as what they are."""
    words: list[Text] = []
    kinds = _kinds(rule)
    for part in finding.key:
        if isinstance(part, Weeks):
            words.append(WEEKS_NAMES[part])
        elif isinstance(part, int):
            words.append(number_words(problem, next(kinds), part))
        else:
            words.append(same(problem.index.title(part)))
    return words


def sentence(problem: Problem, rule: Rule, finding: Finding) -> Text:
    """One finding as one sentence."""
    if finding.verdict is Verdict.NOT_CHECKED:
        return Text("Not checked: {missing}.", "未核查（缺少：{missing}）。").format(**finding.facts)
    if finding.verdict is Verdict.ASK:
        return Text("{question}", "{question}").format(**finding.facts)
    words = key_words(problem, rule, finding)
    told = rule.says.format(*words, **finding.facts)
    weeks = [WEEKS_NAMES[p] for p in finding.key if isinstance(p, Weeks) and p is not Weeks.ALL]
    return Text(f"{told.en} ({weeks[0].en})", f"{told.zh}（{weeks[0].zh}）") if weeks else told
