"""Single periods of the week as a cell: `周一 1-3,5；周二 2`, or day and period in numbers: `1-2, 3-4`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from scheduler.domain.text import Lang
from scheduler.io.workbook import plain
from scheduler.io.workbook.times import Days, periods_of, periods_word

Spot = list[int]
"""[day, period], as a rule's settings have it in JSON."""

_BETWEEN = ";；\n"
_NUMBERS = re.compile(r"(\d{1,2})\s*-\s*(\d{1,2})")


def read_spots(line: str, days: Days) -> tuple[list[Spot], list[str]]:
    """The periods a cell names, in its order, and the pieces that are none; in numbers 2-3 is day 2, period 3."""
    out: list[Spot] = []
    wrong: list[str] = []
    for piece in plain.split(line, _BETWEEN):
        found = _of_day(piece, days) or _in_numbers(piece)
        out += found
        if not found:
            wrong.append(piece)
    return out, wrong


def _of_day(piece: str, days: Days) -> list[Spot]:
    line = piece if '"' in piece else unicodedata.normalize("NFKC", piece)
    word, _, rest = line.partition(" ")
    day = days.find(word)
    if day is None and (found := days.leading(line)) is not None:
        day, rest = found
    periods = periods_of(rest.strip(" ,，、"))
    if day is None or periods is None:
        return []
    every = range(1, len(days.names) + 1) if day == 0 else (day,)
    return [[one, period] for one in every for period in periods]


def _in_numbers(piece: str) -> list[Spot]:
    words = plain.split(unicodedata.normalize("NFKC", piece), "、,，")
    found = [_NUMBERS.fullmatch(word) for word in words]
    return [[int(one[1]), int(one[2])] for one in found if one] if all(found) else []


def spot_words(spots: Sequence[Sequence[int]], days: Days, lang: Lang) -> list[str]:
    """Pieces that `read_spots` reads back, one for each run of a day."""
    out = []
    for day, those in groupby(spots, key=lambda spot: spot[0]):
        word = plain.quote(days.word(day, lang), plain.SEPARATORS + " ")
        out.append(f"{word} {periods_word(tuple(period for _, period in those))}")
    return out
