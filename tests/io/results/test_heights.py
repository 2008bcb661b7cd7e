"""Rows high enough for what stands in them."""

from __future__ import annotations

from scheduler.io.results.style import lines_needed


def test_words_that_do_not_fit_beside_each_other_take_lines_of_their_own() -> None:
    # an option group in one cell: counted by letters alone it got 5 lines and was cut
    text = "[10 Computing]Computing Diana Lawson @Computer suite"
    assert lines_needed(text, 12) == 6
    assert lines_needed("语\n王敏", 12) == 2
    assert lines_needed("", 12) == 1
