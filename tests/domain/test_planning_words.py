"""Every kind of the planning tables has words, and no two of one table share them."""

from __future__ import annotations

from enum import StrEnum

import pytest

from scheduler.domain import planning
from scheduler.domain import planning_words as words
from scheduler.domain.text import Text

TABLES: tuple[tuple[type[StrEnum], dict], ...] = (
    (planning.DayKind, words.DAY_NAMES),
    (planning.ActivityKind, words.ACTIVITY_NAMES),
    (planning.HomeworkKind, words.HOMEWORK_NAMES),
    (planning.ExamRange, words.RANGE_NAMES),
    (planning.Organiser, words.ORGANISER_NAMES),
    (planning.ExamForm, words.FORM_NAMES),
    (planning.TaughtState, words.STATE_NAMES),
)


@pytest.mark.parametrize(("kinds", "names"), TABLES)
def test_every_kind_has_its_own_words(kinds: type[StrEnum], names: dict[StrEnum, Text]) -> None:
    assert list(names) == list(kinds)
    assert len({text.zh for text in names.values()}) == len({text.en for text in names.values()}) == len(names)


def test_every_line_of_the_notice_has_words() -> None:
    assert tuple(words.PUBLIC_NAMES) == planning.PUBLIC_ITEMS
