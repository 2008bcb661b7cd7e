"""Pages 规则, 检查, 排课, 核查, 打印, 方案, 排不出来: what a dean does on each, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from scheduler.answers import Answered, Explained, Member, WayOut
from scheduler.domain.scenario import RoomPlaces
from scheduler.domain.text import LANGS, Lang, Text
from scheduler.io.timetable import write_json
from scheduler.store.values import Kind
from scheduler.ui import state
from scheduler.ui.run_view import curve_of
from scheduler.ui.scenario_forms import ASKS
from tests.ui.pages import fresh, kept, opened, said, to
from tests.ui.solved import solved


def small() -> tuple[str, str]:
    """The small school with a timetable, in the store of the tests."""
    problem, made = solved()
    school = state.shelf().add_school(problem, Text("sample", "示例"))
    return school, state.shelf().add_timetable(school, made, "first", (0, 35))


def work(job: str, *told: Mapping[str, Any]) -> None:
    """Do a job of the queue: these are its words."""
    rows = state.shelf().store.jobs
    while (claimed := rows.claim("test", "test", 1000)) is not None and claimed.id != job:
        rows.interrupt(claimed.id, "test", "killed")
    assert claimed is not None
    rows.append(job, "test", told, after=0)


def asked(school: str, kind: Kind) -> str:
    return next(row.id for row in state.jobs().all(school) if row.kind == kind)


def finished(**more: Any) -> dict[str, Any]:
    _, made = solved()
    return {
        "event": "finished",
        "seconds": 3.0,
        "status": "optimal",
        "timetable": made.model_dump(mode="json"),
        "relaxed": 0,
        "penalty": 35,
        "bound": 35,
        **more,
    }


# -- rules ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_is_read_changed_and_what_differs_is_seen(lang: Lang) -> None:
    school = fresh("tiny")
    test = opened(lang, school=school)
    test.session_state["rule_asked"] = "teacher_gaps"
    to(test, "rules").run()
    assert not test.exception
    number = next(n for n in test.number_input if "limit" in str(n.key))
    limit = int(number.value or 0) + 2
    number.set_value(limit)
    save = next(b for b in test.button if str(b.key).endswith(":save"))
    save.click().run()
    assert len(test.error) == 1  # loosened without a reason
    next(t for t in test.text_input if str(t.key).endswith(":reason")).set_value("教师同意")
    next(b for b in test.button if str(b.key).endswith(":save")).click().run()
    assert not test.exception
    found = state.shelf().school(school)
    assert found is not None
    own = next(one for one in found.value.rules if one.id == "teacher_gaps")
    assert own.reason == "教师同意"
    assert own.params == {"limit": limit}
    assert any(str(b.key).endswith(":back") for b in test.button)


def test_presets_are_chosen_and_can_be_undone() -> None:
    school = fresh("tiny")
    test = opened("zh", "rules", school=school)
    test.multiselect[0].set_value(["plain"]).run()
    assert not test.exception
    found = state.shelf().school(school)
    assert found is not None
    assert found.value.presets == ("plain",)
    assert found.undo is not None


# -- check ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_school_that_fits_is_green_and_leads_on(lang: Lang) -> None:
    test = opened(lang, "check", school=kept("tiny"))
    assert not test.exception
    assert len(test.success) == 1
    assert not test.error
    assert "generate_now" in [button.key for button in test.button]


@pytest.mark.parametrize("lang", LANGS)
def test_a_shortage_is_red_with_its_numbers_and_leads_to_its_table(lang: Lang) -> None:
    test = opened(lang, "check", school=kept("impossible/pe_places_one_short"))
    assert not test.exception
    assert len(test.error) == 1
    assert "18" in said(test)
    assert "16" in said(test)
    test.button(key="way_0_0").click().run()
    assert not test.exception
    assert test.selectbox(key="sheet").value == "rooms"


# -- generate ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_search_is_started_watched_found_again_and_its_timetable_kept(lang: Lang) -> None:
    school, _ = small()
    test = opened(lang, "generate", school=school)
    test.button(key="start").click().run()
    assert not test.exception
    job = test.query_params["job"]
    assert len(test.info) == 1  # waiting in the queue
    work(
        job,
        {"event": "stage", "seconds": 1.0, "name": "penalty"},
        {"event": "improved", "seconds": 2.0, "relaxed": 0, "penalty": 40, "timetable": None},
        {"event": "bound", "seconds": 2.5, "relaxed_bound": 0, "bound": 30},
    )
    again = opened(lang, "generate", school=school, job=job)  # a refresh, or another browser
    assert not again.exception
    assert [metric.value for metric in again.metric][1:] == ["1", "40", "30"]
    assert not again.button(key="stop").disabled
    state.shelf().store.jobs.append(job, "test", [finished()], after=3)
    again.run()
    assert not again.exception
    assert "35" in again.success[0].value
    assert state.shelf().timetables(school)[0].id == again.query_params["timetable"]


def test_stop_is_asked_of_the_job() -> None:
    school, _ = small()
    test = opened("zh", "generate", school=school)
    test.button(key="start").click().run()
    test.button(key="stop").click().run()
    assert not test.exception
    assert state.jobs().poll(test.query_params["job"]).state == "cancelled"  # it had not begun


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_is_said_with_its_reason_and_three_ways_on(lang: Lang) -> None:
    school, _ = small()
    test = opened(lang, "generate", school=school)
    test.button(key="start").click().run()
    reason = {"reason": {"en": "Too few places", "zh": "位置不够"}, "remedy": {"en": "Add one", "zh": "加一块"}}
    job = test.query_params["job"]
    work(job, {"event": "counted", "seconds": 0.0, "reasons": [reason]}, finished(status="impossible", timetable=None))
    test.run()
    assert not test.exception
    assert ("Too few places" if lang == "en" else "位置不够") in said(test)
    assert {"mend", "ways"} <= {button.key for button in test.button}


def test_a_killed_search_tells_so_and_keeps_what_it_had() -> None:
    school, _ = small()
    _, made = solved()
    test = opened("zh", "generate", school=school)
    test.button(key="start").click().run()
    job = test.query_params["job"]
    body = made.model_dump(mode="json")
    work(job, {"event": "improved", "seconds": 2.0, "relaxed": 0, "penalty": 40, "timetable": body})
    state.shelf().store.jobs.interrupt(job, "test", "killed")
    test.run()
    assert not test.exception
    assert "中断" in test.warning[0].value
    assert len(state.shelf().timetables(school)) == 2


def test_the_curve_has_two_lines_told_apart_by_dashes() -> None:
    school, _ = small()
    job = state.jobs().start(school)
    work(
        job,
        {"event": "improved", "seconds": 1.0, "relaxed": 0, "penalty": 40, "timetable": None},
        {"event": "bound", "seconds": 2.0, "relaxed_bound": 0, "bound": 30},
        finished(),
    )
    spec = curve_of(state.jobs().events(job), "扣分", "最少", "秒")
    assert spec is not None
    assert [line["data"] for line in spec["series"]] == [[[1.0, 40], [3.0, 40]], [[2.0, 30], [3.0, 30]]]
    assert spec["series"][1]["lineStyle"] == {"type": "dashed"}


# -- verify and print ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_open_timetable_is_judged(lang: Lang) -> None:
    school, timetable = small()
    test = opened(lang, "verify", school=school, timetable=timetable)
    assert not test.exception
    assert len(test.success) == 1
    assert test.metric[1].value == "36 / 36"


@pytest.mark.parametrize("lang", LANGS)
def test_a_copy_changed_by_hand_shows_what_was_broken_and_can_be_kept(lang: Lang, tmp_path: Any) -> None:
    school, timetable = small()
    _, made = solved()
    first, other = made.lessons[0], next(one for one in made.lessons if one.sets == made.lessons[0].sets)
    moved = first.model_copy(update={"day": made.lessons[1].day, "period": made.lessons[1].period})
    broken = made.model_copy(update={"lessons": (moved, *made.lessons[1:])})
    assert other is not None
    path = tmp_path / "copy.json"
    write_json(broken, path)
    test = opened(lang, "verify", school=school, timetable=timetable)
    test.file_uploader(key="timetable_file").set_value(("手工改.json", path.read_bytes(), "")).run()
    assert not test.exception
    assert len(test.error) == 1
    assert len(test.dataframe) == 1
    test.button(key="accept").click().run()
    assert not test.exception
    assert state.shelf().timetables(school)[0].name == "手工改"


def test_a_file_that_is_no_timetable_gives_a_list() -> None:
    school, _ = small()
    test = opened("zh", "verify", school=school)
    test.file_uploader(key="timetable_file").set_value(("x.json", b"{", "")).run()
    assert not test.exception
    assert len(test.error) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_every_print_is_offered(lang: Lang) -> None:
    school, timetable = small()
    test = opened(lang, "output", school=school, timetable=timetable)
    assert not test.exception
    labels = [getattr(button, "label", "") for button in test.get("download_button")]
    assert len(labels) == 16
    assert ("总课表" if lang == "zh" else "Whole school") in labels


# -- what if, why not ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("ask", ASKS, ids=[ask.id for ask in ASKS])
def test_every_question_has_a_form(ask: Any, lang: Lang) -> None:
    test = question(lang)
    test.selectbox(key="ask").set_value(ask.id).run()
    assert not test.exception


_SESSIONS: dict[Lang, AppTest] = {}


def question(lang: Lang) -> AppTest:
    """One session for all questions: they differ in one choice."""
    if lang not in _SESSIONS:
        _SESSIONS[lang] = opened(lang, "what_if", school=kept("tiny"))
    return _SESSIONS[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_a_scenario_is_built_kept_answered_and_adopted(lang: Lang) -> None:
    school, timetable = small()
    test = opened(lang, "what_if", school=school, timetable=timetable)
    test.selectbox(key="ask").set_value("places").run()
    places = next(n for n in test.number_input if ":places:" in str(n.key))
    places.set_value(int(places.value or 0) + 1)
    test.button(key="add_change").click().run()
    test.button(key="keep_scenario").click().run()
    assert not test.exception
    paper = state.shelf().store.papers.all(school, "scenario")[0]
    job = state.jobs().start(school, None, "whatif", scenario=paper.body["scenario"])
    state.shelf().store.papers.save(paper.id, {**paper.body, "job": job}, revision=paper.revision)
    _, made = solved()
    words = (Text("It works out, no lesson moves.", "排得出来，不用调课。"),)
    last = Answered(seconds=2.0, scenario="x", status="optimal", moved=0, value=(0, 35), words=words, timetable=made)
    work(job, last.model_dump(mode="json"))
    test.run()
    assert not test.exception
    assert words[0].to(lang) in said(test)
    test.button(key="adopt").click().run()
    assert not test.exception
    found = state.shelf().school(school)
    assert found is not None
    assert found.undo is not None
    assert len(state.shelf().timetables(school)) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_why_not_tells_the_conflict_and_a_way_out_is_taken(lang: Lang) -> None:
    school = fresh("impossible/pe_places_one_short")
    test = opened(lang, "why_not", school=school)
    test.button(key="find").click().run()
    assert not test.exception
    kept_now = state.shelf().school(school)
    assert kept_now is not None
    room = kept_now.value.rooms[0]
    way = WayOut(
        kind="place",
        words=Text("One place more", "加一块场地"),
        patches=(RoomPlaces(room=room.id, places=room.places + 1),),
        places=1,
        verified=True,
    )
    member = Member(rule="room_capacity", owner="体育场地", words=Text("four places", "四块场地"))
    words = Text("Too few places on Monday.", "周一位置不够。")
    last = Explained(
        seconds=2.0,
        status="impossible",
        conflict=(member,),
        words=words,
        proof="counting",
        confirmed=True,
        ways_out=(way,),
    )
    work(asked(school, "explain"), last.model_dump(mode="json"))
    test.run()
    assert not test.exception
    assert words.to(lang) in test.error[0].value
    assert way.words.to(lang) in said(test)
    test.button(key="take_0").click().run()
    assert not test.exception
    found = state.shelf().school(school)
    assert found is not None
    assert found.value.rooms[0].places == room.places + 1
