"""What settings the rules have and what presets ask, word for word: an edit of a default or a bound must be meant."""

from __future__ import annotations

from tests.told import PRESETS_KEPT, SETTINGS_KEPT, presets_told, settings_told


def test_settings_have_the_types_defaults_and_bounds_that_were_read_and_kept() -> None:
    kept = SETTINGS_KEPT.read_text(encoding="utf-8").splitlines()
    assert settings_told().splitlines() == kept, "run python -m tests.told, and read what changed"


def test_presets_ask_what_was_read_and_kept() -> None:
    kept = PRESETS_KEPT.read_text(encoding="utf-8").splitlines()
    assert presets_told().splitlines() == kept, "run python -m tests.told, and read what changed"
