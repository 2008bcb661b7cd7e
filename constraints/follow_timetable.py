"""What was taught is what the timetable in force says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from constraints.lookups import first_bound
from constraints.patrol import SEEN, Share, log_of, share, wrong
from constraints.records import versions
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, Rule

LOG = Text("the patrol log", "巡课记录")
VERSION = Text("the timetable in force on {when}", "{when} 执行的课表")
ALL_CLASSES = Text("all classes", "全部")


class FollowTimetable(Rule):
    """Each lesson the patrol saw is the one of the version in force that day, from bell to bell.

    What nobody saw is not judged. One unit is one lesson changed, taken, missed or shown falsely, or one minute
    late, early or over.
    """

    id = "follow_timetable"
    name = Text("Taught as in the timetable", "按课表上课")
    says = Text("{0} {when}, period {period}: {what}.", "{0} {when} 第 {period} 节：{what}。")
    source = Text(
        "School work plans: lessons as shown, swaps agreed first, the bell ends a lesson",
        "学校工作方案：排什么上什么，换课先经同意，铃响下课",
    )
    unit = Text("lesson or minute", "节或分钟")
    of = Owners.CLASSES
    numbers = ("time",)
    clauses = ("follow-timetable", "swap-approval", "no-overrun")
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        if not problem.taught:
            yield from (rule.not_checked((home, Weeks.ALL), LOG) for home, rule in first_bound(self, view))
            return
        log = log_of(problem, versions(view))
        for home, rule in self.each(view):
            amounts: dict[Key, tuple[dict[str, Any], dict[str, int]]] = {}
            unknown = next((seen for seen in log.get(home, ()) if seen.due is None), None)
            if unknown is not None:
                yield rule.not_checked((home, Weeks.ALL), VERSION.format(when=unknown.words(problem)))
            for seen in log.get(home, ()):
                for kind, amount in wrong(problem, seen.line, seen.due) if seen.due is not None else ():
                    facts = {"when": seen.words(problem), "period": seen.line.period, "what": SEEN[kind]}
                    key = (home, seen.when, seen.line.period, kind, Weeks.ALL)
                    of_sets = amounts.setdefault(key, (facts, {}))[1]
                    of_sets[seen.line.sets] = max(amount, of_sets.get(seen.line.sets, 0))
            for place, (words, told) in amounts.items():
                yield rule.finding(place, sum(told.values()), (), **words)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        problem, known = view.problem, versions(view) if view.problem.taught else ()
        title, log = problem.index.title, log_of(problem, known)
        bound = [home for home, _ in self.each(view)] if problem.taught else []
        rows = {home: share(problem, known, home, log) for home in bound}
        for home, told in rows.items():
            yield {"class": title(home), **told._asdict()}
        if rows:
            yield {"class": ALL_CLASSES, **Share(*map(sum, zip(*rows.values(), strict=True)))._asdict()}
        seen = ((one.line, one.due) for home in bound for one in log.get(home, ()) if one.due is not None)
        swaps = Counter((one.teacher, one.taught) for one, due in seen if "changed" in dict(wrong(problem, one, due)))
        for (teacher, subject), count in sorted(swaps.items()):
            yield {"teacher": title(teacher), "subject": title(subject), "unapproved": count}
