"""Planning tables and records for the tests: one set that uses everything, and random ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from scheduler.domain.planning import (
    PUBLIC_DATES,
    PUBLIC_ITEMS,
    Activity,
    ActivityKind,
    Attestation,
    Calendar,
    CalendarEntry,
    DayKind,
    Exam,
    ExamForm,
    ExamRange,
    Homework,
    HomeworkKind,
    Organiser,
    PublicItem,
    Taught,
    TaughtState,
)
from scheduler.domain.time import TimeRange, Weeks

FIRST, LAST = date(2026, 9, 1), date(2027, 1, 22)
DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def beside() -> dict[str, Any]:
    """What the school that uses everything keeps beside its timetable."""
    return {
        "calendar": Calendar(
            first=date(2026, 9, 1),
            last=date(2027, 1, 22),
            entries=(
                CalendarEntry(first=date(2026, 10, 1), last=date(2026, 10, 7), kind=DayKind.HOLIDAY, note="国庆、中秋"),
                CalendarEntry(first=date(2026, 10, 10), last=date(2026, 10, 10), kind=DayKind.MAKE_UP, runs=3),
                CalendarEntry(first=date(2026, 10, 17), last=date(2026, 10, 17), kind=DayKind.MAKE_UP),
                CalendarEntry(first=date(2027, 1, 11), last=date(2027, 1, 15), kind=DayKind.REVIEW, grades=("G1",)),
                CalendarEntry(
                    first=date(2027, 1, 18), last=date(2027, 1, 19), kind=DayKind.EXAM, grades=("三年级", "G1")
                ),
                CalendarEntry(first=date(2026, 11, 2), last=date(2026, 11, 6), kind=DayKind.PRACTICE),
                CalendarEntry(first=date(2026, 11, 13), last=date(2026, 11, 13), kind=DayKind.PARENTS, note="线上"),
                CalendarEntry(first=date(2027, 2, 1), last=date(2027, 2, 20), note="寒假值班"),
            ),
        ),
        "activities": (
            Activity(
                name="篮球社",
                kind=ActivityKind.CLUB,
                grades=("三年级", "G1"),
                times=(TimeRange(day=1, start=990, end=1050), TimeRange(day=3, start=990, end=1050)),
                place="操场",
                owner="李红",
            ),
            Activity(name="大课间", kind=ActivityKind.CULTURE, times=(TimeRange(day=0, start=570, end=600),)),
            Activity(
                name="合唱",
                kind=ActivityKind.CULTURE,
                times=(
                    TimeRange(day=2, periods=(1, 3), weeks=Weeks.ODD, bell="高段", reason="排练；(备赛)"),
                    TimeRange(day=6, start=480),
                ),
            ),
            Activity(name="研学", kind=ActivityKind.PRACTICE, times=(TimeRange(day=7, periods=(1, 2, 3)),)),
            Activity(name="志愿,服务", kind=ActivityKind.PRACTICE, times=(TimeRange(day=5), TimeRange(day=5))),
            Activity(name="象棋", kind=ActivityKind.CLUB),
        ),
        "homework": (
            Homework(sets="三年级", subject="语文", minutes=20),
            Homework(sets="三年级", subject="语文", day=6, minutes=30),
            Homework(sets="三年级", subject="语文", day=7, minutes=0),
            Homework(sets="三(1)", subject="PE", day=2, minutes=15, kind=HomeworkKind.PRACTICE),
            Homework(sets="三(1)", subject="PE", day=1, minutes=10, kind=HomeworkKind.PRACTICE),
            Homework(sets="走班A", subject="语文", day=5, minutes=10, kind=HomeworkKind.READING, week=3),
            Homework(sets="三1A", subject="语文", day=5, minutes=10, kind=HomeworkKind.READING, week=3),
        ),
        "exams": (
            Exam(grade="三年级", subject="语文", name="期末", on=date(2027, 1, 18)),
            Exam(
                grade="G1",
                subject="PE",
                range=ExamRange.CLASS,
                organiser=Organiser.RESEARCH,
                form=ExamForm.PRACTICAL,
                marked=False,
            ),
            Exam(
                grade="G1",
                subject="语文",
                name="绘本",
                range=ExamRange.SCHOOL,
                organiser=Organiser.BUREAU,
                form=ExamForm.ORAL,
            ),
            Exam(grade="G1", subject="书法", organiser=Organiser.COLLEGE, form=ExamForm.INTERVIEW),
        ),
        "publication": (
            PublicItem(item="phone", says="0571-8888"),
            PublicItem(item="textbooks", says="【语文】统编版"),
            PublicItem(item="published", says="2026-09-05"),
            PublicItem(item="textbooks", says="数学：统编版；体育：无"),
            PublicItem(item="homework_rules", says="各科作业由班主任统筹。" * 40),
        ),
        "attestations": (
            Attestation(item="no-ranking", owner="李红", confirmed=True, on=date(2026, 9, 30), note="查了成绩单"),
            Attestation(item="teacher_gaps", owner="王敏"),
            Attestation(item="食堂，安全", confirmed=False),
            Attestation(item="audit-archive", note="待补"),
        ),
        "taught": (
            Taught(on=date(2026, 9, 2), period=2, sets="三(1)", planned="PE", taught="语文", source="巡课.xlsx!F3"),
            Taught(
                week=3,
                day=2,
                period=1,
                sets="c2",
                planned="语文",
                taught="语文",
                teacher="代课张老师",
                state=TaughtState.COVERED,
                patroller="李红",
                approval="2026-017",
                source="F4",
            ),
            Taught(
                on=date(2026, 10, 10),
                week=6,
                day=3,
                period=3,
                sets="走班A",
                taught="PE",
                teacher="0017",
                state=TaughtState.OVERRUN,
                minutes=3,
                source="F5",
            ),
            Taught(on=date(2026, 9, 3), period=1, sets="三1B", state=TaughtState.MISSED, source="F6"),
            Taught(on=date(2026, 9, 3), period=3, sets="一(1)", state=TaughtState.LATE, minutes=5, source="F7"),
            Taught(on=date(2026, 9, 3), period=2, sets="一(1)", state=TaughtState.MOVED, source="F8"),
            Taught(on=date(2026, 9, 3), period=2, sets="一(1)", state=TaughtState.TAKEN, source="F9"),
            Taught(on=date(2026, 9, 3), period=2, sets="一(1)", state=TaughtState.EARLY, minutes=2, source="F10"),
        ),
    }


@st.composite
def planning_tables(
    draw: Any,
    names: st.SearchStrategy[str],
    grades: list[str],
    sets: list[str],
    subjects: list[str],
    teachers: list[str],
    bells: list[str],
) -> dict[str, Any]:
    """Random tables of a school with these ids, whose names are made of everything the cell grammars use."""
    maybe = st.one_of(st.just(""), names)
    some_grades = st.lists(st.sampled_from(grades), max_size=2, unique=True).map(tuple)

    def few(make: Any) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, 3))))

    def when() -> TimeRange:
        start = draw(st.one_of(st.none(), st.integers(0, 700)))
        return TimeRange(
            day=draw(st.integers(0, 7)),
            periods=tuple(draw(st.lists(st.integers(1, 9), max_size=2))),
            start=start,
            end=draw(st.one_of(st.none(), st.integers(701, 1440))),
            weeks=draw(st.sampled_from([Weeks.ALL, Weeks.ALL, Weeks.ODD])),
            bell=draw(st.sampled_from(["", "", *bells])),
            reason=draw(st.sampled_from(["", "", draw(maybe)])),
        )

    def entry() -> CalendarEntry:
        first = draw(DATES)
        return CalendarEntry(
            first=first,
            last=first + timedelta(days=draw(st.sampled_from([0, 0, 6]))),
            kind=draw(st.sampled_from(DayKind)),
            runs=draw(st.integers(0, 7)),
            grades=draw(some_grades),
            note=draw(maybe),
        )

    def activity() -> Activity:
        alike, days = when(), draw(st.lists(st.integers(0, 7), max_size=3))
        times = tuple(alike.model_copy(update={"day": day}) for day in days)
        return Activity(
            name=draw(names),
            kind=draw(st.sampled_from(ActivityKind)),
            grades=draw(some_grades),
            times=times if draw(st.booleans()) else (*times, when()),
            place=draw(maybe),
            owner=draw(maybe),
        )

    def homework() -> Homework:
        return Homework(
            sets=draw(st.sampled_from([*sets, *grades])),
            subject=draw(st.sampled_from(subjects)),
            day=draw(st.integers(0, 7)),
            minutes=draw(st.integers(0, 600)),
            kind=draw(st.sampled_from(HomeworkKind)),
            week=draw(st.integers(0, 3)),
        )

    def exam() -> Exam:
        return Exam(
            grade=draw(st.sampled_from(grades)),
            subject=draw(st.sampled_from(subjects)),
            name=draw(maybe),
            on=draw(st.one_of(st.none(), DATES)),
            range=draw(st.sampled_from(ExamRange)),
            organiser=draw(st.sampled_from(Organiser)),
            form=draw(st.sampled_from(ExamForm)),
            marked=draw(st.booleans()),
        )

    def public() -> PublicItem:
        item = draw(st.sampled_from(PUBLIC_ITEMS))
        return PublicItem(item=item, says=draw(DATES).isoformat() if item in PUBLIC_DATES else draw(names))

    def attestation() -> Attestation:
        return Attestation(
            item=draw(names),
            owner=draw(names),
            confirmed=draw(st.sampled_from([None, True, False])),
            on=draw(st.one_of(st.none(), DATES)),
            note=draw(maybe),
        )

    def taught() -> Taught:
        dated = draw(st.booleans())
        return Taught(
            on=draw(DATES) if dated else None,
            week=0 if dated else draw(st.integers(1, 60)),
            day=0 if dated else draw(st.integers(1, 7)),
            period=draw(st.integers(1, 40)),
            sets=draw(st.sampled_from(sets)),
            planned=draw(st.sampled_from(["", *subjects])),
            taught=draw(st.sampled_from(["", *subjects])),
            teacher=draw(st.sampled_from(["", *teachers])),
            state=draw(st.sampled_from(TaughtState)),
            minutes=draw(st.integers(0, 600)),
            patroller=draw(maybe),
            approval=draw(maybe),
            source=draw(names),
        )

    calendar = Calendar(first=FIRST, last=LAST, entries=few(entry))
    return {
        "calendar": draw(st.sampled_from([None, calendar])),
        "activities": few(activity),
        "homework": few(homework),
        "exams": few(exam),
        "publication": few(public),
        "attestations": few(attestation),
        "taught": few(taught),
    }
