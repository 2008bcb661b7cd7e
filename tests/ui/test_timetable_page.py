"""The page 课表 in both languages: every view, the scorecard with its findings, what is said where nothing is open."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import constraints
from scheduler.answers import Member, Repaired
from scheduler.domain.text import LANGS, Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.services.compare import compare
from scheduler.ui import state
from scheduler.ui.grid.edits import board_for
from scheduler.ui.grid.table import Table
from tests.ui.pages import SAMPLE, opened
from tests.ui.solved import solved


def page(lang: Lang, *, timetable: bool = True) -> AppTest:
    """The page with the small school open."""
    problem, made = solved()
    school = state.shelf().add_school(problem, SAMPLE)
    first = state.shelf().add_timetable(school, made, "first") if timetable else ""
    return opened(lang, "timetable", school=school, timetable=first)


def grid(test: AppTest) -> str:
    """What the component was given, as it goes to the browser."""
    found = [one for one in test.main if type(one).__name__ == "UnknownElement"] or [
        one for one in _all(test.main) if type(one).__name__ == "UnknownElement"
    ]
    assert len(found) == 1
    return str(found[0].proto)


def _all(block):
    for child in getattr(block, "children", {}).values():
        yield child
        yield from _all(child)


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_timetable_the_page_says_where_to_make_one(lang: Lang) -> None:
    test = page(lang, timetable=False)
    assert not test.exception
    assert test.info[0].value == ("这所学校还没有课表，请先排课。" if lang == "zh" else test.info[0].value)
    assert [button.label for button in test.main.button] == ["去排课" if lang == "zh" else "Make a timetable"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_view_opens(lang: Lang) -> None:
    test = page(lang)
    for kind in ("teacher", "room", "school", "class"):
        test.segmented_control(key="grid_kind").set_value(kind).run()
        assert not test.exception
        assert f'"view": "{"school" if kind == "school" else "week"}"' in grid(test).replace('\\"', '"')


@pytest.mark.parametrize("lang", LANGS)
def test_a_teachers_name_gives_the_week_and_its_figures(lang: Lang) -> None:
    test = page(lang)
    test.segmented_control(key="grid_kind").set_value("teacher").run()
    teacher = solved()[0].teachers[2]
    test.selectbox(key="grid_who_teacher").set_value(teacher.id).run()
    assert not test.exception
    told = " ".join(one.value for one in test.markdown)
    assert ("折算" if lang == "zh" else "weighted") in told
    assert ("空节" if lang == "zh" else "gaps") in told


@pytest.mark.parametrize("lang", LANGS)
def test_a_finding_of_the_scorecard_is_shown_on_the_grid(lang: Lang) -> None:
    test = page(lang)
    rules = [button for button in test.button if str(button.key).startswith("grid_rule_")]
    assert rules, "a wish is not met in this timetable"
    rules[0].click().run()
    findings = [button for button in test.button if str(button.key).startswith("grid_finding_")]
    assert findings
    findings[0].click().run()
    assert not test.exception
    here = test.session_state["grid"]
    assert here.marked
    assert all(f'\\"{name}\\"' in grid(test) for name in here.marked)


def test_lessons_another_page_wants_shown_are_marked_in_their_week() -> None:
    test = page("zh")
    problem, made = solved()
    home = problem.classes[1].id
    mine = [at for at, one in enumerate(made.lessons) if one.sets == (home,)][:2]
    test.session_state["located"] = tuple(mine)
    test.run()
    here = test.session_state["grid"]
    assert (here.kind, here.chosen["class"]) == ("class", home)
    assert here.marked == tuple(f"n{at}" for at in mine)
    other = next(at for at, one in enumerate(made.lessons) if one.sets and one.sets != (home,))
    test.session_state["located"] = (*mine, other)
    test.run()
    assert test.session_state["grid"].kind == "school"


class Tidying:
    """Jobs that have ended as soon as they begin, with this answer."""

    def __init__(self, answer: Repaired) -> None:
        self.answer = answer
        self.asked: dict[str, Any] = {}

    def start(self, school: str, settings: Settings, kind: str, **asked: Any) -> str:
        assert kind == "repair"
        self.asked = asked
        return "job"

    def poll(self, job: str) -> Any:
        return SimpleNamespace(id=job, over=True, state="done")

    def result(self, job: str) -> Repaired:
        return self.answer


def proposal() -> tuple[Repaired, Timetable]:
    """A tidying that changes the places of two lessons of a class."""
    problem, made = solved()
    shown = Table(problem, made, "zh")
    board = board_for(problem, constraints.bind(problem), shown)
    chosen = next(place for at in range(len(made.lessons)) for place in board.places(at) if len(place.moves) == 2)
    better = board.move(chosen.moves)
    changes = compare(problem, constraints.bind(problem), made, better)
    ended = Repaired(seconds=1, status="feasible", moved=2, lessons=2, value=(0, 3), changes=changes, timetable=better)
    return ended, better


@pytest.mark.parametrize("lang", LANGS)
def test_a_tidying_is_proposed_and_accepted(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, better = proposal()
    jobs = Tidying(ended)
    monkeypatch.setattr(state, "jobs", lambda: jobs)
    test = page(lang)
    test.button(key="tidy_start").click().run()
    assert not test.exception
    assert jobs.asked["timetable"] == solved()[1]
    assert jobs.asked["budget"] is None
    assert any(("采用吗" if lang == "zh" else "Accept?") in one.value for one in test.markdown)
    test.button(key="tidy_show").click().run()
    assert test.session_state["grid"].kind == "school"
    assert test.session_state["grid"].marked
    test.button(key="tidy_accept").click().run()
    assert not test.exception
    kept = state.shelf().timetable(test.session_state["school"], test.session_state["timetable"])
    assert kept is not None
    assert kept.value.lessons == better.lessons
    assert kept.undo is not None
    assert "tidy_accept" not in {button.key for button in test.button}


def test_a_tidying_that_comes_to_nothing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    why = Member(rule="teacher_clash", words=Text("too many at once", "同时太多"))
    jobs = Tidying(Repaired(seconds=1, status="impossible", conflict=(why,)))
    monkeypatch.setattr(state, "jobs", lambda: jobs)
    test = page("zh")
    test.button(key="tidy_start").click().run()
    assert "排不出来" in test.warning[0].value
    assert any("同时太多" in one.value for one in test.caption)
    test.button(key="tidy_close").click().run()
    assert not test.warning
