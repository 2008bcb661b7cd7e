"""Check 8: the bell schedule by itself keeps the caps, the breaks and the long break."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.openings import Openings
from scheduler.rules.base import Verdict
from scheduler.verify import judge
from scheduler.words import sentence

BELL_RULES = (
    "daily_hours_cap",
    "school_day_bounds",
    "lesson_length",
    "long_break_free",
    "breaks_protected",
    "daily_exercises",
)
"""Rules that judge the schedule itself, by grade, whatever is taught in it."""

HELP = Text(
    "Change the bell schedule of this grade or the figure of the rule.", "改这个年级的作息，或改这条规则的数值。"
)
KEPT = Text("The bell schedules keep {count} rules by themselves.", "作息表本身符合 {count} 条规则。")


def bell(openings: Openings) -> Iterator[Shortage]:
    """Judge an empty week: what is broken then is broken in every timetable."""
    facts = openings.facts
    rules = [rule for rule in facts.rules if rule.id in BELL_RULES and rule.level in facts.levels]
    empty = Timetable()
    wrong = False
    for report in judge(facts.problem, empty, rules).rules:
        for found in report.findings:
            grade = str(found.key[0])
            if found.amount <= 0 or grade not in facts.index.grades or found.verdict is Verdict.NOT_CHECKED:
                continue
            wrong = True
            name = "/".join(str(part) for part in found.key)
            yield Shortage(
                f"bell/{found.instance}/{name}",
                Severity.RED,
                (grade,),
                sentence(facts.problem, report.rule, found),
                HELP,
                found.amount,
                0,
                dict(found.facts),
                (report.rule.id,),
            )
    if rules and not wrong:
        yield Shortage("bell", Severity.GREEN, (), KEPT.format(count=len(rules)))
