"""What a school keeps beside the timetable: term calendar, homework, exams, activities, public notice, owners, log."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.time import TimeRange, Weeks

WEEK = 7


class DayKind(StrEnum):
    """What some days of the term are."""

    TEACHING = "teaching"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    REVIEW = "review"
    EXAM = "exam"
    PRACTICE = "practice"
    PARENTS = "parents"


NO_LESSONS = frozenset({DayKind.HOLIDAY, DayKind.EXAM, DayKind.PRACTICE})
"""Kinds of days on which the weekly timetable is not taught."""


class CalendarEntry(Value):
    """Some days of the term, `first` and `last` included.

    `runs` is the weekday whose timetable a make-up day follows (1 = Monday), 0 for the day's own. `grades` narrows
    whom it is about; none means all.
    """

    first: date
    last: date
    kind: DayKind = DayKind.TEACHING
    runs: int = Field(0, ge=0, le=WEEK)
    grades: tuple[Id, ...] = ()
    note: Name = ""


class Calendar(Value):
    """The term: week 1 holds its first day. Weeks run from Monday to Sunday."""

    first: date
    last: date
    entries: tuple[CalendarEntry, ...] = ()

    @property
    def weeks(self) -> range:
        """Week numbers of the term, from 1."""
        return range(1, self.week_of(self.last) + 1)

    def week_of(self, day: date) -> int:
        """The term's week a date lies in; below 1 before the term."""
        monday = self.first - timedelta(days=self.first.weekday())
        return (day - monday).days // WEEK + 1

    def date_of(self, week: int, day: int) -> date | None:
        """The date of a weekday (1 = Monday) in a week of the term; None where a week has no such day."""
        monday = self.first - timedelta(days=self.first.weekday())
        return monday + timedelta(weeks=week - 1, days=day - 1) if 1 <= day <= WEEK else None

    def parity(self, week: int) -> Weeks:
        """Whether a week of the term is an odd or an even one."""
        return Weeks.ODD if week % 2 else Weeks.EVEN

    def dates(self, week: int) -> tuple[date, ...]:
        """The dates of a week that lie in the term."""
        monday = self.first - timedelta(days=self.first.weekday()) + timedelta(weeks=week - 1)
        return tuple(d for n in range(WEEK) if self.first <= (d := monday + timedelta(days=n)) <= self.last)

    def kinds(self, day: date, grade: str = "") -> frozenset[DayKind]:
        """Every kind some entry gives the date, for a grade or for all."""
        return frozenset(e.kind for e in self._entries(day, grade))

    def runs(self, day: date, grade: str = "") -> int:
        """The weekday whose timetable is taught on a date (1 = Monday), 0 where none is."""
        if not self.first <= day <= self.last:
            return 0
        entries = self._entries(day, grade)
        for entry in entries:
            if entry.kind is DayKind.MAKE_UP:
                return entry.runs or day.isoweekday()
        if any(entry.kind in NO_LESSONS for entry in entries) or day.isoweekday() > 5:
            return 0
        return day.isoweekday()

    def _entries(self, day: date, grade: str) -> list[CalendarEntry]:
        return [
            e for e in self.entries if e.first <= day <= e.last and (not e.grades or not grade or grade in e.grades)
        ]


class ActivityKind(StrEnum):
    """The three tables of out-of-class activities a school publishes."""

    CULTURE = "culture"
    PRACTICE = "practice"
    CLUB = "club"


class Activity(Value):
    """An activity outside lessons (课外活动): who, when, where, under whom. No grades means all."""

    name: Id
    kind: ActivityKind
    grades: tuple[Id, ...] = ()
    times: tuple[TimeRange, ...] = ()
    place: Name = ""
    owner: Name = ""


class HomeworkKind(StrEnum):
    """What pupils do at home."""

    WRITTEN = "written"
    READING = "reading"
    PRACTICE = "practice"


class Homework(Value):
    """Minutes of homework in a subject on a day for a class, or for every class of a grade (`sets`).

    `day` 0 means every day from Monday to Friday, 6 and 7 the weekend. `week` 0 is the plan; another number is what
    was really set in that week of the term.
    """

    sets: Id
    subject: Id
    day: int = Field(0, ge=0, le=WEEK)
    minutes: int = Field(ge=0, le=600)
    kind: HomeworkKind = HomeworkKind.WRITTEN
    week: int = Field(0, ge=0, le=60)


class ExamRange(StrEnum):
    """Who sits an exam together."""

    SCHOOL = "school"
    GRADE = "grade"
    CLASS = "class"


class Organiser(StrEnum):
    """Who holds an exam: the school, the district's research office, its teachers' college, the bureau."""

    SCHOOL = "school"
    RESEARCH = "research"
    COLLEGE = "college"
    BUREAU = "bureau"


class ExamForm(StrEnum):
    """How an exam is taken."""

    WRITTEN = "written"
    ORAL = "oral"
    INTERVIEW = "interview"
    PRACTICAL = "practical"


class Exam(Value):
    """One exam of a grade in a subject. Exams of one `name` (期末) are one occasion; without a name, of one date."""

    grade: Id
    subject: Id
    name: Name = ""
    on: date | None = None
    range: ExamRange = ExamRange.GRADE
    organiser: Organiser = Organiser.SCHOOL
    form: ExamForm = ExamForm.WRITTEN
    marked: bool = True


class PublicItem(Value):
    """One line of the public notice (公示信息): `item` an id of `PUBLIC_ITEMS`, and what the school says."""

    item: Id
    says: str = Field("", max_length=2000)


PUBLIC_ITEMS = (
    "phone",
    "place",
    "head",
    "homework_rules",
    "textbooks",
    "workbooks",
    "published",
    "filed",
)
"""Supervision telephone, place of the notice, first responsible person, rules on homework, chosen textbooks and
exercise books, date of publication, date of filing (the last two as 2026-09-05)."""

PUBLIC_DATES = ("published", "filed")
"""Lines of the notice that are dates."""


class Attestation(Value):
    """Who answers for a rule or duty (责任与确认), and what was confirmed; None where nothing was yet."""

    item: Id
    owner: Name = ""
    confirmed: bool | None = None
    on: date | None = None
    note: Name = ""


class TaughtState(StrEnum):
    """What a lesson patrol saw."""

    NORMAL = "normal"
    MOVED = "moved"
    COVERED = "covered"
    TAKEN = "taken"
    MISSED = "missed"
    LATE = "late"
    EARLY = "early"
    OVERRUN = "overrun"


class Taught(Value):
    """One line of the patrol log (巡课记录): a lesson as it was taught.

    Either `on` (a date) or `week` and `day` say when; `sets` is the class or group. `planned` and `taught` are
    subjects, empty where not told or where nothing was taught. `minutes` late, early or over. `approval` is the
    number of the change slip. `source` is the cell it was read from.
    """

    on: date | None = None
    week: int = Field(0, ge=0, le=60)
    day: int = Field(0, ge=0, le=35)
    period: int = Field(ge=1, le=40)
    sets: Id
    planned: str = ""
    taught: str = ""
    teacher: str = ""
    state: TaughtState = TaughtState.NORMAL
    minutes: int = Field(0, ge=0, le=600)
    patroller: Name = ""
    approval: Name = ""
    source: str | None = None
