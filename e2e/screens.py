"""What every journey does on a phone: choose in a type-ahead, be accessible, fit the screen."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect


def choose(page: Page, label: str, typed: str, option: str) -> None:
    """Type in a type-ahead field and tap the option that is called `option`."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    field.fill(typed)
    page.get_by_role("option", name=option).first.click()


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{page.url} is {overflow} px too wide"


PLAIN_PAGES = ("/mentions-legales", "/confidentialite", "/accessibilite", "/sources", "/rien-de-tel")
"""Pages of the server that the app leaves as they are."""


def ready(page: Page) -> Locator:
    """The screen's title, once the app has drawn the screen and the screen has what it shows."""
    if urlsplit(page.url).path not in PLAIN_PAGES:
        expect(page.locator("main .screen")).to_be_attached()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    title = page.get_by_role("heading", level=1)
    expect(title).to_be_visible()
    return title


def follow(page: Page, link: Locator) -> Locator:
    """Tap a link and wait for the screen it leads to; returns its title."""
    before = page.get_by_role("heading", level=1).element_handle()
    link.click()
    before.wait_for_element_state("hidden")
    return ready(page)


def told(page: Page, words: str) -> None:
    """The app says these words aloud (the live region, also drawn as a toast)."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_attached()
