"""The worked example of “why not” is what the program says."""

from __future__ import annotations

import pytest

from tests.cli.test_commands import qingke
from tests.docs.pages import blocks

LANG_PAGES = (("en", ""), ("zh", ".zh-CN"))


@pytest.mark.parametrize(("lang", "ending"), LANG_PAGES)
def test_the_example_of_an_explanation_is_what_is_said(lang: str, ending: str) -> None:
    (shown,) = [one for one in blocks(f"docs/how-to/impossible{ending}.md") if "qingke explain" in one]
    command, *lines = shown.strip().splitlines()
    done = qingke(*command.split()[2:], "--lang", lang, "--workers", "1")
    assert done.returncode == 3, done.stderr
    said = done.stdout.splitlines()
    assert [line for line in lines if line not in said] == []
