"""A phone that goes from hand to hand: A uses everything and leaves, with or without a network; B never sees A."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from e2e.conftest import PATIENCE_MS, sign_in
from e2e.leftovers import assert_nothing_of, cannot_forget, copies_of, kept_by, without_the_servers_help
from e2e.screens import ready, told
from e2e.test_bed import HOUSE, MAJEURS, choose_nights
from e2e.test_offline import FLAGSHIP, install, until

OURS = {"X-Requested-With": "passerelles"}
ITINERARY = FLAGSHIP.removeprefix("/parcours/")


@dataclass
class Somebody:
    """A, by every string that would betray them."""

    address: str
    name: str
    note: str = "Note-canari 7319"
    canaries: set[str] = field(default_factory=set)
    visited: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)


@pytest.fixture
def shared(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A phone, on a server that has prepared its answers."""
    httpx.get(base_url + FLAGSHIP, timeout=60)
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": 390, "height": 844},
        locale="fr-FR",
        timezone_id="Europe/Paris",
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def sign_in_by_code(page: Page, base_url: str, somebody: Somebody) -> None:
    """Through the API that the screen uses: a code, read in the demonstration's mailbox."""
    sent = page.request.post("/api/session-codes", data={"email": somebody.address}, headers=OURS).json()
    mail = f"{base_url}/api{sent['demo_mail_url'].replace('courriel', 'mails')}"
    letter = httpx.get(mail)
    for _ in range(200):  # the outbox writes it in its own time
        if letter.status_code == 200:
            break
        page.wait_for_timeout(50)
        letter = httpx.get(mail)
    code = re.search(r"\b(\d{6})\b", letter.json()["text"])
    assert code
    given = {"email": somebody.address, "code": code[1], "short": True}
    assert page.request.post("/api/session", data=given, headers=OURS).ok
    who = {"name": somebody.name, "birth_date": "2004-02-29"}
    assert page.request.put("/api/me/birth-date", data=who, headers=OURS).ok


def use_everything(page: Page, base_url: str, somebody: Somebody) -> None:
    """Ask for a bed, keep a journey with a note, read it without a network, open every screen of theirs."""
    install(page)
    sign_in_by_code(page, base_url, somebody)
    page.goto(HOUSE)
    ready(page)
    choose_nights(page, MAJEURS, 1)
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()
    booking = page.url.rsplit("/", 1)[-1]
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("button", name="Gardé")).to_be_visible()
    page.goto("/moi")
    ready(page)
    note = page.locator(".carnet-entry").first.get_by_role("textbox")
    note.fill(somebody.note)
    note.blur()
    told(page, "Note gardée")
    page.evaluate(
        "localStorage.setItem('passerelles.place', JSON.stringify({id: 'COM:85047', label: 'Challans-canari'}))"
    )
    somebody.visited = [f"/moi/demandes/{booking}", "/moi/securite", "/moi", FLAGSHIP]
    for path in somebody.visited:
        page.goto(path)
        ready(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("passerelles-app")).to_contain_text("Hors ligne")
    page.context.set_offline(False)
    somebody.canaries = {somebody.name, somebody.address, somebody.note, booking, ITINERARY, "Challans-canari"}
    somebody.asked = {f"/api/bookings/{booking}", "/api/bookings", "/api/me", "/api/notifications", "/api/me/sessions"}
    page.goto("/moi")
    ready(page)
    expect(page.get_by_text(somebody.name)).to_be_visible()
    assert somebody.note in str(kept_by(page)), "the test looks where things are kept"


def assert_gone(page: Page, somebody: Somebody) -> None:
    """Nothing in what pages keep, in the browser's own copies, nor on the screen."""
    assert_nothing_of(somebody.canaries, kept_by(page), "storage")
    assert_nothing_of(somebody.canaries, copies_of(page, sorted(somebody.asked)), "the HTTP cache")
    assert_nothing_of(somebody.canaries - {ITINERARY}, page.locator("body").inner_text(), "the screen")


def assert_unseen_by_going_back(page: Page, somebody: Somebody) -> None:
    """The back button, and the addresses that A opened, with and without a network."""
    personal = somebody.canaries - {ITINERARY}
    for _ in range(4):
        page.go_back(wait_until="domcontentloaded")
        expect(page.locator("main .screen")).to_be_attached()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        assert_nothing_of(personal, page.locator("body").inner_text(), f"the way back, {page.url}")
    for path in somebody.visited:
        page.goto(path, wait_until="domcontentloaded")
        page.wait_for_load_state("networkidle")
        assert_nothing_of(personal, page.locator("body").inner_text(), path)


def somebody_else_comes(page: Page, somebody: Somebody) -> None:
    sign_in(page, "student", 14)
    for path in ("/moi", "/moi/securite", *somebody.visited):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert_nothing_of(somebody.canaries - {ITINERARY}, page.locator("body").inner_text(), f"{path} for B")
    assert_nothing_of(somebody.canaries - {ITINERARY}, kept_by(page), "storage for B")
    assert page.request.get(somebody.visited[0].replace("/moi/demandes", "/api/bookings")).status == 404


def leave_online(page: Page) -> None:
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_role("heading", name="Ici, tu suis tes demandes")).to_be_visible()


def leave_offline(page: Page) -> None:
    until(page, "navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.locator("main")).to_contain_text("Elle sera confirmée au retour du réseau")


def session_cookie(context: BrowserContext) -> str:
    return next(str(cookie.get("value")) for cookie in context.cookies() if cookie.get("name") == "sid")


def opens(base_url: str, token: str) -> bool:
    return httpx.get(f"{base_url}/api/notifications", cookies={"sid": token}).status_code == 200


def test_leaving_with_a_network_leaves_nothing(shared: BrowserContext, base_url: str) -> None:
    page, somebody = shared.new_page(), Somebody("zephyrine.canari@exemple.fr", "Zéphyrine Canari")
    use_everything(page, base_url, somebody)
    token = session_cookie(shared)
    leave_online(page)
    assert not opens(base_url, token)
    assert_gone(page, somebody)
    assert_unseen_by_going_back(page, somebody)
    shared.set_offline(True)
    page.reload(wait_until="commit")
    assert_nothing_of(somebody.canaries - {ITINERARY}, page.locator("body").inner_text(), "the screen, offline")
    shared.set_offline(False)
    somebody_else_comes(page, somebody)


def test_leaving_without_a_network_leaves_nothing_and_ends_the_session_before_anything_else(
    shared: BrowserContext, base_url: str
) -> None:
    page, somebody = shared.new_page(), Somebody("melusine.canari@exemple.fr", "Mélusine Canari")
    use_everything(page, base_url, somebody)
    token = session_cookie(shared)
    leave_offline(page)
    assert_gone(page, somebody)
    page.reload()
    expect(page.locator("main")).to_contain_text("Elle sera confirmée au retour du réseau")
    assert_gone(page, somebody)
    assert opens(base_url, token), "the server does not know yet"

    asked: list[str] = []

    def note(request: Request) -> None:
        if "/api/" in request.url and "/api/campus" not in request.url:
            asked.append(f"{request.method} {request.url.removeprefix(base_url)}")

    page.on("request", note)
    shared.set_offline(False)
    page.goto("/moi")
    expect(page.get_by_role("heading", name="Ici, tu suis tes demandes")).to_be_visible()
    assert asked[0] == "DELETE /api/session?late=true"
    assert not opens(base_url, token)
    assert_gone(page, somebody)
    assert_unseen_by_going_back(page, somebody)
    somebody_else_comes(page, somebody)


def test_another_tab_forgets_too(shared: BrowserContext, base_url: str) -> None:
    page, somebody = shared.new_page(), Somebody("ondine.canari@exemple.fr", "Ondine Canari")
    use_everything(page, base_url, somebody)
    other = shared.new_page()
    other.goto("/moi")
    ready(other)
    expect(other.get_by_text(somebody.name)).to_be_visible()
    page.bring_to_front()
    leave_online(page)
    expect(other).to_have_url(f"{base_url}/")
    assert_nothing_of(somebody.canaries - {ITINERARY}, other.locator("body").inner_text(), "the other tab")
    assert_nothing_of(somebody.canaries - {ITINERARY}, kept_by(other), "the other tab's storage")


def test_a_browser_that_does_not_list_its_databases_forgets_them_too(shared: BrowserContext, base_url: str) -> None:
    page, somebody = shared.new_page(), Somebody("capucine.canari@exemple.fr", "Capucine Canari")
    install(page)
    sign_in_by_code(page, base_url, somebody)
    page.goto(FLAGSHIP)
    ready(page)
    page.get_by_role("button", name="Garder").click()
    expect(page.get_by_role("button", name="Gardé")).to_be_visible()
    page.goto("/moi")
    ready(page)
    other = shared.new_page()
    other.goto("/accessibilite")
    assert ITINERARY in str(kept_by(other)["databases"]), "the test looks where things are kept"
    page.bring_to_front()
    page.evaluate("delete IDBFactory.prototype.databases")  # as Firefox before 126
    leave_offline(page)
    assert_nothing_of({ITINERARY, somebody.name}, kept_by(other)["databases"], "databases")


@pytest.mark.parametrize("leave", [leave_online, leave_offline], ids=["online", "offline"])
def test_a_page_that_cannot_forget_is_caught(
    shared: BrowserContext, base_url: str, leave: Callable[[Page], None]
) -> None:
    """The negative control: with the wipe disabled, the checks above fail."""
    cannot_forget(shared)
    if leave is leave_online:
        without_the_servers_help(shared)
    page = shared.new_page()
    somebody = Somebody(f"{leave.__name__}.canari@exemple.fr", "Lilas Canari")
    use_everything(page, base_url, somebody)
    leave(page)
    with pytest.raises(AssertionError, match="left behind in storage"):
        assert_gone(page, somebody)
