"""Generate: complete what is half-filled, count, then search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scheduler.domain.policy import Level
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Event
from scheduler.io import Note
from scheduler.io.timetable import read_timetable
from scheduler.precheck import Precheck, Severity, Shortage, precheck
from scheduler.rules.base import Verdict
from scheduler.services.assign import complete, whole
from scheduler.services.load import School
from scheduler.services.proof_words import told
from scheduler.services.versions import near
from scheduler.verify import judge
from scheduler.words import sentence

CHANGE = Text("Change the plan, the bell schedule or the rule.", "改课程计划、作息时间或这条规则。")


class Generation:
    """One solve of one school; iterate it for events, `cancel()` keeps the best.

    `school` is the school as solved, with placeholders for what nobody teaches yet (`completed` counts them);
    `start` is read as a timetable of that school, `notes` tell what was noticed in it. In a week chosen out of the
    term it is the version before: lessons stay where it has them as far as they can;
    `reasons` say why it cannot be done, where counting shows it.
    """

    def __init__(self, school: School, settings: Settings, *, start: Timetable | Path | None = None) -> None:
        school, self.completed = whole(school)
        self.school = school
        self.notes: tuple[Note, ...] = ()
        if isinstance(start, Path):
            made_for = school.problem if school.term is None else complete(school.term).problem
            read = read_timetable(start, made_for, other_version=school.term is not None)
            start, self.notes = read.timetable, tuple(read.notes)
        if start is not None and school.term is not None:
            self.school = school = near(school, start)
        self.counted: Precheck = precheck(school.problem, school.rules, relaxable=False)
        self.reasons = (*self.counted.reds, *given(school, self.counted))
        self._run = Run(school.problem, school.rules, settings, start=start, impossible=bool(self.reasons))

    @property
    def proven(self) -> tuple[Shortage, ...]:
        """Once the run has ended: why there is no timetable, where the rules add up to that."""
        proof = self._run.proof
        return () if proof is None else (told(self.school.problem, self.school.rules, proof),)

    def cancel(self) -> None:
        """Stop soon and keep the best timetable found."""
        self._run.cancel()

    def __iter__(self) -> Iterator[Event]:
        return iter(self._run)


def given(school: School, counted: Precheck) -> tuple[Shortage, ...]:
    """Hard rules the input itself breaks, whatever the lessons' places: plan against courses, bells against caps."""
    told = {rule for shortage in counted.reds for rule in shortage.rules}
    rules = [r for r in school.rules if r.level is Level.HARD and r.judges_input and r.id not in told]
    report = judge(school.problem, Timetable(), rules)
    return tuple(
        Shortage(
            id=f"given/{finding.instance}/{'/'.join(map(str, finding.key))}",
            severity=Severity.RED,
            owners=(str(finding.key[0]),),
            reason=sentence(school.problem, one.rule, finding),
            remedy=CHANGE,
            need=finding.amount,
            rules=(one.rule.id,),
        )
        for one in report.rules
        for finding in one.findings
        if finding.verdict is Verdict.BROKEN and finding.amount
    )
