"""Passkeys in a real browser, whose authenticator is Chromium's own virtual one: create, enter, name, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from e2e.conftest import PATIENCE_MS, sign_in
from e2e.screens import fits, ready, told
from tests.support.server import Server


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation opened by a name: browsers make no passkey for an address in figures."""
    running = Server(tmp_path_factory.mktemp("named"), host="localhost")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture
def phone(browser: Browser, named: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=named.url,
        viewport={"width": 390, "height": 844},
        locale="fr-FR",
        timezone_id="Europe/Paris",
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def with_authenticator(page: Page, *, recognises: bool = True) -> tuple[CDPSession, str]:
    """Give the page's device an authenticator that recognises its owner, or does not."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": recognises,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, str(made["authenticatorId"])


def test_a_passkey_is_offered_once_made_and_opens_the_account_without_an_address(
    phone: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    page = phone.new_page()
    tools, device = with_authenticator(page)
    sign_in(page, "student", 11)
    page.goto("/moi")
    ready(page)
    expect(page.get_by_role("heading", name="Entrer plus vite")).to_be_visible()
    accessible(page)
    fits(page)
    page.get_by_role("button", name="Créer une clé d’accès").click()
    told(page, "Clé d’accès ajoutée")
    expect(page.get_by_role("heading", name="Entrer plus vite")).to_have_count(0)
    assert len(tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    page.get_by_role("button", name="Me déconnecter").click()
    expect(page.get_by_role("heading", name="Ici, tu suis tes demandes")).to_be_visible()
    page.goto("/connexion?next=/moi/securite")
    ready(page)
    accessible(page)
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.get_by_role("heading", level=1, name="Qui peut entrer dans mon compte")).to_be_visible()
    expect(page.get_by_text("Entrée par : clé d’accès").first).to_be_visible()
    accessible(page)
    fits(page)

    page.get_by_role("button", name="Renommer la clé").click()
    accessible(page)
    page.get_by_label("Nom de la clé").fill("Mon téléphone")
    page.get_by_role("button", name="Garder ce nom").click()
    expect(page.get_by_role("heading", name="Mon téléphone")).to_be_visible()
    page.get_by_role("button", name="Retirer la clé : Mon téléphone").click()
    accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Retirer cette clé").click()
    told(page, "Clé d’accès retirée")
    expect(page.get_by_text("Tu n’en as pas encore.")).to_be_visible()

    page.goto("/connexion")
    ready(page)
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("n’ouvre rien ici")


def test_who_declines_is_left_alone(phone: BrowserContext) -> None:
    page = phone.new_page()
    with_authenticator(page)
    sign_in(page, "student", 12)
    page.goto("/moi")
    page.get_by_role("button", name="Non, merci").click()
    told(page, "D’accord")
    page.wait_for_load_state("networkidle")
    page.reload()
    ready(page)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Entrer plus vite")).to_have_count(0)


def test_a_device_that_does_not_recognise_its_owner_opens_nothing(phone: BrowserContext) -> None:
    page = phone.new_page()
    tools, device = with_authenticator(page)
    sign_in(page, "student", 13)
    page.goto("/moi/securite")
    ready(page)
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    told(page, "Clé d’accès ajoutée")
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.context.clear_cookies()
    page.goto("/connexion")
    ready(page)
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("Aucune clé d’accès n’a répondu")
    assert page.request.get("/api/me").json()["signed_in"] is False


def test_a_shared_phone_is_offered_no_passkey(phone: BrowserContext) -> None:
    page = phone.new_page()
    with_authenticator(page)
    page.goto("/connexion?next=/moi/securite")
    ready(page)
    page.get_by_label("Téléphone partagé").check()
    page.get_by_role("button", name="Élève majeur").click()
    expect(page.get_by_text("session courte").first).to_be_visible()
    expect(page.get_by_role("button", name="Ajouter une clé d’accès")).to_have_count(0)
    page.goto("/moi")
    ready(page)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Entrer plus vite")).to_have_count(0)


def test_an_address_in_figures_has_no_passkey(page: Page) -> None:
    page.goto("/connexion")
    ready(page)
    expect(page.get_by_role("button", name="Entrer avec une clé d’accès")).to_have_count(0)
