"""Teachers or pupils change campus seldom, and with time for the way, as the rooms of their lessons say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, starmap
from typing import Annotated

from pydantic import Field

from constraints import room_sites as sites
from constraints.people import PERIODS, WHOSE, Who, owners, people
from constraints.sites import TIMES, followed
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, RoomQuestion, Rule
from scheduler.rules.context import Context, Literal

CHANGES = Text("{0} changes of campus, at most {1}", "换校区 {0} 次，最多 {1} 次")
QUICK = Text("{0} changes of campus with fewer than {1} free periods", "有 {0} 次换校区，中间空不到 {1} 节")


class SiteChanges(Rule):
    """A person changes campus at most `daily` times a day and `weekly` times a week, with `gap` free periods between.

    A lesson's room says the campus, or else class or teacher; lessons on none are passed over, the night counts as no
    change. One unit is one change too many, or one too quick.
    """

    id = "site_changes"
    name = Text("Changes of campus by rooms", "按场地算的换校区次数")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("change of campus", "次")
    of = Owners.PEOPLE
    names_rooms = True

    who: Annotated[Who, WHOSE] = "teachers"
    daily: Annotated[int | None, Label("A day at most", "每天最多", TIMES, "lower")] = Field(None, ge=0, le=20)
    weekly: Annotated[int | None, Label("A week at most", "每周最多", TIMES, "lower")] = Field(None, ge=0, le=100)
    gap: Annotated[int | None, Label("Free periods then", "中间至少空", PERIODS, "higher")] = Field(None, ge=1, le=20)

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return owners(self.who, problem)

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        bound = [person for person in self.owners(problem) if self.at(problem, person) is not None]
        return sites.asked_of_sites(problem, self.who, bound)

    def post(self, ctx: Context) -> None:
        for person, rule in people(self, self.who, ctx):
            week: dict[Weeks, list[Literal]] = defaultdict(list)
            for day, weeks, stops in sites.stops_by_room(ctx, self.who, person):
                week[weeks] += (moves := list(followed(ctx, stops, sites.moved)))
                if rule.daily is not None:
                    ctx.at_most(rule, (person, day, weeks), moves, rule.daily)
                if rule.gap is not None:
                    quick = sites.too_quick(ctx.problem, self.who, person, day, rule.gap)
                    ctx.at_most(rule, (person, day, "gap", weeks), followed(ctx, stops, quick), 0)
            for weeks in week if rule.weekly is not None else ():
                ctx.at_most(rule, (person, "week", weeks), week[weeks], rule.weekly or 0)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people(self, self.who, view):
            limits: dict[Key, tuple[int, tuple[int, ...]]] = {}
            for day, weeks, stops, at in sites.stops_taken(view, self.who, person):
                moves = [two for two in pairwise(stops) if sites.moved(*two)]
                before = limits.get((person, "week", weeks), (0, ()))
                limits[person, "week", weeks] = before[0] + len(moves), (*before[1], *at)
                limits[person, day, weeks] = len(moves), at
                quick = sum(starmap(sites.too_quick(view.problem, self.who, person, day, rule.gap or 0), moves))
                if quick:
                    yield rule.finding((person, day, "gap", weeks), quick, at, what=QUICK.format(quick, rule.gap))
            for key, (count, at) in limits.items():
                if (most := rule.weekly if key[1] == "week" else rule.daily) is not None and count > most:
                    yield rule.finding(key, count - most, at, what=CHANGES.format(count, most))
