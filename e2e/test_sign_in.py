"""The sign-in screen: every way in, a provider that is down, what failed elsewhere, coming back to what one did."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from e2e.conftest import PATIENCE_MS, sign_in
from e2e.screens import fits, ready, told
from e2e.test_bed import HOUSE, MAJEURS, choose_nights

OPTIONS: dict[str, Any] = {
    "providers": [
        {"id": "ent", "label": "Mon ENT", "kind": "oidc", "logo": None, "help": "Avec le compte de l’établissement."},
        {"id": "fc", "label": "FranceConnect", "kind": "oidc", "logo": None, "help": None},
    ],
    "code": True,
    "passkey": True,
    "down": ["fc"],
}


def offer(page: Page, **changes: object) -> None:
    """An installation with these ways in."""
    options = json.dumps({**OPTIONS, **changes})
    page.route("**/api/sign-in-options", lambda route: route.fulfill(body=options, content_type="application/json"))


@pytest.fixture
def dark(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A narrow phone at night."""
    context = browser.new_context(
        base_url=base_url, viewport={"width": 320, "height": 640}, color_scheme="dark", locale="fr-FR"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def test_a_provider_is_asked_where_to_go_with_what_was_wanted(page: Page, accessible: Callable[[Page], None]) -> None:
    offer(page)
    begun: list[Request] = []

    def begin(route: Route) -> None:
        begun.append(route.request)
        route.fulfill(body=json.dumps({"location": "/mentions-legales"}), content_type="application/json")

    page.route("**/api/sign-in/ent", begin)
    page.goto("/connexion?next=/internats")
    ready(page)
    accessible(page)
    fits(page)
    page.get_by_label("Téléphone partagé").check()
    page.get_by_role("button", name="Mon ENT").click()
    expect(page).to_have_url(re.compile("/mentions-legales$"))
    assert [json.loads(one.post_data or "") for one in begun] == [{"next": "/internats", "short": True}]


def test_a_provider_that_is_down_says_so_and_the_others_go_on(page: Page) -> None:
    offer(page)
    page.goto("/connexion")
    ready(page)
    away = page.get_by_role("button", name="FranceConnect")
    expect(away).to_contain_text("ne répond pas")
    expect(away).to_have_attribute("aria-disabled", "true")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    away.click(force=True)
    expect(page.get_by_label("Ton adresse de courriel")).to_be_visible()
    assert [url for url in asked if "/api/sign-in/" in url] == []


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("provider-down", "ne répond pas"),
        ("sign-in-cancelled", "abandonnée"),
        ("<script>alert(1)</script>", "Aucune session n’a été ouverte"),
    ],
)
def test_a_sign_in_that_failed_elsewhere_is_explained_and_every_way_is_still_there(
    dark: BrowserContext, slug: str, words: str, accessible: Callable[[Page], None]
) -> None:
    page = dark.new_page()
    offer(page)
    page.goto(f"/connexion?refus={slug}&next=/moi")
    ready(page)
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_label("Ton adresse de courriel")).to_be_visible()
    accessible(page)
    fits(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)


def test_staff_are_spoken_to_as_vous_and_students_as_tu(page: Page) -> None:
    page.goto("/connexion?next=/gestion")
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entrez")
    expect(page.get_by_label("Votre adresse de courriel")).to_be_visible()
    page.goto("/connexion?next=/moi")
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entre sans")


def test_the_screen_works_by_keyboard(page: Page) -> None:
    page.goto("/connexion")
    ready(page)
    page.get_by_label("Ton adresse de courriel").focus()
    page.keyboard.type("clavier@exemple.fr")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Les six chiffres du code")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Lire le courriel de démonstration")).to_be_focused()


def test_my_sessions_are_listed_and_another_device_is_closed(
    page: Page, desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    computer = desk.new_page()
    sign_in(computer, "student", 21)
    sign_in(page, "student", 21)
    page.goto("/moi")
    ready(page)
    page.get_by_role("link", name="Appareils et clés d’accès").click()
    expect(page.get_by_role("heading", level=1, name="Qui peut entrer dans mon compte")).to_be_visible()
    expect(page.get_by_text("cet appareil", exact=True)).to_have_count(1)
    accessible(page)
    fits(page)
    page.get_by_role("button", name="Fermer les autres").click()
    accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Fermer les autres").click()
    told(page, "Les autres sessions sont fermées")
    expect(page.get_by_role("button", name="Fermer les autres")).to_have_count(0)
    assert computer.request.get("/api/notifications").status == 401
    page.get_by_role("button", name="Fermer partout").click()
    page.get_by_role("dialog").get_by_role("button", name="Fermer partout").click()
    expect(page.get_by_role("heading", name="Ici, tu suis tes demandes")).to_be_visible()


def test_security_without_a_network_says_so(page: Page) -> None:
    sign_in(page, "student", 22)
    page.goto("/moi")
    ready(page)
    page.goto("/moi/securite")
    ready(page)
    page.context.set_offline(True)
    page.get_by_role("link", name="Moi").first.click()
    expect(page.locator("main")).to_contain_text("Hors ligne")
    page.context.set_offline(False)


def test_a_visitor_is_led_to_sign_in_and_back(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/moi/securite")
    ready(page)
    accessible(page)
    page.get_by_role("link", name="Me connecter").click()
    page.get_by_role("button", name="Élève majeur").click()
    expect(page.get_by_role("heading", level=1, name="Qui peut entrer dans mon compte")).to_be_visible()


def test_a_session_that_ends_in_the_middle_of_a_request_loses_nothing(page: Page, desk: BrowserContext) -> None:
    """The draft stays on the device without personal data; signing in again, it is the same request."""
    keys: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/bookings"):
            keys.append(request.headers["idempotency-key"])

    page.on("request", note)
    page.goto("/connexion?next=" + HOUSE)
    ready(page)
    page.get_by_role("button", name="Élève majeur").click()
    ready(page)
    choose_nights(page, MAJEURS, 2)
    page.get_by_role("button", name="Demander ce lit").click()
    expect(page.get_by_role("button", name="Envoyer la demande")).to_be_visible()
    elsewhere = desk.new_page()
    sign_in(elsewhere, "student", 2)
    closed = elsewhere.request.delete("/api/me/sessions", headers={"X-Requested-With": "passerelles"})
    assert closed.status == 204

    page.get_by_role("button", name="Envoyer la demande").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("Il faut se connecter")
    draft = page.evaluate("JSON.stringify(sessionStorage)")
    assert "nights" in draft
    assert "démonstration" not in draft
    dialog.get_by_role("link", name="Me connecter").click()
    expect(page.get_by_role("heading", level=1, name="sans mot de passe")).to_be_visible()
    page.get_by_role("button", name="Élève majeur").click()
    expect(page.get_by_text("2 nuits").first).to_be_visible()
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert "nights" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.get_by_role("button", name="Retirer ma demande").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer ma demande").click()
    told(page, "Demande retirée")
