"""Versions of a timetable within a term, and the log of lessons judged against the version in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.domain.curriculum import Course, Later
from scheduler.domain.planning import Calendar, CalendarEntry, DayKind
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io import write_problem
from scheduler.io.timetable import write_csv, write_json
from scheduler.precheck import precheck
from scheduler.samples import sample
from scheduler.services.generate import Generation
from scheduler.services.judging import Judged, judge_file
from scheduler.services.load import School, load
from scheduler.services.versions import later_changes

TERM = Calendar(
    first=date(2026, 9, 1),
    last=date(2027, 1, 22),
    entries=(CalendarEntry(first=date(2026, 10, 1), last=date(2026, 10, 7), kind=DayKind.HOLIDAY),),
)


def tiny(**later: str) -> Problem:
    """The tiny school with a calendar; from week 9 on some courses have other teachers."""
    problem = sample("tiny")

    def changed(course: Course) -> Course:
        who = later.get(course.id.replace(":", "_").replace("(", "").replace(")", ""))
        return course.model_copy(update={"later": (Later(week=9, teachers=(who,)),)}) if who else course

    return problem.model_copy(update={"courses": tuple(map(changed, problem.courses)), "calendar": TERM})


def stored(folder: Path, problem: Problem) -> Path:
    write_problem(problem, folder / "school.json")
    return folder / "school.json"


def solved(school: School, start: Timetable | Path | None = None) -> Timetable:
    settings = Settings(seconds=60, workers=1, max_steps=30)
    events = list(Generation(school, settings, start=start))
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.timetable is not None
    return last.timetable


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Timetable]:
    """The school's file, and its timetable for the first weeks."""
    path = stored(tmp_path_factory.mktemp("term"), tiny(三1_语文="胡军", 三2_数学="薛志强"))
    return path, solved(load(path))


def test_a_week_is_solved_with_its_own_teachers_near_the_version_before(first: tuple[Path, Timetable]) -> None:
    path, old = first
    write_json(old, path.with_name("old.json"))
    ninth = load(path, week=9)
    assert ninth.problem.index.courses["三(1):语文"].teachers == ("胡军",)
    generation = Generation(ninth, Settings(seconds=60, workers=1, max_steps=30), start=path.with_name("old.json"))
    assert not generation.notes
    assert [rule.id for rule in generation.school.rules].count("keep_present") == 1
    finished = list(generation)[-1]
    assert isinstance(finished, Finished)
    new = finished.timetable
    assert new is not None
    assert {t for x in new.lessons if x.course == "三(1):语文" for t in x.teachers} == {"胡军"}
    assert (new.version, new.valid_from) == ("第1版-W9", "2026-10-26")
    assert new.problem_fingerprint == ninth.problem.fingerprint
    assert distance(old, new) < distance(old, solved(ninth))


def test_a_week_the_term_does_not_have_is_a_fault(first: tuple[Path, Timetable]) -> None:
    with pytest.raises(FaultyInput) as caught:
        load(first[0], week=30)
    assert [fault.to("zh") for fault in caught.value.faults] == ["--week: 学期没有第 30 周 → 为第 1 至 21 周"]


def test_what_only_later_weeks_make_impossible_is_found_with_its_week(tmp_path: Path) -> None:
    overloaded = {f"三{c}_{s}": "陆伟" for c in (1, 2, 3) for s in ("语文", "数学", "音乐", "美术", "科学")}
    school = load(stored(tmp_path, tiny(**overloaded)))
    assert not precheck(school.problem, school.rules).impossible
    (change,) = later_changes(school, set())
    assert change.week == 9
    assert len(change.courses) == 15
    assert any("陆伟" in red.owners for red in change.shortages)
    known = {red.id for red in change.shortages}
    assert not next(later_changes(school, known)).shortages


# -- records -------------------------------------------------------------------------------------------------

HEAD = "日期,节次,班级,应上科目,实上科目,实上教师,情况,巡课人,调课单号\n"


def judged(first: tuple[Path, Timetable], log: str, *, earlier: bool = True) -> Judged:
    """A log judged under a timetable of week 9 in which the morning of Monday is turned round."""
    path, old = first
    new = old.model_copy(update={"valid_from": "2026-10-26", "problem_fingerprint": ""})
    dated = old.model_copy(update={"valid_from": "2026年9月1日"})
    write_json(new, path.with_name("new.json"))
    write_json(dated, path.with_name("old.json"))
    path.with_name("log.csv").write_text(HEAD + log, encoding="gb18030")
    before = [path.with_name("old.json")] if earlier else []
    return judge_file(load(path), path.with_name("new.json"), taught=path.with_name("log.csv"), earlier=before)


def lesson_of(timetable: Timetable, subject: str) -> tuple[int, int]:
    """Day and period of a lesson of class 三(1)."""
    return next((x.day, x.period) for x in timetable.lessons if x.sets == ("三(1)",) and x.subject == subject)


def test_a_log_is_judged_with_the_version_in_force(first: tuple[Path, Timetable]) -> None:
    day, period = lesson_of(first[1], "音乐")
    on = date(2026, 9, 7 + day - 1)
    found = judged(first, f"{on},{period},三(1),音乐,数学,朱秀英,,李红,\n{on},{period},三(2),,,,,,\n")
    assert [entry.source for entry in found.school.problem.taught] == ["log.csv!E2", "log.csv!E3"]
    assert [one.valid_from for one in found.school.problem.earlier] == ["2026-09-01"]
    (rule,) = [one for one in found.report.rules if one.rule.id == "follow_timetable"]
    assert ("三(1)", on.isoformat(), period, "taken") in {finding.key[:4] for finding in rule.findings}
    alone = judged(first, f"{on},{period},三(1),音乐,数学,朱秀英,,李红,\n", earlier=False)
    (rule,) = [one for one in alone.report.rules if one.rule.id == "follow_timetable"]
    assert {f.verdict.value for f in rule.findings} == {"not_checked"}


def test_the_log_leaves_the_schools_fingerprint_as_it_is(first: tuple[Path, Timetable]) -> None:
    found = judged(first, "2026-09-07,1,三(1),,语文,,,,\n")
    assert found.school.problem.fingerprint == load(first[0]).problem.fingerprint


def test_the_faults_of_all_files_are_told_together(first: tuple[Path, Timetable], tmp_path: Path) -> None:
    path, old = first
    school = load(path)
    write_csv(school.problem, old, tmp_path / "old.csv")
    dated = old.model_copy(update={"valid_from": "2026-09-01"})
    for name in ("a.json", "b.json"):
        write_json(dated, tmp_path / name)
    (tmp_path / "log.csv").write_text(HEAD + "昨天,1,三(1),,,,,,\n", encoding="utf-8")
    faults: list[Fault] = []
    try:
        judge_file(
            school,
            tmp_path / "none.json",
            taught=tmp_path / "log.csv",
            earlier=[tmp_path / name for name in ("old.csv", "a.json", "b.json")],
        )
    except FaultyInput as error:
        faults = error.faults
    assert [fault.to("zh").split(" → ")[0] for fault in faults] == [
        "none.json: 没有这个文件",
        "log.csv!A2: “昨天”不是日期",
        "[old.csv]: 没有写这一版课表从哪天起执行",
        "[b.json]: 另有一版也从 2026-09-01 起执行",
    ]
