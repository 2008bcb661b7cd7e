"""What no table shows is confirmed by people, each thing by one who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from scheduler.domain.planning_words import DUTY_NAMES
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text, same
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Level, Rule

DUTIES = tuple(DUTY_NAMES)
"""Clauses that no timetable and no table shows, and last that homework is no punishment."""
QUESTION = Text("To be confirmed by a person: {duty}.", "请确认：{duty}。")
BROKEN = Text("not kept: {duty}", "未做到：{duty}")
NOBODY = Text("nobody answers for: {duty}", "没有责任人：{duty}")


class Attestations(Rule):
    """Each of `items` is confirmed by a person who answers for it; where nothing was said it is asked, never passed.

    One unit is one item confirmed not to be so, or one without a person.
    """

    id = "attestations"
    name = Text("Confirmed by people", "责任与确认")
    says = Text("{what}.", "{what}。")
    source = Text(
        "School work plans: duties of people, which no timetable shows; each has one who answers for it",
        "学校工作方案：课表上看不出、要由人落实的各项，每项有责任人",
    )
    unit = Text("item", "项")
    of = Owners.SCHOOL
    clauses = DUTIES[:-1]
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    level: Level = Level.SOFT
    items: Annotated[tuple[str, ...], Label("To be confirmed", "要确认的事项", None, "union")] = DUTIES

    def check(self, view: View) -> Iterator[Finding]:
        told = {one.item: one for one in view.problem.attestations}
        for school, rule in self.each(view):
            for item in dict.fromkeys(rule.items):
                entry, duty = told.get(item), DUTY_NAMES.get(item, same(item))
                if entry is None or entry.confirmed is None:
                    yield rule.ask((school, item, Weeks.ALL), QUESTION.format(duty=duty))
                elif not entry.confirmed:
                    yield rule.finding((school, item, Weeks.ALL), 1, what=BROKEN.format(duty=duty))
                if entry is not None and not entry.owner:
                    yield rule.finding((school, item, "owner", Weeks.ALL), 1, what=NOBODY.format(duty=duty))

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        told = {one.item: one for one in view.problem.attestations}
        for _, rule in self.each(view):
            for item in dict.fromkeys((*rule.items, *told)):
                entry = told.get(item)
                who = {
                    "duty": DUTY_NAMES.get(item, same(view.problem.index.title(item))),
                    "responsible": entry.owner if entry else "",
                }
                answer = "" if entry is None or entry.confirmed is None else entry.confirmed
                date = entry.on.isoformat() if entry and entry.on else ""
                yield {**who, "confirmed": answer, "date": date, "note": entry.note if entry else ""}
