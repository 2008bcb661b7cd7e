"""`qingke places` and `qingke compare`: exit codes, events, reports, and no solver."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from scheduler.domain.timetable import Timetable
from scheduler.io.timetable import write_json
from scheduler.samples import sample
from scheduler.services.load import load
from scheduler.services.places import Board
from scheduler.verify import judge
from tests.cli.test_commands import TINY, events, qingke
from tests.strategies import as_lesson

SLOTS = [(day, period) for day in (1, 2, 3) for period in (1, 2, 3, 4)]


def placed() -> Timetable:
    """The tiny school's lessons in order, whoever they meet; class meetings where they are fixed."""
    problem = sample("tiny")
    lessons = []
    for home in problem.classes:
        slots = [slot for slot in SLOTS if slot != (1, 4)]
        for course in (course for course in problem.courses if course.sets == (home.id,)):
            here = [(1, 4)] if course.fixed else [slots.pop(0) for _ in range(course.lessons)]
            room = problem.index.rooms_for(course)[:1]
            lessons += [as_lesson(course, *slot, 1).model_copy(update={"rooms": room}) for slot in here]
    return Timetable(lessons=tuple(lessons))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A timetable, and the same with two lessons of a class that have changed places."""
    folder = tmp_path_factory.mktemp("two")
    before = placed()
    one, other = (next(at for at, x in enumerate(before.lessons) if (x.day, x.period) == s) for s in ((1, 1), (2, 1)))
    spots = [{"day": before.lessons[at].day, "period": before.lessons[at].period} for at in (one, other)]
    lessons = list(before.lessons)
    lessons[one], lessons[other] = (
        before.lessons[at].model_copy(update=s) for at, s in zip((one, other), spots[::-1], strict=True)
    )
    for name, timetable in (("before", before), ("after", Timetable(lessons=tuple(lessons)))):
        write_json(timetable, folder / f"{name}.json")
    return folder / "before.json", folder / "after.json"


def test_places_shows_every_time_of_the_week_as_the_service_finds_it(two: tuple[Path, Path]) -> None:
    done = qingke("places", TINY, str(two[0]), "三(1)", "Mon", "1", "--json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    *_, last = told = events(done)
    shown = [one for one in told if one["event"] == "place"]
    school = load(Path(TINY))
    board = Board(school.problem, school.rules, placed())
    wanted = board.places(last["lesson"])
    assert [(x["day"], x["period"]) for x in shown] == SLOTS
    assert [(x["state"], x["relaxed"], x["penalty"]) for x in shown] == [(p.state, *p.points) for p in wanted]
    assert [[m["lesson"] for m in x["moves"]] for x in shown] == [[m.lesson for m in p.moves] for p in wanted]
    assert all(x["reasons"] for x in shown if x["state"] == "blocked")
    best = board.why_here(last["lesson"]).best
    assert last["best"] == (None if best is None else [best.day, best.period])
    assert (last["event"], last["course"], last["day"], last["period"]) == ("places", "三(1):语文", 1, 1)
    assert sum(last[state] for state in ("free", "costs", "swap", "blocked")) == len(SLOTS)


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("排在周一第1节", "不行")), ("en", ("Monday period 1", "not possible"))]
)
def test_places_speaks_both_languages(two: tuple[Path, Path], lang: str, words: tuple[str, ...]) -> None:
    done = qingke("places", TINY, str(two[0]), "三(1)班", "周一", "1", "--chains", "1", "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in words)


@pytest.mark.parametrize(
    ("words", "told"),
    [(("九(9)", "周八", "noon"), 3), (("三(1)", "周一", "9"), 1)],
    ids=["nothing is known", "no lesson then"],
)
def test_places_lists_everything_wrong_with_what_was_asked(
    two: tuple[Path, Path], words: tuple[str, ...], told: int
) -> None:
    done = qingke("places", TINY, str(two[0]), *words, "--json", "--lang", "en")
    assert done.returncode == 2
    (only,) = [one for one in events(done) if one["event"] == "faulty"]
    assert len(only["faults"]) == told


def test_compare_tells_lessons_rules_and_people_and_writes_them(two: tuple[Path, Path], tmp_path: Path) -> None:
    outs = [tmp_path / f"changes.{ending}" for ending in ("xlsx", "html", "json")]
    words = [word for out in outs for word in ("-o", str(out))]
    done = qingke("compare", TINY, *map(str, two), *words, "--json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    last = events(done)[-1]
    school = load(Path(TINY))
    report = judge(school.problem, placed(), [rule for rule in school.rules if not rule.planning])
    assert last["event"] == "compared"
    assert last["before"] == {"broken": report.broken, "relaxed": report.relaxed, "penalty": report.penalty}
    moved = [(x["course"], x["before"], x["after"]) for x in last["changes"]["lessons"]]
    assert moved == [("三(1):语文", [1, 1], [2, 1]), ("三(1):数学", [2, 1], [1, 1])]
    assert json.loads(outs[2].read_text(encoding="utf-8"))["changes"] == last["changes"]
    book = openpyxl.load_workbook(outs[0])
    assert book.sheetnames == ["Moved lessons", "Rule by rule", "Better or worse off"]
    first = [cell.value for cell in book["Moved lessons"][2]]
    assert first == ["三(1) 语文", "语文", "三(1)", first[3], "Monday period 1", "Tuesday period 1"]
    assert "<td>Tuesday period 1</td>" in outs[1].read_text(encoding="utf-8")


def test_compare_says_so_in_words_and_refuses_reports_it_cannot_write(two: tuple[Path, Path], tmp_path: Path) -> None:
    done = qingke("compare", TINY, *map(str, two), "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "挪动 2 节" in done.stdout
    assert "三(1) 语文" in done.stdout
    refused = qingke("compare", TINY, *map(str, two), "-o", str(tmp_path / "changes.doc"), "--lang", "en")
    assert refused.returncode == 2
    assert "name ending in .xlsx, .html or .json" in refused.stderr


@pytest.mark.parametrize("words", [("places", "三(1)", "周一", "1"), ("compare", "")], ids=lambda words: words[0])
def test_neither_needs_the_solver(two: tuple[Path, Path], tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "ortools.py").write_text("raise ImportError('no solver here')")
    command, *more = words
    files = [str(two[0])] if command == "places" else [str(two[0]), str(two[1])]
    code = f"{tmp_path}:{Path(__file__).parents[2]}"
    done = qingke(command, TINY, *files, *filter(None, more), "--lang", "en", PYTHONPATH=code)
    assert done.returncode == 0, done.stderr
