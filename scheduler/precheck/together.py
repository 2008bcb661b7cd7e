"""Check 10: lessons of one teacher, one class or one sort of room, with all at once that limits their days.

The counts before look at one thing at a time. Here hold together: a subject's limit a day, when each lesson may
stand, one lesson at a time for each person, a teacher's limit a day, the places of the rooms. It is a maximal flow
from lessons through days and people to places; the minimal cut tells which lessons are too many for what.
"""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.precheck.base import Severity, Shortage
from scheduler.precheck.day_caps import DayCaps
from scheduler.precheck.easy import fit_easily
from scheduler.precheck.full_days import full_days
from scheduler.precheck.lesson_flow import Flow
from scheduler.precheck.openings import Openings
from scheduler.precheck.questions import Excess, Loads, Question, loads_of, questions
from scheduler.precheck.teacher_load import DAY_LIMITS
from scheduler.precheck.together_words import FITS, told


def together(openings: Openings) -> Iterator[Shortage]:
    """Each teacher, each class and each counted sort of room; then each day of all full classes."""
    asked, known = 0, set[frozenset[str]]()
    limited = any(openings.facts.used(rule) for rule in DAY_LIMITS)
    for weeks in openings.facts.weeks:
        caps = DayCaps(openings, weeks)
        loads = loads_of(openings, weeks) if limited else {}
        for question in questions(openings, weeks):
            asked += 1
            over = too_many(openings, question, caps, loads)
            courses = frozenset(one.course.id for one in over.courses) if over is not None else frozenset()
            if over is not None and courses not in known:  # a teacher's lessons, then the same as those of a room
                known.add(courses)
                yield told(openings, question, over)
        for red in full_days(openings, weeks, caps, loads) if loads else ():
            known.add(frozenset(red.owners))
            yield red
    if asked and not known:
        yield Shortage("together", Severity.GREEN, (), FITS.format(count=asked), need=asked, have=asked)


def too_many(openings: Openings, question: Question, caps: DayCaps, loads: Loads) -> Excess | None:
    """Lessons of the question that do not fit, or None."""
    if question.owner in openings.of_leaf:
        loads = {}  # the limits are those of many teachers, each with a few of these lessons
    if fit_easily(openings, question, caps, loads):
        return None
    over = Flow(openings, question, caps).excess()
    return Flow(openings, question, caps, loads).excess() if over is None and loads else over
