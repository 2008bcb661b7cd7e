"""Every page opens in both languages, and what is open stays open from page to page."""

from __future__ import annotations

import tomllib

import pytest

from scheduler.domain.text import LANGS, Lang
from scheduler.ui.app import PAGES, Entry
from scheduler.ui.look import OPTIONS
from tests.ui.pages import ROOT, opened


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("entry", PAGES, ids=[entry.module for entry in PAGES])
def test_a_page_opens_without_a_school_and_says_its_name(lang: Lang, entry: Entry) -> None:
    test = opened(lang, entry.module)
    assert not test.exception
    assert [head.value for head in test.header] == [entry.title.to(lang)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_sample_opens_with_its_name_and_size_and_is_found_again_after_a_refresh(lang: Lang) -> None:
    test = opened(lang)
    test.selectbox(key="sample").set_value("tiny").run()
    test.button(key="open_sample").click().run()
    assert not test.exception
    line = test.markdown[0].value
    assert ("每周 36 节" if lang == "zh" else "36 lessons a week") in line
    again = opened(lang, "rules", school=test.query_params["school"])
    assert again.markdown[0].value == line


def test_the_language_changes_at_a_click_and_stays() -> None:
    test = opened("zh")
    test.segmented_control(key="bar_lang").set_value("en").run()
    assert [head.value for head in test.header] == ["School"]
    assert test.query_params["lang"] == "en"


def test_the_checkout_and_the_package_serve_alike() -> None:
    """Nothing leaves the computer, however the pages are started."""
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    theme = told["theme"]
    for shade in ("light", "dark"):
        theme |= {f"{shade}.{name}": value for name, value in theme.pop(shade).items()}
    flat = {f"{section}.{name}": value for section, values in told.items() for name, value in values.items()}
    assert flat == dict(OPTIONS)
    assert flat["browser.gatherUsageStats"] is False
    assert flat["server.address"] == "127.0.0.1"
