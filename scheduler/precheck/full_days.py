"""Part of check 10: a day on which classes must be in lessons all day finds teachers enough under their limits a day.

Each period alone may find teachers (each_slot.py), and each teacher's week may fit (teacher_load.py), and yet the
day asks for more lessons than its teachers may give: a flow from classes through their subjects to teachers' days.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.day_caps import DayCaps
from scheduler.precheck.each_slot import full_leaves
from scheduler.precheck.facts import in_weeks
from scheduler.precheck.lesson_flow import NO_RULES
from scheduler.precheck.lesson_flow import TEACHER as TEACHER_CLASH
from scheduler.precheck.network import ENDLESS, SINK, SOURCE, Network
from scheduler.precheck.openings import Opening, Openings
from scheduler.precheck.questions import Limit, Loads

SHORT = Text(
    "{day}: {who} must be in lessons all day, {need} in all; under their limits the teachers give {have} ({account}).",
    "{day}：{who}全天都要上课，共 {need} 节；按各种每天上限，教师只能上 {have} 节（{account}）。",
)
TEACHER = Text("{who} {n} each", "{who}各 {n} 节")
REST = Text("{n} more lessons of their courses", "其余的课 {n} 节")
HELP = Text(
    "Raise a teacher's limit on this day, open a closed time, or give lessons to teachers with room on it.",
    "提高教师当天的上限，放开不排课时间，或把课分给当天还有余地的教师。",
)


def full_days(openings: Openings, weeks: Weeks, caps: DayCaps, loads: Loads) -> Iterator[Shortage]:
    """Each day of a week in which teachers have limits a day."""
    must = full_leaves(openings, weeks)
    for day in openings.facts.problem.days if must else ():
        red = Day(openings, day, weeks, must, caps, loads).short()
        if red is not None:
            yield red


class Way(NamedTuple):
    """What a course can give a class on the day: through these limits, the teacher's day last."""

    course: Opening
    limits: tuple[tuple[tuple[object, ...], Limit], ...]


class Day:
    """The lessons of one day: class → what each course can give it → the subject's limits → the teacher's day.

    Lessons of several classes at once are not held to their teacher's day: they are one lesson there, several here.
    """

    def __init__(
        self, openings: Openings, day: int, weeks: Weeks, must: dict[str, int], caps: DayCaps, loads: Loads
    ) -> None:
        self.openings, self.facts, self.day, self.weeks = openings, openings.facts, day, weeks
        self.here = self.facts.beats.on_day[day]
        self.caps, self.loads = caps, loads
        self._teachers: dict[str, Limit] = {}
        counts = {leaf: (mask & self.here).bit_count() for leaf, mask in must.items()}
        self.asked = {leaf: (count, self._ways(leaf)) for leaf, count in counts.items() if count}

    def _ways(self, leaf: str) -> list[Way]:
        out = []
        for one in self.openings.of_leaf[leaf]:
            most = min(one.need, (one.open & self.here).bit_count()) if one.course.weeks.meets(self.weeks) else 0
            if most:
                key: tuple[object, ...] = (leaf, one.course.id)
                limits = [(key, Limit("course", self.day, leaf, NO_RULES, most))]
                if len(one.leaves) == 1:
                    found = ((cap, cap.most[self.day]) for cap in self.caps.of(one) if self.day in cap.most)
                    limits += [
                        (cap.group, Limit("subject", self.day, leaf, cap.rules[self.day], n)) for cap, n in found
                    ]
                    if teacher := min(one.teachers, key=lambda t: (t, self.day) not in self.loads, default=""):
                        limits.append((("teacher", teacher), self._load(teacher)))
                out.append(Way(one, tuple(limits)))
        return out

    def _load(self, teacher: str) -> Limit:
        if teacher not in self._teachers:
            mask = 0
            for one in self.openings.of_teacher[teacher]:
                mask |= one.open if one.course.weeks.meets(self.weeks) else 0
            plain = Limit("load", self.day, teacher, TEACHER_CLASH, (mask & self.here).bit_count())
            self._teachers[teacher] = self.loads.get((teacher, self.day), plain)
        return self._teachers[teacher]

    def _easy(self) -> bool:
        """Whether the classes are served in turn, each by the courses with most left; no proof where they are not."""
        held: dict[tuple[object, ...], int] = {}
        for count, ways in self.asked.values():
            left = count
            rooms = [(min(limit.room - held.get(key, 0) for key, limit in way.limits), way) for way in ways]
            for _, way in sorted(rooms, key=lambda pair: -pair[0]):
                given = min(left, *(limit.room - held.get(key, 0) for key, limit in way.limits))
                left -= given
                for key, _ in way.limits:
                    held[key] = held.get(key, 0) + given
            if left:
                return False
        return True

    def _flow(self) -> tuple[Network, dict[int, str], list[tuple[int, int, Limit]]]:
        """The network, which class each node asks for, and the limits between nodes."""
        net = Network()
        classes: dict[int, str] = {}
        made: dict[tuple[object, ...], tuple[int, int]] = {}
        limits: list[tuple[int, int, Limit]] = []
        for leaf, (count, ways) in self.asked.items():
            node = net.node()
            net.add(SOURCE, node, count)
            classes[node] = leaf
            for way in ways:
                here = node
                for key, limit in way.limits:
                    if key not in made:
                        made[key] = into, out = net.node(), net.node()
                        net.add(into, out, limit.room)
                        limits.append((into, out, limit))
                    net.add(here, made[key][0], ENDLESS)
                    here = made[key][1]
                net.add(here, SINK, ENDLESS)
        return net, classes, limits

    def short(self) -> Shortage | None:
        """The classes that are too many for the teachers of the day."""
        if self._easy():
            return None
        net, classes, limits = self._flow()
        if net.flow() >= sum(count for count, _ in self.asked.values()):
            return None
        reached = net.reached()
        leaves = [leaf for node, leaf in classes.items() if node in reached]
        full = [limit for into, out, limit in limits if into in reached and out not in reached]
        return self._red(leaves, full)

    def _red(self, leaves: list[str], full: list[Limit]) -> Shortage:
        need, have = sum(self.asked[leaf][0] for leaf in leaves), sum(limit.room for limit in full)
        home = self.facts.index.class_of
        homes = list(dict.fromkeys(known.id if (known := home(leaf)) else leaf for leaf in leaves))
        words = {"who": self.facts.names(homes), "need": need, "have": have, "account": self._account(full)}
        reason = SHORT.format(day=self.facts.index.day_name(self.day), **words)
        named = {rule for limit in full for rule in limit.rules}
        taken = {rule for leaf in leaves for one in self.openings.of_leaf[leaf] for rule in one.rules}
        return Shortage(
            f"full_days/{self.day}/{self.weeks}",
            Severity.RED,
            (*homes, *dict.fromkeys(limit.owner for limit in full if limit.kind == "load")),
            in_weeks(reason, self.weeks),
            HELP,
            need,
            have,
            {"day": self.day, "weeks": self.weeks},
            ("every_lesson_placed", *sorted(named), *sorted((taken | {"class_clash"}) - named)),
        )

    def _account(self, full: list[Limit]) -> Text:
        alike: dict[int, list[str]] = {}
        for limit in full:
            if limit.kind == "load":
                alike.setdefault(limit.room, []).append(limit.owner)
        items = [TEACHER.format(who=self.facts.names(who), n=n) for n, who in sorted(alike.items())]
        rest = sum(limit.room for limit in full if limit.kind != "load")
        items += [REST.format(n=rest)] if rest else []
        return Text(" + ".join(item.en for item in items), " + ".join(item.zh for item in items))
