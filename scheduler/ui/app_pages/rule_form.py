"""The form of one rule, made from its schema: words, source, level, weight, limits, scope, exceptions, reason."""

from __future__ import annotations

from typing import Any

import streamlit as st

from scheduler.domain.policy import Level, RuleException, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Text
from scheduler.services.rule_settings import Standing, setting_of, values, with_setting
from scheduler.ui import state
from scheduler.ui.rule_fields import NONE, field, scope_fields
from scheduler.ui.state import say

LEVEL, WEIGHT = Text("Level", "级别"), Text("Weight", "权重")
LEVELS: dict[Level, Text] = {
    Level.HARD: Text("must", "必须"),
    Level.RELAXABLE: Text("should, may give way", "尽量必须"),
    Level.SOFT: Text("wish", "尽量"),
}
ON = Text("In force", "启用")
SOURCE, REASON = Text("Source", "来源"), Text("Reason (printed where a preset is loosened)", "理由（放宽预设时会打印）")
SAYS = Text("It says: {words}", "提示语：{words}")
PRESET = Text("preset: {value}", "预设：{value}")
PRESET_OFF = Text("The presets do not ask for this rule.", "预设没有要求这条规则。")
DIFFERS = Text("Differs from the preset", "与预设不同")
SAVE, BACK = Text("Save", "保存"), Text("As the preset", "恢复预设")
FIXED = Text("This rule always holds.", "这条规则始终有效。")
WHO, EXCEPT = Text("Only for", "只管"), Text("Except", "例外")
EXCEPT_HELP = Text("These are not bound by the rule.", "这些不受这条规则约束。")
CHANGED = Text("changed the rule {name}", "改了规则“{name}”")
MORE = Text("{n} exceptions with limits of their own are kept as they are.", "另有 {n} 条带自己限值的例外，保持不变。")


def form(problem: Problem, one: Standing, revision: int) -> None:
    """Read and change a rule."""
    info, rule = one.info, one.now
    st.subheader(say(info.name))
    st.caption(" · ".join(part for part in (say(info.source), (rule or one.preset or _None).provenance) if part))
    if one.preset is None:
        st.caption(say(PRESET_OFF))
    base, now = values(one.preset, info), values(rule or one.preset, info)
    key = f"rule:{one.label}:{revision}"
    with st.form(key, border=True):
        on = st.toggle(say(ON), value=rule is not None, key=f"{key}:on")
        left, right = st.columns(2)
        names = {level: say(LEVELS[level]) for level in info.levels}
        wanted: dict[str, Any] = {
            "level": left.selectbox(
                say(LEVEL),
                list(names),
                index=list(names).index(now["level"]),
                format_func=names.__getitem__,
                key=f"{key}:level",
                help=_preset(one, "level", names.get(base["level"], "")),
            ),
            "weight": _weight(right, one, now["weight"], base["weight"], f"{key}:weight"),
        }
        for setting in info.settings:
            hint = _preset(one, setting.id, base[setting.id])
            wanted[setting.id] = field(problem, info, setting, now[setting.id], f"{key}:{setting.id}", hint)
        scope = scope_fields(problem, say(WHO), rule.scope if rule else Scope(), f"{key}:scope")
        exceptions = _exceptions(problem, one, f"{key}:except")
        source = st.text_input(say(SOURCE), one.own.source if one.own else "", max_chars=200, key=f"{key}:source")
        reason = st.text_input(say(REASON), one.own.reason if one.own else "", max_chars=200, key=f"{key}:reason")
        save = st.form_submit_button(say(SAVE), type="primary", key=f"{key}:save")
    if one.own is not None and one.preset is not None and st.button(say(BACK), key=f"{key}:back"):
        _put(problem, one, None)
    if save:
        said = {"off": not on, "scope": scope if not scope.everyone else None, "exceptions": exceptions}
        if not on and one.preset is None:
            _put(problem, one, None)
        else:
            _put(problem, one, setting_of(one, wanted, source=source, reason=reason, **said))
    st.caption(say(SAYS, words=Text(_dots(info.says.en), _dots(info.says.zh))))


def _weight(place: Any, one: Standing, now: int, base: int, key: str) -> int:
    return int(place.number_input(say(WEIGHT), 1, 100000, now, key=key, help=_preset(one, "weight", base)))


class _None:
    provenance = ""


def _preset(one: Standing, name: str, value: Any) -> str | None:
    """What the preset says, where the school differs from it."""
    if one.preset is None or name not in one.differs:
        return None
    return f"{say(DIFFERS)} · {say(PRESET, value=_words(value))}"


def _words(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _exceptions(problem: Problem, one: Standing, key: str) -> tuple[RuleException, ...]:
    """Whom the rule leaves out; exceptions with limits of their own stay."""
    mine = one.own.exceptions if one.own else ()
    with_limits = tuple(each for each in mine if not each.off)
    index = problem.index
    known = [*index.teachers, *index.classes, *index.grades, *index.subjects, *index.rooms]
    chosen = st.multiselect(
        say(EXCEPT),
        known,
        default=[each.who for each in mine if each.off and each.who in known],
        format_func={an_id: index.title(an_id) for an_id in known}.__getitem__,
        key=key,
        help=say(EXCEPT_HELP),
        placeholder=say(NONE),
    )
    if with_limits:
        st.caption(say(MORE, n=len(with_limits)))
    reasons = {each.who: each.reason for each in mine}
    return (*with_limits, *(RuleException(who=who, off=True, reason=reasons.get(who, "")) for who in chosen))


def _put(problem: Problem, one: Standing, own: Any) -> None:
    try:
        changed = with_setting(problem, one, own)
    except FaultyInput as error:
        for fault in error.faults:
            st.error(f"{say(fault.wrong)}" + (f" → {say(fault.right)}" if fault.right.zh else ""))
        return
    st.session_state["rule_chosen"] = one.label
    if state.change(changed, CHANGED.format(name=one.info.name)):
        st.rerun()


def _dots(says: str) -> str:
    """A sentence with dots for what a finding fills in."""
    out, depth = "", 0
    for char in says:
        depth += char == "{"
        out += "" if depth else char
        if char == "}":
            depth -= 1
            out += "…"
    return out
