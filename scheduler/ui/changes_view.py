"""What differs between two timetables: lessons moved, rules kept better or worse, who gains and who loses."""

from __future__ import annotations

import streamlit as st

from scheduler.answers import Changes, Moved
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.rules.base import Rule
from scheduler.ui.state import say
from scheduler.words import rule_title

LESSON, WHO, FROM, TO = Text("lesson", "课"), Text("teachers", "教师"), Text("from", "原来"), Text("to", "现在")
RULE, BEFORE, AFTER, POINTS = (
    Text("rule", "规则"),
    Text("before", "原来"),
    Text("after", "现在"),
    Text("points", "扣分变化"),
)
AT = Text("{day} {n}", "{day}第{n}节")
GONE = Text("—", "—")
MOVED = Text("Moved lessons ({n})", "调动的课（{n} 节）")
RULES = Text("Rule by rule", "逐条规则")
BETTER, WORSE = Text("Better off", "变好的"), Text("Worse off", "变差的")
NOTHING = Text("No lesson moves.", "没有课要动。")


def show_changes(problem: Problem, rules: tuple[Rule, ...], changes: Changes) -> None:
    """Tables of moved lessons and of rules."""
    if not changes.lessons:
        st.caption(say(NOTHING))
    else:
        st.markdown(f"**{say(MOVED, n=changes.moved)}**")
        title = problem.index.title
        st.dataframe(
            {
                say(LESSON): ["+".join(map(title, one.classes)) + " " + title(one.subject) for one in changes.lessons],
                say(WHO): ["、".join(map(title, one.teachers)) for one in changes.lessons],
                say(FROM): [at(problem, one.before) for one in changes.lessons],
                say(TO): [at(problem, one.after) for one in changes.lessons],
            },
            hide_index=True,
            height=min(300, 38 * (len(changes.lessons) + 1)),
        )
    known = {rule.label: rule for rule in rules}
    if changes.rules:
        st.markdown(f"**{say(RULES)}**")
        names = [say(rule_title(problem, known[r.rule])) if r.rule in known else r.rule for r in changes.rules]
        st.dataframe(
            {
                say(RULE): names,
                say(BEFORE): [one.before for one in changes.rules],
                say(AFTER): [one.after for one in changes.rules],
                say(POINTS): [f"{one.points:+d}" for one in changes.rules],
            },
            hide_index=True,
            height=min(260, 38 * (len(changes.rules) + 1)),
        )
    for words, who in ((BETTER, changes.better), (WORSE, changes.worse)):
        if who:
            st.caption(f"{say(words)}: " + "、".join(problem.index.title(one) for one in who[:30]))


def at(problem: Problem, when: tuple[int, int] | None) -> str:
    """Day and period in words."""
    return say(GONE) if when is None else say(AT, day=problem.index.day_name(when[0]), n=when[1])


def moved_words(problem: Problem, one: Moved) -> str:
    """One moved lesson in a line."""
    title = problem.index.title
    classes = "+".join(map(title, one.classes))
    return f"{classes} {title(one.subject)}: {at(problem, one.before)} → {at(problem, one.after)}"
