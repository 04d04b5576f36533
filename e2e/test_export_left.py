"""Somebody reads all that is held about them, then leaves without a network: that page is nobody's any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from e2e.leftovers import assert_nothing_of
from e2e.screens import ready
from e2e.test_offline import install
from e2e.test_shared_phone import Somebody, leave_offline, opens, session_cookie, shared, sign_in_by_code

__all__ = ["shared"]

EXPORT, DATA = "/moi/donnees/export", "/api/me/data"
TITLE = "Tout ce que Passerelles garde sur moi"


def reads_everything(page: Page, base_url: str, name: str) -> None:
    """Opens the readable export from the screen that leads to it."""
    install(page)
    somebody = Somebody(f"{name.lower()}.canari@exemple.fr", f"{name} Canari")
    sign_in_by_code(page, base_url, somebody)
    page.goto("/moi/donnees")
    ready(page)
    page.get_by_role("link", name="Tout lire et imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(somebody.name).first).to_be_visible()


def then_leaves(page: Page) -> None:
    page.goto("/moi")
    ready(page)
    leave_offline(page)


def back_online_but_not_signed_out(context: BrowserContext) -> None:
    """Pages are answered, the end of the session is not: until it is, the cookie still opens everything."""

    def lost(route: Route) -> None:
        route.abort()

    context.route(re.compile(r"/api/session\?late=true"), lost)
    context.set_offline(False)


def tried(act: Callable[[], object]) -> None:
    """Without a network the browser refuses some of these; what matters is what is then on the screen."""
    with suppress(Error):
        act()


def assert_unseen(page: Page, where: str) -> None:
    page.wait_for_load_state("networkidle")
    for _ in range(20):  # a page that the browser is leaving cannot be read
        with suppress(Error):
            return assert_nothing_of({"canari"}, page.content(), where)
        page.wait_for_timeout(50)
    raise AssertionError(f"never at rest: {where}")


def test_without_a_network_nothing_of_it_comes_back(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    reads_everything(page, base_url, "Airelle")
    then_leaves(page)
    for step in range(3):
        tried(page.go_back)
        assert_unseen(page, f"the way back, {step}")
        tried(page.reload)
        assert_unseen(page, f"the way back, {step}, loaded again")
    for path in (EXPORT, DATA):
        tried(lambda path=path: page.goto(path))  # type: ignore[misc]
        assert_unseen(page, path)
        tried(page.reload)
        assert_unseen(page, f"{path}, loaded again")


def test_as_long_as_the_session_lives_the_way_back_shows_nothing(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    reads_everything(page, base_url, "Bruyere")
    then_leaves(page)
    token = session_cookie(shared)
    back_online_but_not_signed_out(shared)
    with page.expect_response(re.compile(EXPORT)) as answered:
        tried(page.go_back)
    assert answered.value.status == 200, "the server cannot know: the page must"
    page.wait_for_url("**/moi")
    assert_unseen(page, "the way back")
    for path in (EXPORT, DATA, "/api/me", "/api/notifications"):
        tried(lambda path=path: page.goto(path))  # type: ignore[misc]
        assert_unseen(page, path)
        tried(page.reload)
        assert_unseen(page, f"{path}, loaded again")
    assert opens(base_url, token), "nothing ended the session meanwhile"


def test_a_tab_left_on_it_is_emptied(shared: BrowserContext, base_url: str) -> None:
    page, other = shared.new_page(), shared.new_page()
    reads_everything(page, base_url, "Cytise")
    then_leaves(other)
    expect(page).not_to_have_url(re.compile(EXPORT))
    assert_unseen(page, "the other tab")


def test_a_page_that_nobody_guards_is_caught(shared: BrowserContext, base_url: str) -> None:
    """The negative control: without its script, the page shows everything to whoever goes back."""
    shared.route("**/core/export.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = shared.new_page()
    reads_everything(page, base_url, "Dryade")
    then_leaves(page)
    back_online_but_not_signed_out(shared)
    tried(page.go_back)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    with pytest.raises(AssertionError, match="left behind"):
        assert_unseen(page, "the way back")
