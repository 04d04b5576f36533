"""The browser's own memory of pages (bfcache), which tests leave out unless they ask for it: who left is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from e2e.conftest import PATIENCE_MS, sign_in
from e2e.leftovers import assert_nothing_of
from e2e.screens import ready
from e2e.test_offline import install

DEAF = """(() => {
  const add = window.addEventListener.bind(window);
  window.addEventListener = (name, ...rest) => ['storage', 'pageshow'].includes(name) || add(name, ...rest);
})()"""
WHO = "Élève de démonstration 24"


@pytest.fixture
def remembering(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], base_url: str
) -> Iterator[BrowserContext]:
    """A browser that keeps whole pages in memory for its back button, as those of people do."""
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    context = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 844}, locale="fr-FR")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script("addEventListener('pageshow', (event) => (window.cameBack = event.persisted))")
    yield context
    browser.close()


def came_back(page: Page) -> bool:
    """Whether this page was taken from the browser's memory."""
    return bool(page.evaluate("window.cameBack"))


def go_back(page: Page) -> None:
    """As a person does. The library waits for a load, which a page that comes back whole does not have."""
    before = page.url
    page.evaluate("setTimeout(() => history.back())")
    for _ in range(100):
        page.wait_for_timeout(50)
        if page.url != before:
            return
    raise AssertionError(f"still at {before}")


def plain_page(page: Page) -> None:
    """Leave the app for a page of the server: the app's page goes to the browser's memory."""
    page.get_by_role("link", name="Mentions légales").click()
    expect(page.get_by_role("heading", level=1, name="Mentions légales")).to_be_visible()


def test_the_browser_of_this_test_does_remember_pages(remembering: BrowserContext) -> None:
    """The control: without it, the next test would prove nothing."""
    page = remembering.new_page()
    page.goto("/internats")
    ready(page)
    plain_page(page)
    go_back(page)
    ready(page)
    assert came_back(page)


def leave_and_go_back(page: Page, *, online: bool) -> None:
    """A public page that a person's screen was opened in is one that the browser may remember.

    Raises:
        AssertionError: the person is seen again.
    """
    install(page)
    sign_in(page, "student", 24)
    page.goto("/internats")
    ready(page)
    page.get_by_role("navigation", name="Rubriques").get_by_role("link", name="Moi").click()
    expect(page.get_by_text(WHO)).to_be_visible()
    plain_page(page)
    page.goto("/moi")
    ready(page)
    expect(page.get_by_text(WHO)).to_be_visible()
    page.context.set_offline(not online)
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_text(WHO)).to_have_count(0)
    expect(page.get_by_role("button", name="Me déconnecter")).to_have_count(0)
    for _ in range(3):
        go_back(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_nothing_of({WHO}, page.locator("body").inner_text(), f"the way back, {page.url}")


@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
def test_going_back_after_leaving_shows_nobody(remembering: BrowserContext, online: bool) -> None:
    leave_and_go_back(remembering.new_page(), online=online)


def test_a_page_that_does_not_look_again_is_caught(remembering: BrowserContext) -> None:
    """The negative control: a page deaf to coming back, and to another one leaving, shows who was here."""
    remembering.add_init_script(DEAF)
    with pytest.raises(AssertionError, match="left behind in the way back"):
        leave_and_go_back(remembering.new_page(), online=False)
