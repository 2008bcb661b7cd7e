"""A browser session without a browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from scheduler.domain.text import Lang, Text
from scheduler.samples import sample
from scheduler.ui import state

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "app.py")
SAMPLE = Text("sample", "示例")


def opened(lang: Lang, page: str = "", **address: str) -> AppTest:
    """A new session at an address."""
    test = AppTest.from_file(APP, default_timeout=60)
    for name, value in {"lang": lang, **address}.items():
        test.query_params[name] = value
    if page:
        to(test, page)
    return test.run()


def to(test: AppTest, page: str) -> AppTest:
    """Choose a page. Pages that are functions have no file by which `switch_page` would know them."""
    test._page_hash = calc_hash(page)
    return test


@cache
def kept(name: str) -> str:
    """The id of a sample school in the store of the tests; for tests that do not change it."""
    return fresh(name)


def fresh(name: str) -> str:
    """The same for a test that changes it."""
    return state.shelf().add_school(sample(name), SAMPLE)


def said(test: AppTest) -> str:
    """Everything the page says, one line each."""
    kinds = ("markdown", "caption", "success", "error", "warning", "info", "header", "subheader", "title")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(test, kind))
