"""`qingke whatif --prices` as a person and as a script use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler.answers import Priced
from scheduler.cli.console import Talk
from scheduler.cli.prices import price_words, run_prices
from scheduler.domain.text import FaultyInput
from tests.cli.test_commands import SAMPLES, TINY, events, qingke


def test_every_price_is_an_event_and_the_last_line_counts_them() -> None:
    done = qingke("whatif", TINY, "--prices", "--seconds", "30", "--json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    *told, last = events(done)
    prices = {(e["rule"], e["setting"]): e for e in told if e["event"] == "priced"}
    assert last["event"] == "prices"
    assert (last["status"], last["base"], last["bound"]) == ("optimal", [0, 35], 35)
    assert last["free"] + last["exactly"] == len(prices)
    assert last["at_least"] == last["unknown"] == last["failed"] == 0
    between = prices["days_between", ""]
    assert (between["sure"], between["least"], between["most"]) == ("exactly", 28, 28)
    assert between["words"].endswith("dropped: exactly 28")
    assert prices["days_between", "gap"]["value"] == 1


def test_a_school_without_a_timetable_is_told_which_rule_alone_gives_way(capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / "impossible" / "mornings_full.xlsx"
    code = run_prices(path, [], [], Talk("en"), seconds=20, workers=2, seed=0)
    said = capsys.readouterr().out
    assert code == 0
    assert "only with this change is there a timetable" in said
    assert "Still no timetable without:" in said


def test_scenarios_and_outputs_do_not_go_with_prices(tmp_path: Path) -> None:
    for words, outs in ((["a.json", "b.yml"], []), ([], [tmp_path / "o.xlsx"])):
        with pytest.raises(FaultyInput) as caught:
            run_prices(Path(TINY), words, outs, Talk("en"), seconds=1, workers=1, seed=0)
        assert "--prices" in caught.value.faults[0].where


@pytest.mark.parametrize(
    ("fields", "en", "zh"),
    [
        ({"sure": "exactly", "least": 5, "most": 5}, "exactly 5", "正好 5 分"),
        ({"sure": "at least", "least": 5, "noise": 3, "fall": (0, 8)}, "at least 5 (noise ±3)", "至少 5 分（误差 ±3）"),
        ({"sure": "unknown", "noise": 3, "fall": (0, 2)}, "nothing above the noise (±3)", "看不出差别（误差 ±3）"),
        ({"sure": "free", "fall": (0, 0)}, "free", "没有代价"),
        ({"sure": "exactly", "frees": True}, "only with this change is there a timetable", "这样改才排得出课表"),
        ({"sure": "free", "status": "impossible"}, "still no timetable", "仍然排不出来"),
        ({"sure": "unknown", "status": "unknown"}, "not decided in this time", "这段时间内没有定论"),
        ({"sure": "unknown", "failure": "Crashed"}, "failed: Crashed", "没有算成：Crashed"),
        (
            {"sure": "exactly", "relaxed_least": 2, "relaxed_most": 2, "least": -1, "most": -1},
            "relaxable rules exactly 2, exactly -1",
            "可放宽的规定 正好 2 分、正好 -1 分",
        ),
        (
            {"sure": "at least", "relaxed_least": 2, "noise": 4, "fall": (2, -9)},
            "relaxable rules at least 2 (noise ±4)",
            "可放宽的规定 至少 2 分（误差 ±4）",
        ),
    ],
)
def test_a_price_is_said_as_far_as_it_is_known(fields: dict[str, Any], en: str, zh: str) -> None:
    price = Priced(**{"seconds": 0, "rule": "teacher_gaps", "change": "dropped", "status": "feasible", **fields})
    words = price_words(price)
    assert (words.en, words.zh) == (en, zh)
