"""A session that ends by itself on a phone that goes from hand to hand: whoever comes next never finds what A kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.conftest import sign_in
from e2e.leftovers import assert_nothing_of, kept_by
from e2e.screens import ready, told
from e2e.test_bed import HOUSE, MAJEURS, choose_nights
from e2e.test_offline import FLAGSHIP, install
from e2e.test_shared_phone import ITINERARY, OURS, Somebody, session_cookie, shared, sign_in_by_code

__all__ = ["shared"]

KEPT_BY_A = {"Note-canari 7319", "Challans-canari", ITINERARY, "passerelles.nights"}
BLIND = """Storage.prototype.setItem = ((set) => function (name, text) {
  if (!name.endsWith('owner')) set.call(this, name, text);
})(Storage.prototype.setItem)"""
"""For the negative control: a device that does not remember whose things it holds."""
LATER = 3 * 3600_000


def keep_things(page: Page) -> None:
    """A journey with a note, a place, nights being chosen: all that this device keeps."""
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("button", name="Gardé")).to_be_visible()
    page.evaluate(
        "localStorage.setItem('passerelles.place', JSON.stringify({id: 'COM:85047', label: 'Challans-canari'}))"
    )
    page.goto(HOUSE)
    ready(page)
    choose_nights(page, MAJEURS, 1)
    write_note(page, "Note-canari 7319")


def write_note(page: Page, words: str) -> None:
    page.goto("/moi")
    ready(page)
    note = page.locator(".carnet-entry").first.get_by_role("textbox")
    note.fill(words)
    note.blur()
    told(page, "Note gardée")


def comes_and_goes(page: Page, base_url: str, name: str) -> Somebody:
    """A signs in, keeps things, and their session ends without their leaving."""
    somebody = Somebody(f"{name.lower()}.canari@exemple.fr", f"{name} Canari")
    sign_in_by_code(page, base_url, somebody)
    page.goto("/moi")
    ready(page)
    keep_things(page)
    found = str(kept_by(page))
    assert [one for one in KEPT_BY_A if one not in found] == [], "the test looks where things are kept"
    end_session(page.context, base_url)
    return somebody


def end_session(context: BrowserContext, base_url: str) -> None:
    """As time does: the cookie stays and opens nothing any more."""
    token = session_cookie(context)
    assert httpx.delete(f"{base_url}/api/session", cookies={"sid": token}, headers=OURS).status_code == 204


def through_the_screen(page: Page) -> None:
    page.goto("/connexion")
    page.get_by_role("button", name=re.compile("Apprenti")).click()
    page.wait_for_url("**/moi")


def back_from_a_provider(page: Page) -> None:
    """The session is there before any page of ours knows: the sign-in screen has only said that it may be."""
    page.evaluate("localStorage.setItem('passerelles.session', '0')")
    sign_in(page, "apprentice", 7)


def assert_unseen(page: Page) -> None:
    """By whoever is here now: on the screens that show what was kept, and in what the page keeps."""
    page.goto(FLAGSHIP)
    ready(page)
    expect(page.get_by_role("button", name="Garder")).to_be_visible()
    page.goto(HOUSE)
    ready(page)
    expect(page.locator("td[aria-selected=true]")).to_have_count(0)
    for path in ("/", "/moi"):
        page.goto(path)
        ready(page)
        page.wait_for_load_state("networkidle")
        assert_nothing_of({"canari"}, page.content(), path)
    expect(page.locator(".carnet-entry")).to_have_count(0)


def in_use(page: Page) -> object:
    """What is kept here, but what is set aside for its owner."""
    found = kept_by(page)
    found["databases"].pop("passerelles.aside", None)
    found["caches"] = {}  # the itinerary is there again: the test has just opened it
    return found


@pytest.mark.parametrize("arrives", [through_the_screen, back_from_a_provider])
def test_somebody_else_finds_nothing(shared: BrowserContext, base_url: str, arrives: Callable[[Page], None]) -> None:
    page = shared.new_page()
    comes_and_goes(page, base_url, "Iris" if arrives is through_the_screen else "Jacinthe")
    arrives(page)
    assert_unseen(page)
    found = kept_by(page)
    found["caches"] = {}
    assert_nothing_of({"canari", ITINERARY}, found, "storage for B")


def test_the_first_screen_of_somebody_else_is_already_theirs(shared: BrowserContext, base_url: str) -> None:
    """Nothing flashes: the screen asks the device once, and by then it is emptied."""
    page = shared.new_page()
    comes_and_goes(page, base_url, "Capucine")
    back_from_a_provider(page)
    flashes: list[str] = []

    def note(words: str) -> None:
        flashes.append(words)

    page.expose_function("flashed", note)
    page.add_init_script(
        "new MutationObserver(() => { if (document.querySelector('[aria-pressed=true]')) window.flashed('Gardé'); })"
        ".observe(document, { subtree: true, childList: true, attributes: true })"
    )
    page.goto(FLAGSHIP)
    ready(page)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Garder")).to_be_visible()
    assert flashes == []


def test_a_visitor_finds_nothing_and_the_same_person_finds_all(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    somebody = comes_and_goes(page, base_url, "Anemone")
    page.goto("/moi")
    ready(page)
    expect(page.get_by_text("l’attend")).to_be_visible()
    assert_unseen(page)
    assert_nothing_of({"canari", ITINERARY}, in_use(page), "storage for a visitor")
    sign_in_by_code(page, base_url, somebody)
    page.goto("/moi")
    ready(page)
    expect(page.locator(".carnet-entry").get_by_role("textbox")).to_have_value(somebody.note)
    found = str(in_use(page))
    assert [one for one in KEPT_BY_A if one not in found] == []
    page.goto(HOUSE)
    ready(page)
    expect(page.locator("td[aria-selected=true]")).to_have_count(1)


def test_what_a_visitor_kept_goes_with_the_first_who_signs_in(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    comes_and_goes(page, base_url, "Garance")
    page.goto("/moi")  # whose session ended is known from here on: nothing starts anew under the visitor's hand
    expect(page.get_by_role("heading", name="Ici, tu suis tes demandes")).to_be_visible()
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("button", name="Gardé")).to_be_visible()
    write_note(page, "Note d’un visiteur")
    through_the_screen(page)
    ready(page)
    expect(page.locator(".carnet-entry").get_by_role("textbox")).to_have_value("Note d’un visiteur")
    assert_nothing_of({"canari"}, kept_by(page), "storage for B")


def test_a_demonstration_person_gives_way_to_another(shared: BrowserContext) -> None:
    page = shared.new_page()
    page.goto(FLAGSHIP)
    page.goto("/connexion")
    page.get_by_role("button", name=re.compile("lève")).first.click()
    page.wait_for_url("**/moi")
    keep_things(page)
    through_the_screen(page)
    assert_unseen(page)
    found = kept_by(page)
    found["caches"] = {}
    assert_nothing_of({"canari", ITINERARY}, found, "storage for B")


def test_a_page_left_open_in_another_tab_is_cleared_and_writes_nothing(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    comes_and_goes(page, base_url, "Marguerite")
    other = shared.new_page()
    sign_in(other, "student", 31)
    other.goto("/moi")
    ready(other)
    keep_things(other)
    other.locator(".carnet-entry").first.get_by_role("textbox").press_sequentially(" et la suite-canari")
    page.bring_to_front()
    through_the_screen(page)
    expect(other).to_have_url(f"{base_url}/")
    ready(other)
    assert_nothing_of({"canari"}, other.content(), "the other tab")
    assert_nothing_of({"canari"}, kept_by(other), "the other tab's storage")
    assert_unseen(page)


def test_a_short_session_ends_by_the_clock_without_a_network_too(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    somebody = Somebody("violette.canari@exemple.fr", "Violette Canari")
    sign_in_by_code(page, base_url, somebody)
    page.goto("/moi")
    ready(page)
    keep_things(page)
    install(page)
    now = page.evaluate("Date.now()")
    shared.set_offline(True)
    shared.clock.set_fixed_time(now + LATER)
    page.goto("/moi")
    expect(page.locator("main")).to_contain_text("Hors ligne")
    expect(page.locator(".carnet-entry")).to_have_count(0)
    assert_nothing_of({"canari"}, page.content(), "the screen, offline")
    assert_nothing_of({"canari", ITINERARY}, in_use(page), "storage, offline")


def test_on_a_phone_of_ones_own_what_was_kept_opens_without_a_network(shared: BrowserContext, base_url: str) -> None:
    page = shared.new_page()
    sign_in(page, "student", 32)
    page.goto("/moi")
    ready(page)
    keep_things(page)
    install(page)
    end_session(shared, base_url)
    now = page.evaluate("Date.now()")
    shared.set_offline(True)
    shared.clock.set_fixed_time(now + 10 * 24 * 3600_000)
    page.goto("/moi")
    expect(page.locator(".carnet-entry").get_by_role("textbox")).to_have_value("Note-canari 7319")
    shared.set_offline(False)
    expect(page.locator(".carnet-entry")).to_have_count(0)  # the network says that the session is over


def test_a_device_that_forgets_who_was_here_is_caught(shared: BrowserContext, base_url: str) -> None:
    """The negative control: without the guard, the checks above fail."""
    shared.add_init_script(BLIND)
    page = shared.new_page()
    comes_and_goes(page, base_url, "Eglantine")
    through_the_screen(page)
    with pytest.raises(AssertionError):
        assert_unseen(page)
    with pytest.raises(AssertionError, match="left behind in storage"):
        assert_nothing_of({"canari", ITINERARY}, kept_by(page), "storage for B")
