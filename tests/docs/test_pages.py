from __future__ import annotations

import importlib.util
import re

import pytest

from scheduler.domain.text import LANGS
from tests.docs.pages import ONE_FOR_BOTH, PAGES, ROOT, name, slugs, text

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_somewhere(page):
    dead = []
    for target in LINK.findall(text(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in slugs(there)):
            dead.append(target)
    assert not dead


def test_every_page_has_its_twin_and_both_say_so():
    english = [p for p in PAGES if not p.name.endswith(".zh-CN.md") and "sample_inputs" not in p.parts]
    missing = []
    for page in english:
        if name(page) in ONE_FOR_BOTH:
            continue
        twin = page.with_name(f"{page.stem}.zh-CN.md")
        if not twin.exists() or f"({twin.name})" not in text(page) or f"({page.name})" not in text(twin):
            missing.append(name(page))
    assert not missing
    assert len(PAGES) == 2 * len([p for p in english if name(p) not in ONE_FOR_BOTH]) + len(ONE_FOR_BOTH)


def test_the_site_shows_every_page_once():
    listed = re.findall(r": ([\w/.-]+\.md)$", text("mkdocs.yml"), re.MULTILINE)
    there = sorted(p.relative_to(ROOT / "docs").as_posix() for p in PAGES if "docs" in p.relative_to(ROOT).parts)
    assert sorted(listed) == there


def test_twins_have_the_same_headings_tables_and_blocks():
    differ = []
    for page in PAGES:
        twin = page.with_name(f"{page.stem}.zh-CN.md")
        if not twin.exists():
            continue
        for pattern in (r"^##+ ", r"^\|", r"^```"):
            here, there = (len(re.findall(pattern, text(p), re.MULTILINE)) for p in (page, twin))
            if here != there:
                differ.append((name(page), pattern, here, there))
    assert not differ


def test_the_rule_reference_is_what_the_rules_say():
    spec = importlib.util.spec_from_file_location("generate_rules", ROOT / "docs" / "generate_rules.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    for lang in LANGS:
        assert text(f"docs/{generator.FILES[lang]}") == generator.reference(lang), "run make docs"


def test_pictures_are_small():
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert all(picture.stat().st_size < 400_000 for picture in pictures)
