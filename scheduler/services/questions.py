"""What may be asked of a school's rules: each dropped, each of its limits a step looser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from constraints.merging import label_of
from constraints.structural import INSTEAD
from scheduler.domain.policy import Level
from scheduler.rules.base import Rule

MINUTES = 5
"""A step of what is said in minutes; bell schedules have no finer grain."""


@dataclass(frozen=True, slots=True)
class Question:
    """A rule (its label) without which, or with `value` for `setting` of which, the school is looked at again.

    `again` asks nothing of a rule: the school as it is, looked at for the same time.
    """

    rule: str
    change: Literal["dropped", "step", "again"]
    setting: str = ""
    value: int | None = None

    @property
    def name(self) -> str:
        """Its name among all questions of a school."""
        return f"{self.rule}~{self.setting}" if self.change == "step" else self.rule


AGAIN = Question("", "again")


def questions(rules: Sequence[Rule]) -> Iterator[Question]:
    """Every question: structural rules always hold, and planning tables are no matter of a timetable."""
    for rule in rules:
        if rule.id in INSTEAD or rule.planning:
            continue
        yield Question(rule.label, "dropped")
        for setting in type(rule).model_fields:
            if (value := looser_by_a_step(rule, setting)) is not None:
                yield Question(rule.label, "step", setting, value)


def looser_by_a_step(rule: Rule, setting: str) -> int | None:
    """The next looser value of a setting that is a limit; None where it is none, or is at its end."""
    label, value = label_of(type(rule), setting), getattr(rule, setting)
    if label.stricter not in ("lower", "higher") or not isinstance(value, int) or isinstance(value, bool):
        return None
    step = MINUTES if label.unit is not None and "minute" in label.unit.en else 1
    looser = value + step if label.stricter == "lower" else value - step
    try:
        type(rule).model_validate({**rule.model_dump(), setting: looser})
    except ValidationError:
        return None
    return looser


def variant(rule: Rule, question: Question) -> Rule:
    """The rule as a question about one of its settings has it."""
    return type(rule).model_validate({**rule.model_dump(), question.setting: question.value})


def changed(rules: Sequence[Rule], question: Question) -> tuple[Rule, ...]:
    """The rules of a school as a question has them."""
    if question.change == "dropped":
        return tuple(rule for rule in rules if rule.label != question.rule)
    if question.change == "again":
        return tuple(rules)
    return tuple(variant(rule, question) if rule.label == question.rule else rule for rule in rules)


def is_hard(rules: Sequence[Rule], question: Question) -> bool:
    """Whether it is about a hard rule."""
    return any(rule.label == question.rule and rule.level is Level.HARD for rule in rules)
