"""分课进度: which class × subject has no teacher yet, and what each teacher has against the norm."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks


@dataclass(frozen=True, slots=True)
class Gap:
    """A class's subject that is not yet given out as planned: periods a week, the fuller week of the two."""

    class_id: str
    subject: str
    planned: int
    assigned: int
    without_teacher: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a teacher has: periods a week, weighted by 折算 in hundredths, classes, 头数 (subjects × grades).

    `low` and `high` are the norm less the reduction, in periods, None where not set.
    """

    teacher: str
    periods: int
    weighted: int
    classes: int
    preparations: int
    low: int | None
    high: int | None

    @property
    def under(self) -> int:
        """不足: weighted hundredths of a period below the norm."""
        return max(0, self.low * 100 - self.weighted) if self.low is not None else 0

    @property
    def over(self) -> int:
        """超量: weighted hundredths of a period above the norm."""
        return max(0, self.weighted - self.high * 100) if self.high is not None else 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far giving out the lessons has come: periods a week planned and given to teachers."""

    planned: int
    given: int
    gaps: tuple[Gap, ...]
    loads: tuple[Load, ...]


def progress(problem: Problem) -> Progress:
    """The state of 分课: a half-filled sheet is a state, not a fault."""
    open_ones = gaps(problem)
    index = problem.index
    rows = {(row.grade, row.subject): max(row.weekly) for row in problem.plan}
    planned = sum(
        rows.get((home.grade, subject), 0) for home in problem.classes for _, subject in rows_of(problem, home.grade)
    )
    if not problem.plan:
        planned = sum(course.periods for course in problem.courses if course.sets)
    missing = sum(max(0, gap.planned - gap.assigned) + gap.without_teacher for gap in open_ones)
    loads = tuple(load(problem, teacher) for teacher in index.teachers)
    return Progress(planned, max(0, planned - missing), open_ones, loads)


def rows_of(problem: Problem, grade: str) -> list[tuple[str, str]]:
    """(grade, subject) of each plan row of a grade."""
    return [(row.grade, row.subject) for row in problem.plan if row.grade == grade]


def gaps(problem: Problem) -> tuple[Gap, ...]:
    """Class × subject whose courses differ from the plan or have no teacher; without a plan, only the latter."""
    out: list[Gap] = []
    plans: dict[str, dict[str, tuple[int, int]]] = {}
    for row in problem.plan:
        plans.setdefault(row.grade, {})[row.subject] = row.weekly
    for home in problem.classes:
        taught = _taught(problem, home.leaves or (home.id,))
        rows = plans.get(home.grade, {})
        for subject in dict.fromkeys((*rows, *taught)):
            odd, even, alone = taught.get(subject, (0, 0, 0))
            plan = rows.get(subject, (0, 0)) if problem.plan else (odd, even)
            assigned = odd, even
            week = max((0, 1), key=lambda w: (abs(plan[w] - assigned[w]), plan[w]))
            if plan[week] != assigned[week] or alone:
                out.append(Gap(home.id, subject, plan[week], assigned[week], alone))
    return tuple(out)


def _taught(problem: Problem, leaves: tuple[str, ...]) -> dict[str, tuple[int, int, int]]:
    """Periods of a class by subject: odd week, even week, without a teacher; parallel groups count once."""
    out: dict[str, tuple[int, int, int]] = {}
    for leaf in leaves:
        for subject, courses in problem.index.taught.get(leaf, {}).items():
            odd = sum([c.periods for c in courses if c.weeks is not Weeks.EVEN])
            even = sum([c.periods for c in courses if c.weeks is not Weeks.ODD])
            alone = sum([c.periods for c in courses if not c.teachers and not c.unstaffed])
            old = out.get(subject, (0, 0, 0))
            out[subject] = max(odd, old[0]), max(even, old[1]), max(alone, old[2])
    return out


def load(problem: Problem, teacher: str) -> Load:
    """What one teacher has in the fuller week, meetings left out."""
    index = problem.index
    known = index.teachers[teacher]
    courses = [course for course in index.courses_of_teacher.get(teacher, ()) if course.sets]
    weighted = dict.fromkeys((Weeks.ODD, Weeks.EVEN), 0)
    periods = dict(weighted)
    classes: set[str] = set()
    preparations: set[tuple[str, str]] = set()
    for course in courses:
        subject = index.subjects.get(course.subject)
        for week in weighted:
            if course.weeks.meets(week):
                periods[week] += course.periods
                weighted[week] += course.periods * (subject.factor if subject is not None else 100)
        for leaf in index.leaves(course.sets):
            home = index.class_of(leaf)
            if home is not None:
                classes.add(home.id)
                preparations.add((course.subject, home.grade))
    low = None if known.load_min is None else max(0, known.load_min - known.reduction)
    high = None if known.load_max is None else max(0, known.load_max - known.reduction)
    return Load(teacher, max(periods.values()), max(weighted.values()), len(classes), len(preparations), low, high)
