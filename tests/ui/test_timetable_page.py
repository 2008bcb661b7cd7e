"""The page 课表 in both languages: every view, the scorecard with its findings, what is said where nothing is open."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from scheduler.domain.text import LANGS, Lang
from scheduler.ui import state
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
