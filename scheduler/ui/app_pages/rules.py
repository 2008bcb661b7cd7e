"""Page 规则: presets, every rule with its words and source, and a form for the one that is chosen."""

from __future__ import annotations

import streamlit as st

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Text
from scheduler.services.rule_settings import Standing, fitting_presets, standings, with_presets
from scheduler.ui import state
from scheduler.ui.app_pages.rule_form import form
from scheduler.ui.needs import needs_school
from scheduler.ui.rule_fields import NONE
from scheduler.ui.state import say
from scheduler.words import rule_title

TITLE = Text("Rules", "规则")
PRESETS = Text("Presets", "预设")
PRESETS_HELP = Text(
    "Ready sets of rules with their sources. Where two ask different things, the stricter holds.",
    "现成的规则组合，各有出处。几个预设要求不同的，按严的执行。",
)
CHANGED = Text("other presets", "换了预设")
SHOW = Text("Show", "显示")
WHICH: dict[str, Text] = {
    "on": Text("in force", "在用"),
    "own": Text("different from the preset", "与预设不同"),
    "all": Text("all", "全部"),
}
NAME, LEVEL, WEIGHT, STATE, FROM = (
    Text("rule", "规则"),
    Text("level", "级别"),
    Text("weight", "权重"),
    Text("preset?", "与预设比"),
    Text("source", "来源"),
)
LEVELS: dict[Level, Text] = {
    Level.HARD: Text("must", "必须"),
    Level.RELAXABLE: Text("should, may give way", "尽量必须"),
    Level.SOFT: Text("wish", "尽量"),
}
OFF, DIFFERENT, OWN, SAME = Text("off", "未用"), Text("changed", "改过"), Text("own", "自加"), Text("", "")
CHOOSE = Text("Click a row to read and change the rule.", "点一行，可以看说明、改设置。")


def show() -> None:
    """The page."""
    st.header(say(TITLE))
    school = needs_school()
    found = state.kept()
    if school is None or found is None:
        return
    _presets(found.value)
    every = _standings(found.id, found.revision, found.value)
    left, right = st.columns([5, 6])
    with left:
        chosen = _list(found.value, every, found.revision)
    with right:
        if chosen is None:
            st.info(say(CHOOSE), icon=":material/touch_app:")
        else:
            form(found.value, chosen, found.revision)


@st.cache_resource(show_spinner=False, max_entries=8)
def _standings(an_id: str, revision: int, _problem: Problem) -> tuple[Standing, ...]:  # noqa: ARG001
    return standings(_problem)


def _presets(problem: Problem) -> None:
    known = {one.id: one for one in fitting_presets()}
    names = {an_id: say(one.name) for an_id, one in known.items()}
    key = f"presets:{state.school_id()}:{'+'.join(problem.presets)}"
    chosen = st.multiselect(
        say(PRESETS),
        list(known),
        default=[an_id for an_id in problem.presets if an_id in known],
        format_func=names.__getitem__,
        help=say(PRESETS_HELP),
        placeholder=say(NONE),
        key=key,
    )
    if tuple(chosen) != tuple(an_id for an_id in problem.presets if an_id in known):
        try:
            changed = with_presets(problem, tuple(chosen))
        except FaultyInput as error:
            for fault in error.faults:
                st.error(fault.to(state.lang()))
            return
        state.change(changed, CHANGED)
        st.rerun()
    st.caption(" · ".join(f"**{names[an_id]}** {say(known[an_id].about)}" for an_id in chosen))


def _list(problem: Problem, every: tuple[Standing, ...], revision: int) -> Standing | None:
    """The table of rules; the chosen one."""
    asked = st.session_state.pop("rule_asked", "")
    which = st.segmented_control(
        say(SHOW),
        list(WHICH),
        default="on",
        required=True,
        format_func={an_id: say(words) for an_id, words in WHICH.items()}.__getitem__,
        key="rules_shown",
    )
    shown = [one for one in every if which == "all" or (one.now is not None if which == "on" else one.differs)]
    at = next((n for n, one in enumerate(shown) if one.info.id == asked), None) if asked else None
    rows = {
        say(NAME): [_name(problem, one) for one in shown],
        say(LEVEL): [say(LEVELS[one.now.level]) if one.now else say(OFF) for one in shown],
        say(WEIGHT): [str(one.now.weight) if one.now and one.now.level is not Level.HARD else "" for one in shown],
        say(STATE): [say(_state(one)) for one in shown],
    }
    if asked:
        st.session_state["rule_chosen"] = shown[at].label if at is not None else asked
    event = st.dataframe(
        rows,
        hide_index=True,
        height=520,
        on_select="rerun",
        selection_mode="single-row",
        key=f"rules:{which}:{revision}:{state.lang()}",
    )
    picked = event["selection"]["rows"]
    if picked and picked[0] < len(shown):
        st.session_state["rule_chosen"] = shown[picked[0]].label
    wanted = st.session_state.get("rule_chosen", "")
    return next((one for one in every if one.label == wanted), None) or next(
        (one for one in every if one.info.id == wanted), None
    )


def _name(problem: Problem, one: Standing) -> str:
    """The rule's name with what tells its instances apart."""
    rule = one.now or one.preset
    return say(one.info.name if rule is None else rule_title(problem, rule))


def _state(one: Standing) -> Text:
    if not one.differs:
        return SAME
    if one.now is None:
        return OFF
    return OWN if one.preset is None else DIFFERENT
