"""Scenarios kept with the school as papers, each with the job that answered it last."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from scheduler.domain.scenario import Scenario
from scheduler.store.values import NameTaken, Outdated
from scheduler.ui import state

KIND = "scenario"


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario, and the id of the job that was asked about it ("" where none was)."""

    id: int
    revision: int
    scenario: Scenario
    job: str


def keep(scenario: Scenario) -> None:
    """Keep a scenario with the open school; a number makes a name that is taken another one."""
    number = 1
    while True:
        name = scenario.name if number == 1 else f"{scenario.name} ({number})"
        body = {"scenario": scenario.model_copy(update={"name": name}).model_dump(mode="json"), "job": ""}
        try:
            state.shelf().store.papers.create(state.school_id(), KIND, name, body)
            return
        except NameTaken:
            number += 1
            if number > 99:
                raise


def kept() -> tuple[KeptScenario, ...]:
    """The scenarios of the open school; those this program cannot read any more are left out."""
    out: list[KeptScenario] = []
    for paper in state.shelf().store.papers.all(state.school_id(), KIND):
        try:
            scenario = Scenario.model_validate(paper.body["scenario"])
        except (ValidationError, KeyError):
            continue
        out.append(KeptScenario(paper.id, paper.revision, scenario, str(paper.body.get("job", ""))))
    return tuple(out)


def asked(one: KeptScenario, job: str) -> None:
    """Remember which job answers it."""
    body = {"scenario": one.scenario.model_dump(mode="json"), "job": job}
    try:
        state.shelf().store.papers.save(one.id, body, revision=one.revision)
    except Outdated:
        return


def forget(one: KeptScenario) -> None:
    """Delete it."""
    state.shelf().store.papers.delete(one.id)
