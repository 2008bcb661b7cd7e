"""`qingke repair` as a dean and as a program meet it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli import main
from scheduler.cli.console import DONE, FAULTY, IMPOSSIBLE, INTERRUPTED, UNDECIDED
from scheduler.cli.progress import Progress
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.settings import Settings
from scheduler.events import Built, Event, Finished
from scheduler.io.timetable import write_csv, write_json
from scheduler.services.generate import Generation
from scheduler.services.load import load

TINY = Path(__file__).parents[2] / "sample_inputs" / "tiny" / "school.xlsx"
Told = tuple[int, str, str]
Qingke = Callable[..., Told]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The best timetable of the tiny school, as JSON and beside it as CSV."""
    school = load(TINY)
    end = list(Generation(school, Settings(workers=1, seconds=60)))[-1]
    assert isinstance(end, Finished)
    assert end.timetable is not None
    path = tmp_path_factory.mktemp("before") / "before.json"
    write_json(end.timetable, path)
    write_csv(school.problem, end.timetable, path.with_suffix(".csv"))
    return path


@pytest.fixture
def qingke(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Qingke:
    """The command line, in this process: exit code, what it says, what it complains of."""

    def call(*words: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["qingke", "repair", *map(str, words), "--workers", "1"])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return call


def read(path: Path) -> Timetable:
    return Timetable.model_validate_json(path.read_text(encoding="utf-8"))


def away(path: Path, folder: Path, *, whole_day: bool = False) -> Path:
    """A scenario: the teacher of the first lesson of a timetable is away then."""
    lesson = read(path).lessons[0]
    when = f"day: {lesson.day}" if whole_day else f"day: {lesson.day}, periods: [{lesson.period}]"
    scenario = folder / "away.yml"
    patch = f"{{kind: teacher_away, teacher: {lesson.teachers[0]}, times: [{{{when}}}]}}"
    scenario.write_text(f"name: away\npatches:\n  - {patch}\n", encoding="utf-8")
    return scenario


def events(told: Told) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told[1].splitlines()]


def test_the_last_event_is_the_repaired_one_of_the_contract(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    out = tmp_path / "after.json"
    told = qingke(TINY, before, "--scenario", away(before, tmp_path), "-o", out, "--json", "--lang", "en")
    assert told[0] == DONE
    last = events(told)[-1]
    assert (last["event"], last["status"]) == ("repaired", "optimal")
    assert (last["moved"], last["moved_bound"], last["lessons"]) == (2, 2, 2)
    assert isinstance(last["value"], list)
    assert last["changes"]["moved"] == 2
    assert len(last["changes"]["lessons"]) == 2
    assert "timetable" not in last
    assert distance(read(before), read(out)) == 2
    assert [event["moved"] for event in events(told) if event["event"] == "moves"][-1] == 2


def test_a_dean_reads_which_lessons_move(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    code, said, _ = qingke(TINY, before, "--scenario", away(before, tmp_path), "--lang", "zh")
    assert code == DONE
    lesson = read(before).lessons[0]
    assert "动 2 节（已证明最少）" in said
    assert f"{lesson.sets[0]} {lesson.subject}（{lesson.teachers[0]}）：" in said


def test_a_csv_is_repaired_like_the_json(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    told = qingke(TINY, before.with_suffix(".csv"), "--scenario", away(before, tmp_path), "--json")
    assert (told[0], events(told)[-1]["moved"]) == (DONE, 2)


def test_what_cannot_be_repaired_is_proven_with_its_numbers(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    scenario = away(before, tmp_path, whole_day=True)
    told = qingke(TINY, before, "--scenario", scenario, "--json", "--lang", "zh", "-o", tmp_path / "none.xlsx")
    assert told[0] == IMPOSSIBLE
    last = events(told)[-1]
    assert (last["status"], last["moved"]) == ("impossible", None)
    assert all(member["words"]["zh"] for member in last["conflict"])
    assert last["conflict"]
    assert not (tmp_path / "none.xlsx").exists()


def test_a_timetable_of_another_school_is_refused(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    old = read(before)
    foreign = tuple(
        x.model_copy(update={"course": None, "sets": (f"七({n % 3})",), "teachers": ("钱七",)})
        for n, x in enumerate(old.lessons)
    )
    write_json(old.model_copy(update={"lessons": foreign}), tmp_path / "foreign.json")
    code, _, complaint = qingke(TINY, tmp_path / "foreign.json", "--lang", "zh")
    assert code == FAULTY
    assert "不是本校的课表：36 节课中只有 0 节属于本校的课程（不认识：七(0)、七(1)、七(2)、钱七）" in complaint


def test_every_fault_is_told_at_once(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    old = read(before)
    strange = old.lessons[0].model_copy(update={"course": None, "sets": ("三(9)",), "teachers": ("无名",)})
    write_json(old.model_copy(update={"lessons": (strange, *old.lessons[1:])}), tmp_path / "strange.json")
    scenario = tmp_path / "wrong.yml"
    scenario.write_text("patches: [{kind: teacher_away, teacher: 没有, times: [{day: 1}]}]", encoding="utf-8")
    told = qingke(TINY, tmp_path / "strange.json", "--scenario", scenario, "--published", "九年级", "--json")
    assert told[0] == FAULTY
    (faulty,) = [event for event in events(told) if event["event"] == "faulty"]
    wrong = "\n".join(fault["wrong"] for fault in faulty["faults"])
    assert all(name in wrong for name in ("没有", "九年级", "三(9)", "无名"))


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--weeks", "six"), "“six”不是周次"),
        (("--weeks", "9-8"), "结束周早于开始周"),
        (("--weeks", "60-61"), "“60-61”不是周次"),
        (("--weigh", "三(1)"), "不是权重"),
        (("--weigh", "无名=3"), "学校里没有“无名”"),
    ],
)
def test_options_that_mean_nothing_are_faults(
    qingke: Qingke, before: Path, words: tuple[str, ...], complaint: str
) -> None:
    code, _, said = qingke(TINY, before, *words, "--lang", "zh")
    assert code == FAULTY
    assert complaint in said


def test_holes_are_filled_with_the_fewest_moves_and_told(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    old = read(before)
    write_json(old.model_copy(update={"lessons": old.lessons[3:]}), tmp_path / "holes.json")
    out = tmp_path / "full.json"
    told = qingke(TINY, tmp_path / "holes.json", "-o", out, "--json", "--lang", "zh")
    assert told[0] == DONE
    notes = [event["text"] for event in events(told) if event["event"] == "note"]
    assert any("原课表缺 3 节课" in note for note in notes)
    assert events(told)[-1]["moved"] == 0
    assert len(read(out).lessons) == 36


def test_a_version_for_some_weeks_says_which(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    out = tmp_path / "weeks.json"
    code, *_ = qingke(TINY, before, "--scenario", away(before, tmp_path), "--weeks", "6-7", "-o", out)
    assert code == DONE
    assert read(out).version == "第1版-W6-7"


def test_a_budget_that_no_repair_keeps_is_said_and_is_no_success(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    scenario = away(before, tmp_path)
    code, said, _ = qingke(TINY, before, "--scenario", scenario, "--budget", "1", "--lang", "zh")
    assert code == UNDECIDED
    assert "超过限额 1" in said
    assert qingke(TINY, before, "--scenario", scenario, "--budget", "6")[0] == DONE


def test_an_interrupted_repair_keeps_what_is_done(
    qingke: Qingke, before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(self: Progress, event: Event) -> None:
        if isinstance(event, Built):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Progress, "show", interrupt)
    out = tmp_path / "kept.json"
    told = qingke(TINY, before, "--scenario", away(before, tmp_path), "-o", out, "--json")
    assert told[0] == INTERRUPTED
    last = events(told)[-1]
    assert (last["event"], last["interrupted"], last["moved"]) == ("repaired", True, 2)
    assert distance(read(before), read(out)) == 2


def test_cover_is_offered_with_its_price(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    scenario = away(before, tmp_path, whole_day=True)
    code, said, _ = qingke(TINY, before, "--scenario", scenario, "--cover", "--lang", "zh")
    assert code == DONE
    assert "代课" in said
    assert "✓ " in said
    assert " 分\n" in said


def test_a_front_tells_what_more_moves_gain(qingke: Qingke, before: Path, tmp_path: Path) -> None:
    told = qingke(TINY, before, "--scenario", away(before, tmp_path), "--front", "--json")
    points = [event for event in events(told) if event["event"] == "point"]
    assert [point["most"] for point in points] == [2, 4, 7, 11]
    assert [point["value"] for point in points] == sorted((point["value"] for point in points), reverse=True)
    assert [point["moved"] for point in events(told)[-1]["front"]] == [point["moved"] for point in points]
