"""One field for each kind of setting a rule can have, by its JSON schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from scheduler.domain.policy import Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.rules.info import RuleInfo, SettingInfo
from scheduler.ui.state import say

WORDS: Mapping[str, Text] = {
    "teachers": Text("teachers", "教师"),
    "pupils": Text("pupils", "学生"),
    "learning": Text("learning time", "学习时间"),
    "organised": Text("organised activity", "教育教学活动"),
    "on_campus": Text("time at school", "在校时间"),
    "sport": Text("sport only", "只算体育"),
    "sport_and_extension": Text("sport and extension", "体育和拓展"),
    "week": Text("week", "每周"),
    "fortnight": Text("fortnight", "每两周"),
    "day": Text("day", "天"),
    "half_day": Text("half day", "半天"),
}
ROWS = Text("{label}: in table Rule rows ({n} rows)", "{label}：在资料表“规则明细”里填（现有 {n} 行）")
OPEN = Text("empty: no limit", "不填：不限")
CHOOSE = Text("all", "全部")
NONE = Text("none", "无")
LIST = Text("separate by commas", "用逗号分开")
KINDS: dict[str, Text] = {
    "grades": Text("grades", "年级"),
    "classes": Text("classes", "班级"),
    "teachers": Text("teachers", "教师"),
    "groups": Text("teachers' groups", "教师组"),
    "subjects": Text("subjects", "科目"),
}


def field(problem: Problem, info: RuleInfo, setting: SettingInfo, value: Any, key: str, hint: str | None) -> Any:
    """A widget for a setting; its value as the rule takes it."""
    label = say(setting.label) + (f"（{say(setting.unit)}）" if setting.unit else "")
    if hint:
        label = f"{label} :orange[●]"
    schema = setting.schema
    if info.row_of(setting.id) is not None:
        st.caption(say(ROWS, label=setting.label, n=len(value or ())))
        return value
    match schema.get("type"):
        case "integer":
            low, high = schema.get("minimum"), schema.get("maximum")
            return int(st.number_input(label, low, high, int(value or low or 0), key=key, help=hint))
        case "boolean":
            return st.checkbox(label, bool(value), key=key, help=hint)
        case "string" if "enum" in schema:
            options = list(schema["enum"])
            names = {one: say(WORDS[one]) if one in WORDS else one for one in options}
            return st.selectbox(label, options, options.index(value), names.__getitem__, key=key, help=hint)
        case "string":
            return st.text_input(label, str(value or ""), key=key, help=hint)
        case "array":
            return _list(problem, schema, label, tuple(value or ()), key, hint)
        case _:
            return _maybe(schema, label, value, key, hint)


def _maybe(schema: Mapping[str, Any], label: str, value: Any, key: str, hint: str | None) -> Any:
    """A whole number or nothing."""
    number: Mapping[str, Any] = next((one for one in schema.get("anyOf", ()) if one.get("type") == "integer"), {})
    low, high = number.get("minimum"), number.get("maximum")
    found = st.number_input(label, low, high, value, key=key, help=hint, placeholder=say(OPEN), step=1)
    return None if found is None else int(found)


def _list(
    problem: Problem, schema: Mapping[str, Any], label: str, value: tuple[Any, ...], key: str, hint: str | None
) -> tuple[Any, ...]:
    """Whole numbers, or things of the school where it knows them all, or words."""
    if schema["items"].get("type") == "integer":
        text = st.text_input(label, ", ".join(map(str, value)), key=key, help=hint, placeholder=say(LIST))
        return tuple(int(one) for one in re.findall(r"-?\d+", text))
    index = problem.index
    subjects = index.subjects
    if all(one in subjects for one in value) and subjects:
        names = {one: index.title(one) for one in subjects}
        picked = st.multiselect(
            label, list(names), list(value), names.__getitem__, key=key, help=hint, placeholder=say(NONE)
        )
        return tuple(picked)
    text = st.text_input(label, ", ".join(map(str, value)), key=key, help=hint, placeholder=say(LIST))
    return tuple(one.strip() for one in re.split(r"[,，、;；]", text) if one.strip())


def scope_fields(problem: Problem, label: str, scope: Scope, key: str) -> Scope:
    """Whom a rule binds: each list may narrow it; empty lists do not."""
    index = problem.index
    every = {
        "grades": list(index.grades),
        "classes": list(index.classes),
        "teachers": list(index.teachers),
        "groups": [one.id for one in problem.teacher_groups],
        "subjects": list(index.subjects),
    }
    chosen: dict[str, tuple[str, ...]] = {}
    with st.expander(label + ("" if scope.everyone else " :orange[●]")):
        for kind, ids in every.items():
            have = [one for one in getattr(scope, kind) if one in ids]
            lost = tuple(one for one in getattr(scope, kind) if one not in ids)
            names = {one: index.title(one) for one in ids}
            label_of, hint = say(KINDS[kind]), say(CHOOSE)
            picked = st.multiselect(label_of, ids, have, names.__getitem__, key=f"{key}:{kind}", placeholder=hint)
            chosen[kind] = (*picked, *lost)
    return Scope(**chosen)
