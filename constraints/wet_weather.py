"""When it rains, every sport lesson finds a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from constraints.rain import dry_places, dry_rooms, sport_courses, weeks_apart
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Moment
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Start


class WetWeather(Rule):
    """At every moment there are no more sport lessons than places left in the rain.

    Those are the wet places of the sport rooms (all places where not told, or where classes go to their own classrooms)
    and the rooms that stand in for them. Measured where the school says so of some sport room. One unit is one lesson
    too many at one moment.
    """

    id = "wet_weather"
    name = Text("Sport in the rain", "雨天体育场地")
    says = Text(
        "{1} at {2}: {held} sport lessons, {places} places in the rain.",
        "{1}{2}有 {held} 节体育课，雨天只容得下 {places} 节。",
    )
    source = Text("Places the school states for rainy days", "学校登记的雨天场地")
    unit = Text("lesson", "节")
    of = Owners.SCHOOL

    level: Level = Level.SOFT

    def post(self, ctx: Context) -> None:
        courses, rooms = sport_courses(ctx.problem), dry_rooms(ctx.problem)
        for owner, rule in self.each(ctx) if rooms else ():
            held: dict[Moment, list[Start]] = defaultdict(list)
            for start in (start for course in courses for start in ctx.starts(course.id)):
                for moment in start.moments:
                    held[moment].append(start)
            for weeks, (moment, starts) in product(weeks_apart(c.weeks for c in courses), held.items()):
                here = [start.literal for start in starts if start.weeks.meets(weeks)]
                places = dry_places(ctx.problem, rooms, moment, weeks)
                if len(here) > places:
                    ctx.at_most(rule, (owner, *moment, weeks), here, places)

    def check(self, view: View) -> Iterator[Finding]:
        courses, rooms = sport_courses(view.problem), dry_rooms(view.problem)
        for owner, rule in self.each(view) if rooms else ():
            held: dict[Moment, list[Placed]] = defaultdict(list)
            for placed in view.lessons:
                subject = view.problem.index.subjects.get(placed.lesson.subject)
                for moment in placed.moments if subject and subject.sport and placed.lesson.sets else ():
                    held[moment].append(placed)
            seen = [placed.lesson.weeks for lessons in held.values() for placed in lessons]
            for weeks, (moment, lessons) in product(weeks_apart([*seen, *(c.weeks for c in courses)]), held.items()):
                at = tuple(placed.at for placed in lessons if placed.lesson.weeks.meets(weeks))
                places = dry_places(view.problem, rooms, moment, weeks)
                if len(at) > places:
                    facts = {"held": len(at), "places": places}
                    yield rule.finding((owner, *moment, weeks), len(at) - places, at, **facts)
