"""Proof: whether all hard rules added up leave no timetable, and why, in a dean's words."""

from __future__ import annotations

from scheduler.domain.text import Text
from scheduler.engine.relaxation import Watch, prove
from scheduler.precheck import Severity, Shortage
from scheduler.services.assign import whole
from scheduler.services.load import School
from scheduler.services.proof_words import told

CHECK_SECONDS = 10.0
"""How long a check may add up rules."""

FITS = Text(
    "All hard rules added up together: no contradiction. That does not promise a timetable yet.",
    "把全部硬性规定加在一起算：没有发现矛盾；但还不等于一定排得出来。",
)
OPEN = Text(
    "All hard rules added up together: not finished in {seconds} seconds, so this step says nothing.",
    "把全部硬性规定加在一起算：{seconds} 秒内没有算完，这一步没有结论。",
)


def added_up(school: School, seconds: float = CHECK_SECONDS) -> Shortage:
    """A red with the rules that prove it, a green where none was found, a yellow where time ran out."""
    school, _ = whole(school)
    outcome = prove(school.problem, school.rules, Watch(seconds))
    if outcome.proof is not None:
        return told(school.problem, school.rules, outcome.proof)
    if outcome.fits:
        return Shortage("added_up", Severity.GREEN, (), FITS)
    return Shortage("added_up", Severity.YELLOW, (), OPEN.format(seconds=round(seconds)))
