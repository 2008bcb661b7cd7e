"""One small form for each question a dean asks; what it gives is a change of a scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from scheduler.domain.curriculum import FixedLesson
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import (
    BellsShifted,
    BreaksLengthened,
    Change,
    ClassAdded,
    LessonFixed,
    MeetingMoved,
    PlanChanged,
    RoomClosed,
    RoomPlaces,
    RuleLevel,
    TeacherAway,
    TeacherLeaves,
    TeacherReplaced,
)
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange
from scheduler.services.load import rule_infos
from scheduler.ui.state import say

TEACHER, BY, ROOM, DAYS, CLASS = (
    Text("Teacher", "教师"),
    Text("Replaced by", "由谁接任"),
    Text("Room or field", "场地"),
    Text("Days", "哪几天"),
    Text("Like which class", "照哪个班"),
)
NAME, GRADES, SUBJECT, PERIODS, MEETING = (
    Text("Name of the new class", "新班名称"),
    Text("Grades", "年级"),
    Text("Subject", "科目"),
    Text("Lessons a week", "每周节数"),
    Text("Meeting", "会议"),
)
DAY, PERIOD, PLACES, MINUTES, RULE, LEVEL, COURSE, UP_TO = (
    Text("Day", "星期"),
    Text("Period", "第几节"),
    Text("Lessons at once", "同时可上班数"),
    Text("Minutes", "分钟"),
    Text("Rule", "规则"),
    Text("Level", "级别"),
    Text("Lesson of", "哪门课"),
    Text("Breaks shorter than", "只改短于"),
)
LEVELS = {
    Level.HARD: Text("must", "必须"),
    Level.RELAXABLE: Text("should, may give way", "尽量必须"),
    Level.SOFT: Text("wish", "尽量"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: how a dean asks it, and the form that makes a change of it."""

    id: str
    words: Text
    form: Callable[[Problem, str], Change | None]


def _choose(problem: Problem, label: Text, ids: list[str], key: str) -> str | None:
    names = {one: problem.index.title(one) for one in ids}
    return st.selectbox(say(label), ids, format_func=names.__getitem__, key=key) if ids else None


def _days(problem: Problem, key: str) -> tuple[TimeRange, ...]:
    names = {day: say(problem.index.day_name(day)) for day in problem.days}
    days = st.pills(say(DAYS), list(names), selection_mode="multi", format_func=names.__getitem__, key=key)
    return tuple(TimeRange(day=day) for day in days or ())


def _at(problem: Problem, key: str) -> FixedLesson:
    names = {day: say(problem.index.day_name(day)) for day in problem.days}
    left, right = st.columns(2)
    day = left.selectbox(say(DAY), list(names), format_func=names.__getitem__, key=f"{key}:day")
    most = max(bell.periods(d) for bell in problem.bells for d in problem.days)
    period = right.number_input(say(PERIOD), 1, max(1, most), 1, key=f"{key}:period")
    return FixedLesson(day=int(day or 1), period=int(period))


def _away(problem: Problem, key: str) -> Change | None:
    who = _choose(problem, TEACHER, list(problem.index.teachers), f"{key}:who")
    times = _days(problem, f"{key}:days")
    return TeacherAway(teacher=who, times=times) if who and times else None


def _replaced(problem: Problem, key: str) -> Change | None:
    who = _choose(problem, TEACHER, list(problem.index.teachers), f"{key}:who")
    by = _choose(problem, BY, [t for t in problem.index.teachers if t != who], f"{key}:by")
    return TeacherReplaced(teacher=who, by=by) if who and by else None


def _leaves(problem: Problem, key: str) -> Change | None:
    who = _choose(problem, TEACHER, list(problem.index.teachers), f"{key}:who")
    return TeacherLeaves(teacher=who) if who else None


def _closed(problem: Problem, key: str) -> Change | None:
    room = _choose(problem, ROOM, list(problem.index.rooms), f"{key}:room")
    times = _days(problem, f"{key}:days")
    return RoomClosed(room=room, times=times) if room and times else None


def _places(problem: Problem, key: str) -> Change | None:
    room = _choose(problem, ROOM, list(problem.index.rooms), f"{key}:room")
    now = problem.index.rooms[room].places if room else 1
    places = st.number_input(say(PLACES), 0, 200, now, key=f"{key}:places:{room}")
    return RoomPlaces(room=room, places=int(places)) if room else None


def _plan(problem: Problem, key: str) -> Change | None:
    names = {one.id: problem.index.title(one.id) for one in problem.grades}
    grades = st.multiselect(
        say(GRADES), list(names), format_func=names.__getitem__, key=f"{key}:grades", placeholder=say(GRADES)
    )
    subject = _choose(problem, SUBJECT, list(problem.index.subjects), f"{key}:subject")
    now = next((r.odd for r in problem.plan if r.grade in grades and r.subject == subject), 1)
    periods = st.number_input(say(PERIODS), 0, 60, now, key=f"{key}:periods:{subject}:{len(grades)}")
    return PlanChanged(grades=tuple(grades), subject=subject, periods=int(periods)) if grades and subject else None


def _class(problem: Problem, key: str) -> Change | None:
    like = _choose(problem, CLASS, list(problem.index.classes), f"{key}:like")
    name = st.text_input(say(NAME), max_chars=40, key=f"{key}:name").strip()
    return ClassAdded(id=name, like=like) if name and like else None


def _meeting(problem: Problem, key: str) -> Change | None:
    meeting = _choose(problem, MEETING, [c.id for c in problem.courses if not c.sets], f"{key}:meeting")
    at = _at(problem, key)
    return MeetingMoved(meeting=meeting, at=at) if meeting else None


def _breaks(_problem: Problem, key: str) -> Change | None:
    left, right = st.columns(2)
    minutes = left.number_input(say(MINUTES), 1, 60, 5, key=f"{key}:minutes")
    up_to = right.number_input(say(UP_TO), 1, 120, 15, key=f"{key}:up_to")
    return BreaksLengthened(minutes=int(minutes), up_to=int(up_to))


def _shift(_problem: Problem, key: str) -> Change | None:
    return BellsShifted(minutes=int(st.number_input(say(MINUTES), -240, 240, 20, key=f"{key}:minutes")))


def _rule(_problem: Problem, key: str) -> Change | None:
    infos = {info.id: info for info in rule_infos() if len(info.levels) > 1}
    names = {an_id: say(info.name) for an_id, info in infos.items()}
    rule = st.selectbox(say(RULE), list(names), format_func=names.__getitem__, key=f"{key}:rule")
    levels = {level: say(LEVELS[level]) for level in infos[rule].levels} if rule else {}
    level = st.selectbox(say(LEVEL), list(levels), format_func=levels.__getitem__, key=f"{key}:level:{rule}")
    return RuleLevel(id=rule, level=level) if rule and level else None


def _fixed(problem: Problem, key: str) -> Change | None:
    courses: dict[str, Any] = {c.id: c for c in problem.courses if c.sets}
    title = problem.index.title
    names = {an_id: "+".join(map(title, c.sets)) + " " + title(c.subject) for an_id, c in courses.items()}
    course = st.selectbox(say(COURSE), list(names), format_func=names.__getitem__, key=f"{key}:course")
    at = _at(problem, key)
    return LessonFixed(course=course, at=at) if course else None


ASKS: tuple[Ask, ...] = (
    Ask("away", Text("A teacher is away on some days", "教师某几天不在"), _away),
    Ask("replaced", Text("A teacher is replaced by another", "换人接任"), _replaced),
    Ask("leaves", Text("A teacher leaves", "少一位教师"), _leaves),
    Ask("closed", Text("A room or field is closed on some days", "场地某几天停用"), _closed),
    Ask("places", Text("A room or field holds more or fewer", "场地增减"), _places),
    Ask("plan", Text("Other lessons a week", "增减课时"), _plan),
    Ask("class", Text("A class more", "增加一个班"), _class),
    Ask("meeting", Text("A meeting at another time", "教研换时间"), _meeting),
    Ask("breaks", Text("Longer breaks", "课间加长"), _breaks),
    Ask("shift", Text("The whole day earlier or later", "作息提前或推后"), _shift),
    Ask("rule", Text("A rule stricter or looser", "规则放宽或加严"), _rule),
    Ask("fixed", Text("A lesson at a certain time", "某节课定在某时间"), _fixed),
)
"""In the order of a dean's year."""
