"""Times of the week as a dean writes them: `周二 5-6 单周 (产检)`, `每天 1`, `周三 14:00-15:30`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from scheduler.domain.text import Lang
from scheduler.domain.time import MINUTES_A_DAY, TimeRange, Weeks, clock
from scheduler.io.workbook import plain

EVERY = ("每天", "每日", "天天", "everyday", "daily")
_ZH, _EN = "一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK_WORDS: dict[str, Weeks] = {
    **dict.fromkeys(("", "每周", "全部", "all", "everyweek", "单双周"), Weeks.ALL),
    **dict.fromkeys(("单", "单周", "odd", "oddweek", "oddweeks"), Weeks.ODD),
    **dict.fromkeys(("双", "双周", "even", "evenweek", "evenweeks"), Weeks.EVEN),
}
_WEEKS = re.compile(r"(单周|双周|odd weeks?|even weeks?)\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,2}):(\d{2}))?\s*[-~—–至到]\s*(?:(\d{1,2}):(\d{2}))?(?::\d\d)?")
_PERIODS = re.compile(r"(?:第|p)?(\d{1,2})(?:[-~—–至到](?:第|p)?(\d{1,2}))?(?:节|课)?", re.IGNORECASE)
_HALVES = {"上午": (0, 720), "下午": (720, MINUTES_A_DAY), "am": (0, 720), "pm": (720, MINUTES_A_DAY)}


def weeks_of(word: str) -> Weeks | None:
    """单 / 双 / nothing as weeks, None where the word is none of them."""
    return WEEK_WORDS.get(plain.key(word))


def weeks_word(weeks: Weeks, lang: Lang) -> str:
    """Weeks as a word; nothing for all of them."""
    words = {Weeks.ALL: ("", ""), Weeks.ODD: ("单周", "odd weeks"), Weeks.EVEN: ("双周", "even weeks")}[weeks]
    return words[0] if lang == "zh" else words[1]


def minute_of(word: str) -> int | None:
    """08:30 as minutes after midnight."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", unicodedata.normalize("NFKC", word).strip())
    if not found or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > MINUTES_A_DAY:
        return None
    return int(found[1]) * 60 + int(found[2])


def periods_of(word: str) -> tuple[int, ...] | None:
    """`1,5-6` as periods, None where it is something else."""
    out: list[int] = []
    for piece in re.split(r"[、,，;；+\s]+", unicodedata.normalize("NFKC", word).strip()):
        found = _PERIODS.fullmatch(piece)
        if not found:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        out.extend(range(first, last + 1))
    return tuple(out) or None


def periods_word(periods: tuple[int, ...], joint: str = ",") -> str:
    """Periods as `1,5-6`; rising neighbours are joined."""
    runs: list[list[int]] = []
    for period in periods:
        if runs and runs[-1][-1] + 1 == period:
            runs[-1].append(period)
        else:
            runs.append([period])
    return joint.join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


@dataclass(frozen=True)
class Days:
    """The school's days by every word for them."""

    names: tuple[str, ...]
    words: dict[str, int]
    begins: dict[tuple[int, Lang], str] = field(default_factory=dict, compare=False, repr=False)
    """How a time range of a day begins, as found so far."""

    @classmethod
    def of(cls, names: tuple[str, ...]) -> Days:
        """Days of a school: its own words first, then ordinary ones for ordinary days."""
        usual: dict[str, int] = {}
        for at in range(7):
            zh = _ZH[at]
            variants = [f"星期{zh}", f"周{zh}", f"礼拜{zh}", zh, _EN[at], _FULL[at]]
            if at == 6:
                variants += ["星期天", "周天", "礼拜天"]
            if at in (1, 3):
                variants += [{1: "tues", 3: "thurs"}[at]]
            usual.update(dict.fromkeys(variants, at + 1))
        own = {plain.key(name): day for day, name in reversed(list(enumerate(names, start=1)))}
        known = {usual[k]: day for k, day in own.items() if k in usual}
        ordinary = {word: known.get(day, day) for word, day in usual.items() if day in known or not known}
        numbered = {str(n): n for n in range(1, 36)}
        numbered |= {f"第{n}天": n for n in range(1, 36)} | {f"day{n}": n for n in range(1, 36)}
        every = dict.fromkeys(EVERY, 0)
        return cls(names, {**every, **numbered, **ordinary, **own})

    def find(self, word: str) -> int | None:
        """A day by its word, 0 for every day."""
        return self.words.get(plain.key(word))

    def word(self, day: int, lang: Lang) -> str:
        """A word for a day that `find` takes back."""
        if day == 0:
            return "每天" if lang == "zh" else "every day"
        if day <= len(self.names) and self.find(self.names[day - 1]) == day:
            return self.names[day - 1]
        return f"第{day}天" if lang == "zh" else f"day {day}"

    def leading(self, line: str) -> tuple[int, str] | None:
        """The day a line begins with, and the rest; the longest word wins, a bare number is no day here."""
        if line.startswith('"') and (end := plain.closing(line, 0)) is not None:
            day = self.find(plain.unquote(line[: end + 1]))
            return None if day is None else (day, line[end + 1 :])
        for length in range(min(len(line), 60), 0, -1):
            word = plain.key(line[:length])
            if word in self.words and not word.isdigit():
                follow = line[length : length + 1]
                if not (word[-1].isascii() and word[-1].isalnum() and follow.isascii() and follow.isalnum()):
                    return self.words[word], line[length:]
        return None


def read_ranges(line: str, days: Days) -> tuple[tuple[TimeRange, ...], list[str]]:
    """Time ranges in a cell, and the pieces that are none."""
    out: list[TimeRange] = []
    wrong: list[str] = []
    for piece in plain.split(line, brackets=True):
        found = _one(piece, days)
        if found is not None:
            out.append(found)
        elif (longer := _continued(piece, out[-1:], days)) is not None:
            out[-1] = longer
        else:
            wrong.append(piece)
    return tuple(out), wrong


def _continued(piece: str, before: list[TimeRange], days: Days) -> TimeRange | None:
    """The range before with more periods: in `周二 5,6 (产检)` the second piece has no day of its own."""
    if not before or not before[0].periods or before[0].reason or before[0].weeks is not Weeks.ALL:
        return None
    more = _one(f"{day_word(before[0].day, days, 'zh')} {piece}", days)
    if more is None or not more.periods:
        return None
    return more.model_copy(update={"periods": (*before[0].periods, *more.periods)})


def _one(piece: str, days: Days) -> TimeRange | None:
    rest, weeks, reason, bell = piece, Weeks.ALL, "", ""
    if rest[-1] in ")）" and (opening := _opening(rest)) is not None:
        inside, rest = rest[opening + 1 : -1].strip(), rest[:opening].rstrip()
        if weeks_of(inside) in (Weeks.ODD, Weeks.EVEN):
            weeks = WEEK_WORDS[plain.key(inside)]
        else:
            reason = plain.unquote(inside)
    if found := re.search(r'@\s*("(?:[^"]|"")*"|[^\s"]+)\s*$', rest):
        bell, rest = plain.unquote(found[1]), rest[: found.start()].rstrip()
    if found := _WEEKS.search(rest):
        weeks, rest = WEEK_WORDS[plain.key(found[1])], rest[: found.start()].rstrip()
    rest = rest if '"' in rest else unicodedata.normalize("NFKC", rest)
    day = days.leading(rest)
    if day is None:
        return None
    what = unicodedata.normalize("NFKC", day[1]).strip()
    return _when(what, {"day": day[0], "weeks": weeks, "reason": reason[:200], "bell": bell[:120]})


def _when(what: str, facts: dict[str, object]) -> TimeRange | None:
    """A range of a day from its periods, clock times or half of the day."""
    start = end = None
    if (found := _HALVES.get(what.lower())) is not None:
        start, end = found
        what = ""
    elif (clocks := next((m for m in _CLOCK.finditer(what) if ":" in m[0]), None)) is not None:
        start = int(clocks[1]) * 60 + int(clocks[2]) if clocks[1] else None
        end = int(clocks[3]) * 60 + int(clocks[4]) if clocks[3] else None
        if max(start or 0, end or 0) > MINUTES_A_DAY:
            return None
        what = (what[: clocks.start()] + what[clocks.end() :]).strip()
    if what in ("全天", "整天", "all day"):
        what = ""
    periods = periods_of(what) if what else ()
    if periods is None:
        return None
    return TimeRange.model_validate({**facts, "periods": periods, "start": start, "end": end})


def _opening(line: str) -> int | None:
    """Where the bracket that closes the line opens; quotes are passed over."""
    at = 0
    while at < len(line):
        if line[at] == '"' and (end := plain.closing(line, at)) is not None:
            at = end
        elif line[at] in "(（":
            return at
        at += 1
    return None


def day_word(day: int, days: Days, lang: Lang) -> str:
    """A day as a time range begins: in quotes where the word would not be read alone."""
    if (day, lang) not in days.begins:
        word = days.word(day, lang)
        found = {(one[0], one[1].strip(), n) for n in "123456789" if (one := days.leading(f"{word} {n}"))}
        alone = found == {(day, n, n) for n in "123456789"} and not _WEEKS.search(word)
        bare = alone and plain.quote(word, plain.SEPARATORS + "()[]@") == word
        days.begins[day, lang] = word if bare else plain.quote(word, word)
    return days.begins[day, lang]


def range_word(when: TimeRange, days: Days, lang: Lang, joint: str = ",") -> str:
    """A time range as `read_ranges` reads it."""
    words = [day_word(when.day, days, lang)]
    if when.periods:
        words.append(periods_word(when.periods, joint))
    if when.start is not None or when.end is not None:
        start, end = ("" if m is None else clock(m) for m in (when.start, when.end))
        words.append(f"{start}-{end}")
    if when.weeks is not Weeks.ALL:
        words.append(weeks_word(when.weeks, lang))
    if when.bell:
        words.append("@" + plain.quote(when.bell, plain.SEPARATORS + " ()[]@"))
    if when.reason:
        special = plain.SEPARATORS + "()[]（）［］"
        odd = weeks_of(when.reason) is not None
        words.append("(" + (f'"{when.reason}"' if odd else plain.quote(when.reason, special)) + ")")
    return " ".join(words)


def ranges_word(ranges: tuple[TimeRange, ...], days: Days, lang: Lang) -> str:
    """Time ranges as one cell; periods are joined by + where a comma would be misread (a day named 2)."""
    line = "；".join(range_word(when, days, lang) for when in ranges)
    if any(len(when.periods) > 1 for when in ranges) and read_ranges(line, days) != (ranges, []):
        line = "；".join(range_word(when, days, lang, "+") for when in ranges)
    return line
