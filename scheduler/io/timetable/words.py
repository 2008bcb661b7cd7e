"""Words of timetables on sheets: weekdays, periods, weeks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scheduler.domain.problem import Problem
from scheduler.domain.time import WEEKDAYS, Weeks
from scheduler.io.timetable.names import number
from scheduler.io.workbook.plain import key

WEEK_WORDS: Mapping[str, Weeks] = {
    "": Weeks.ALL,
    "all": Weeks.ALL,
    "每周": Weeks.ALL,
    "全": Weeks.ALL,
    "单双周": Weeks.ALL,
    "odd": Weeks.ODD,
    "oddweeks": Weeks.ODD,
    "单": Weeks.ODD,
    "单周": Weeks.ODD,
    "even": Weeks.EVEN,
    "evenweeks": Weeks.EVEN,
    "双": Weeks.EVEN,
    "双周": Weeks.EVEN,
}


def week_of(text: str) -> Weeks | None:
    """The weeks a word means."""
    return WEEK_WORDS.get(key(text))


def day_words(problem: Problem) -> dict[str, int]:
    """Every word that names a day of this school."""
    out: dict[str, int] = {}
    for day in problem.days:
        if day <= len(WEEKDAYS):
            zh, en = WEEKDAYS[day - 1].zh, WEEKDAYS[day - 1].en
            words = (zh, f"星期{zh[1]}", f"礼拜{zh[1]}", en, en[:3], f"{en[:3]}.")
            out.update({key(word): day for word in words})
        for word in (str(day), f"第{day}天", f"day {day}"):
            out.setdefault(key(word), day)
    if len(problem.days) > 6:
        out.setdefault(key("星期天"), 7)
    for day, name in enumerate(problem.day_names[: len(problem.days)], start=1):
        out[key(name)] = day
    return out


def period_of(text: str, morning: int = 0) -> int | None:
    """The period number a cell names; `morning` periods come before 下午1."""
    first, *more = text.split() or [""]
    words = key(first if more and more[0][0] in "0123456789(（" else text)
    found = re.fullmatch(
        r"(上午|下午|第|period|p)?(\d{1,2}|[一二三四五六七八九十]{1,2})节?课?(?:[((]?\d{1,2}:\d\d.*)?", words
    )
    if found is None:
        return None
    if re.match(r"\d{1,2}:\d\d", words):
        return None
    period = number(found[2])
    if period is None or not 1 <= period <= 40:
        return None
    return period + morning if found[1] == "下午" else period
