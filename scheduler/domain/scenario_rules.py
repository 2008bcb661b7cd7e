"""Changes of a scenario about rules: set, dropped, priced, hard made soft and soft made hard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id, Name
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.scenario_base import Change, Claim, Wrong
from scheduler.domain.text import Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

TRIAL = "方案推演"
"""The reason printed with a rule that a scenario loosens without saying why."""


class RuleChanged(Change):
    """A rule instance is set, replaced or (with `off`) dropped."""

    kind: Literal["rule_changed"] = "rule_changed"
    setting: RuleSetting

    def applied(self, problem: Problem) -> Problem:
        return with_setting(problem, self.setting)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("rule", self.setting.id, self.setting.instance),)


class RuleLevel(Change):
    """A rule instance is kept as it is set, but more or less strictly, or at another price.

    A hard rule made soft gets the weight as the points of one unit; what else the school or a preset says stays.
    """

    kind: Literal["rule_level"] = "rule_level"
    id: Id
    instance: str = ""
    level: Level | None = None
    weight: int | None = Field(None, ge=1, le=100000)
    reason: Name = TRIAL

    def wrong(self, problem: Problem) -> Iterator[Wrong]:  # noqa: ARG002
        if self.level is None and self.weight is None:
            told = Text("says neither level nor weight", "级别和权重都没有写")
            yield Wrong("level", told, Text("write one of them", "请至少写一项"))

    def applied(self, problem: Problem) -> Problem:
        name = (self.id, self.instance)
        old = next((r for r in problem.rules if (r.id, r.instance) == name), None)
        base = old or RuleSetting(id=self.id, instance=self.instance)
        facts: dict[str, object] = {"reason": self.reason}
        facts |= {"level": self.level} if self.level is not None else {}
        facts |= {"weight": self.weight} if self.weight is not None else {}
        return with_setting(problem, base.model_copy(update=facts))

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("rule", self.id, self.instance),)


def with_setting(problem: Problem, setting: RuleSetting) -> Problem:
    """The school with one rule setting in the place of the one of the same name."""
    name = (setting.id, setting.instance)
    rest = tuple(r for r in problem.rules if (r.id, r.instance) != name)
    return problem.model_copy(update={"rules": (*rest, setting)})
