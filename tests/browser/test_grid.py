"""The grid in a real browser: by mouse, by clicks, by keyboard, by finger; undo, locks, other views, other language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Seen, Served

GREEN = "td[data-state='free'], td[data-state='costs']"


def open_grid(page: Page, served: Served, lang: str = "zh") -> None:
    page.goto(f"{served.url}/timetable?lang={lang}&{served.timetable()}", wait_until="commit")
    expect(page.locator(".timetable-grid table[role=grid]")).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """The server has answered everything."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def movable(page: Page) -> Locator:
    """A card that some cell would take, picked up."""
    expect(page.locator("td .card").first).to_be_visible()
    for at in range(page.locator("td .card").count()):
        card = page.locator("td .card").nth(at)
        if card.locator(".icon-pin, .icon-lock").count():
            continue
        card.click()
        expect(page.locator(".timetable-grid.placing")).to_be_visible()
        if page.locator(GREEN).count():
            return card
        page.keyboard.press("Escape")
        expect(page.locator(".timetable-grid.placing")).to_have_count(0)
    raise AssertionError("no lesson of this class can be moved")


def words_in(page: Page) -> list[str]:
    """What stands in each cell."""
    found: list[str] = page.locator("td[data-k]").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    return found


def test_pick_up_drop_undo_lock_and_look_at_another_view(seen: Seen, served: Served) -> None:
    page = seen.page
    open_grid(page, served)
    before = words_in(page)
    movable(page)
    states = set(page.locator("td[data-state]").evaluate_all("cells => cells.map(cell => cell.dataset.state)"))
    assert {"here", "blocked"} <= states
    assert page.locator("td[data-state=blocked] .icon-blocked").count() > 0, "never by colour alone"
    target = page.locator(GREEN).first
    target.hover()
    expect(page.locator(".tip")).to_be_visible()
    target.click()
    expect(page.locator(".tool.undo")).to_be_enabled()
    settled(page)
    assert words_in(page) != before
    page.locator(".tool.undo").click()
    expect(page.locator(".tool.redo")).to_be_enabled()
    settled(page)
    assert words_in(page) == before
    movable(page)
    page.locator(".tool.lock").click()
    expect(page.locator("td .icon-lock")).to_have_count(1)
    page.get_by_text("全校", exact=True).click()
    expect(page.locator("[data-view=school]")).to_be_visible()
    expect(page.locator("td .icon-lock")).to_have_count(1)
    page.reload(wait_until="commit")
    expect(page.locator("td .icon-lock")).to_have_count(1)


def test_a_card_dragged_with_the_mouse_lands_where_it_is_dropped(seen: Seen, served: Served) -> None:
    page = seen.page
    open_grid(page, served)
    card = movable(page)
    name = card.get_attribute("data-id")
    key = page.locator(GREEN).first.get_attribute("data-k")
    page.keyboard.press("Escape")
    expect(page.locator(".timetable-grid.placing")).to_have_count(0)
    drag(page, page.locator(f".card[data-id='{name}']").first, page.locator(f"td[data-k='{key}']"))
    expect(page.locator(f"td[data-k='{key}'] .card[data-id='{name}']")).to_be_visible()
    expect(page.locator(".ghost")).to_have_count(0)


def test_a_lesson_taken_to_the_parking_lot_waits_there_and_can_be_put_back(seen: Seen, served: Served) -> None:
    page = seen.page
    open_grid(page, served)
    before = page.locator("td .card").count()
    card = movable(page)
    page.keyboard.press("Escape")
    drag(page, card, page.locator(".parking"))
    expect(page.locator(".parking .card")).to_have_count(1)
    assert page.locator("td .card").count() == before - 1
    page.locator(".parking .card").click()
    expect(page.locator(".timetable-grid.placing")).to_be_visible()
    page.locator(GREEN).first.click()
    expect(page.locator(".parking .card")).to_have_count(0)
    assert page.locator("td .card").count() == before


def drag(page: Page, card: Locator, target: Locator) -> None:
    """As a hand does it: press, move in steps, let go."""
    start, end = card.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=4)
    expect(page.locator(".timetable-grid.placing")).to_be_visible()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_can_be_done_with_the_keyboard(seen: Seen, served: Served, lang: str) -> None:
    page = seen.page
    open_grid(page, served, lang)
    movable(page)
    start = page.locator("td[data-state=here]").first.get_attribute("data-k")
    key = page.locator(GREEN).first.get_attribute("data-k")
    page.keyboard.press("Escape")
    expect(page.locator(".timetable-grid.placing")).to_have_count(0)
    assert start is not None
    assert key is not None
    page.locator(f"td[data-k='{start}']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".timetable-grid.placing")).to_be_visible()
    (from_day, from_period), (to_day, to_period) = ([int(n) for n in spot.split(".")] for spot in (start, key))
    for _ in range(abs(to_day - from_day)):
        page.keyboard.press("ArrowRight" if to_day > from_day else "ArrowLeft")
    for _ in range(abs(to_period - from_period)):
        page.keyboard.press("ArrowDown" if to_period > from_period else "ArrowUp")
    target = page.locator(f"td[data-k='{key}']")
    expect(target).to_be_focused()
    expect(target).to_have_attribute("aria-label", re.compile("可放|要扣分" if lang == "zh" else "fits|loses points"))
    page.keyboard.press("Enter")
    expect(page.locator(".tool.undo")).to_be_enabled()
    page.keyboard.press("Control+z")
    expect(page.locator(".tool.redo")).to_be_enabled()


def test_a_finger_picks_up_and_places(seen: Seen, served: Served) -> None:
    page = seen.page
    open_grid(page, served)
    movable(page)
    key = page.locator(GREEN).first.get_attribute("data-k")
    name = page.locator(".card.picked").first.get_attribute("data-id")
    page.locator(".tool.put").tap()
    expect(page.locator(".timetable-grid.placing")).to_have_count(0)
    page.locator(f"td .card[data-id='{name}']").first.tap()
    expect(page.locator(".timetable-grid.placing")).to_be_visible()
    page.locator(f"td[data-k='{key}']").tap()
    expect(page.locator(f"td[data-k='{key}'] .card[data-id='{name}']")).to_be_visible()


def test_two_windows_of_one_timetable_do_not_overwrite_each_other(seen: Seen, served: Served) -> None:
    """What the second window shows is old after the first has moved a lesson: its move is refused, and it is told."""
    first, second = seen.page, seen.page.context.new_page()
    open_grid(first, served)
    second.goto(first.url, wait_until="commit")
    movable(second)
    movable(first)
    first.locator(GREEN).first.click()
    expect(first.locator(".tool.undo")).to_be_enabled()
    moved = words_in(first)
    second.locator(GREEN).first.click()
    expect(second.locator(".hint")).to_contain_text("课表刚刚变了")
    assert words_in(second) == moved
    second.close()
