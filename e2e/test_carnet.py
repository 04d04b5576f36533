"""The notebook of « Moi »: notes, order, removal with a way back; on this device, without network too."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from e2e.screens import fits, follow, ready, told

FLAGSHIP = "/?from=stage:3e&near=COM:85047&to=CFD:32025413"


def keep_two(page: Page) -> Locator:
    """Two journeys in the notebook, whose screen is shown; returns their cards."""
    for number in (0, 3):
        page.goto(FLAGSHIP)
        ready(page)
        follow(page, page.get_by_role("article").nth(number).get_by_role("link").first)
        page.get_by_role("button", name="Garder").click()
        expect(page.get_by_role("button", name="Gardé")).to_be_visible()
    page.goto("/moi")
    ready(page)
    cards = page.locator(".carnet-entry")
    expect(cards).to_have_count(2)
    return cards


def test_a_note_stays_with_its_journey(page: Page, accessible: Callable[[Page], None]) -> None:
    cards = keep_two(page)
    note = cards.first.get_by_role("textbox")
    note.fill("Demander à Mme Le Goff")
    note.blur()
    told(page, "Note gardée")
    page.reload()
    ready(page)
    expect(page.locator(".carnet-entry").first.get_by_role("textbox")).to_have_value("Demander à Mme Le Goff")
    accessible(page)
    fits(page)


def test_a_journey_moves_by_keyboard_and_the_focus_follows_it(page: Page) -> None:
    cards = keep_two(page)
    second = cards.nth(1).get_by_role("link").first.inner_text()
    up = cards.nth(1).get_by_role("button", name="Monter")
    up.focus()
    page.keyboard.press("Enter")
    told(page, "Parcours déplacé : 1 sur 2")
    expect(cards.first.get_by_role("link").first).to_have_text(second)
    expect(cards.first.get_by_role("button", name="Monter")).to_be_focused()
    page.reload()
    expect(cards.first.get_by_role("link").first).to_have_text(second)


def test_a_journey_removed_can_come_back(page: Page) -> None:
    cards = keep_two(page)
    cards.first.get_by_role("textbox").fill("Ma note")
    cards.first.get_by_role("button", name="Retirer").click()
    expect(cards).to_have_count(1)
    undo = page.get_by_role("button", name="Annuler")
    expect(undo).to_be_focused()
    undo.click()
    expect(cards).to_have_count(2)
    expect(cards.first.get_by_role("textbox")).to_have_value("Ma note")


def test_kept_journeys_can_be_compared(page: Page) -> None:
    keep_two(page)
    follow(page, page.get_by_role("link", name="Comparer mes parcours"))
    expect(page.get_by_role("columnheader")).to_have_count(2)
