"""A dean's whole way in one go: sample, check, generate, refresh, stop, drag, undo, questions, verify, export."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Seen, Served
from tests.browser.test_grid import GREEN, drag, movable, settled, words_in


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()


def to(page: Page, name: str) -> None:
    """Another page, by its name above."""
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name).first).to_be_visible()
    settled(page)


def test_from_a_sample_to_the_printed_timetable(seen: Seen, served: Served, tmp_path: Path) -> None:
    page = seen.page
    page.goto(f"{served.url}/?lang=zh", wait_until="commit")
    sample = page.locator(".st-key-sample input")
    sample.click()
    sample.fill("primary_18）")
    page.keyboard.press("Enter")
    press(page, "open_sample")
    expect(page.get_by_text("18 班").first).to_be_visible()

    to(page, "检查")
    press(page, "generate_now")
    expect(page.locator(".st-key-start")).to_be_visible()
    press(page, "start")
    expect(page.locator(".st-key-stop")).to_be_visible()
    address = page.url
    page.reload(wait_until="commit")
    expect(page.locator(".st-key-stop")).to_be_visible()
    assert page.url == address, "the job stays in the address"
    expect(page.get_by_test_id("stMetricValue").nth(2)).not_to_have_text("—")
    press(page, "stop")
    press(page, "see")

    expect(page.locator(".timetable-grid table[role=grid]")).to_be_visible()
    settled(page)
    before = words_in(page)
    card = movable(page)
    key = page.locator(GREEN).first.get_attribute("data-k")
    page.keyboard.press("Escape")
    expect(page.locator(".timetable-grid.placing")).to_have_count(0)
    drag(page, card, page.locator(f"td[data-k='{key}']"))
    expect(page.locator(".tool.undo")).to_be_enabled()
    settled(page)
    assert words_in(page) != before
    page.locator(".tool.undo").click()
    expect(page.locator(".tool.redo")).to_be_enabled()
    settled(page)
    assert words_in(page) == before

    to(page, "方案")
    expect(page.locator(".st-key-ask")).to_be_visible()
    to(page, "核查")
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    to(page, "打印")
    with page.expect_download() as coming:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    made = tmp_path / coming.value.suggested_filename
    coming.value.save_as(made)
    assert made.suffix == ".xlsx"
    assert zipfile.is_zipfile(made)
