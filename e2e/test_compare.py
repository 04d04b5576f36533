"""Compare: choose two or three journeys in the list, read them side by side, print them, keep one."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from e2e.screens import fits, follow, ready, told

FLAGSHIP = "/?from=stage:3e&near=COM:85047&to=CFD:32025413"
COMPARED = (
    "/comparer?ids=3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a,"
    "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s,"
    "3e~85047_0440074S.40025411.s.1re_0440069L.32025413.a"
)


def test_a_student_picks_three_journeys_and_reads_them_side_by_side(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Comparer", exact=True).click()
    boxes = page.get_by_role("button", name=re.compile("Comparer\\s?:"))
    for number in range(3):
        boxes.nth(number).click()
    accessible(page)
    title = follow(page, page.get_by_role("link", name="Comparer 3 parcours"))
    expect(title).to_have_text("Comparer")
    expect(page.get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_role("rowheader", name="Durée")).to_be_visible()
    accessible(page)
    fits(page)
    page.go_back()
    expect(page.locator(".journey-pick [aria-pressed=true]")).to_have_count(3)


def test_a_fourth_journey_is_not_taken(page: Page) -> None:
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Comparer", exact=True).click()
    boxes = page.get_by_role("button", name=re.compile("Comparer\\s?:"))
    for number in range(3):
        boxes.nth(number).click()
    boxes.nth(3).click(force=True)  # said to be off, and says why when tapped
    told(page, "Trois parcours au plus")
    expect(page.locator(".journey-pick [aria-pressed=true]")).to_have_count(3)


def test_the_table_slides_and_says_which_columns_are_in_view(page: Page) -> None:
    page.goto(COMPARED)
    ready(page)
    shown = page.get_by_role("button", name="sur 3")
    expect(shown).to_contain_text("1–2")
    shown.click()
    expect(shown).to_contain_text("2–3")
    labels = page.get_by_role("rowheader", name="Durée")
    assert labels.evaluate("label => label.getBoundingClientRect().left") >= 0


def test_the_best_of_a_row_is_said_and_not_only_underlined(page: Page) -> None:
    page.goto(COMPARED)
    ready(page)
    expect(page.locator(".best").first).to_be_attached()
    assert page.locator(".best").count() == page.get_by_text("(le meilleur)").count()


def test_a_journey_is_kept_from_the_comparison(page: Page) -> None:
    page.goto(COMPARED)
    ready(page)
    page.get_by_role("button", name=re.compile("^\\s*Garder")).first.click()
    told(page, "Parcours gardé")
    page.goto("/moi")
    ready(page)
    expect(page.get_by_role("link", name="construction navale")).to_have_count(1)


def test_one_journey_leaves_and_two_remain(page: Page) -> None:
    page.goto(COMPARED)
    ready(page)
    page.get_by_role("button", name="Retirer").first.click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    expect(page.get_by_role("button", name="Retirer")).to_have_count(0)


def test_a_computer_and_paper_show_every_column(desk: BrowserContext, accessible: Callable[[Page], None]) -> None:
    page = desk.new_page()
    page.goto(COMPARED)
    ready(page)
    expect(page.get_by_role("button", name="sur 3")).to_have_count(0)
    accessible(page)
    fits(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_role("button", name="Garder")).to_have_count(0)
    fits(page)


def test_an_empty_comparison_says_how_to_choose(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/comparer")
    ready(page)
    expect(page.get_by_role("link", name="Chercher un parcours")).to_be_visible()
    accessible(page)


def test_a_station_is_replaced_in_place(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto(FLAGSHIP)
    follow(page, page.get_by_role("article").first.get_by_role("link").first)
    before = page.url
    page.get_by_text("Changer de lieu").first.click()
    accessible(page)
    choice = page.locator(".places a").first
    name = choice.inner_text()
    choice.click()
    told(page, f"Lieu changé : {name}")
    expect(page.get_by_text(name).first).to_be_visible()
    assert page.url != before
    expect(page.locator(".places summary").first).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="parcours trouvés")).to_be_visible()
