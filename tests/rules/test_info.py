"""What sheets and forms learn of a rule is what its class says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.info import info_of


class Naps(Rule):
    """Made up for this test."""

    id = "naps"
    name = Text("Naps", "午睡")
    says = Text("{0}", "{0}")
    source = Text("nobody", "无")
    unit = Text("nap", "次")
    of = Owners.PUPILS
    judges_only = True

    level: Level = Level.SOFT
    minutes: Annotated[int, Label("Minutes", "分钟数", Text("min", "分钟"), "lower")] = Field(20, ge=0)
    days: tuple[int, ...] = (1, 2)

    def check(self, view: View) -> Iterator[Finding]:
        return iter(())


def test_a_rules_settings_are_told_with_labels_units_and_defaults() -> None:
    info = info_of(Naps)
    assert (info.id, info.name.zh, info.level, info.judges_only) == ("naps", "午睡", Level.SOFT, True)
    minutes, days = info.settings
    assert (minutes.id, minutes.label.zh, minutes.default, minutes.schema["minimum"]) == ("minutes", "分钟数", 20, 0)
    assert minutes.unit == Text("min", "分钟")
    assert (days.id, days.label.zh, days.default) == ("days", "days", (1, 2))


def test_only_the_rules_own_settings_are_in_the_schema() -> None:
    assert set(info_of(Naps).schema["properties"]) == {"minutes", "days"}
