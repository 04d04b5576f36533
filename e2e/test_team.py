"""Roles: an invitation on paper accepted by a tap, a role taken back, a class from its list, the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.conftest import sign_in
from e2e.screens import fits, ready, told
from passerelles.core import clock

CLASS = "Nom;Prénom;Né le;Courriel;Classe;Téléphone\nLe Goff;Anne;03/09/2010;;2de MELEC;06\nRoux;Sacha;;;2de MELEC;\n"
WRONG = "Nom;Prénom;Né le\n=cmd;Anne;03/09/2010\nRoux;Sacha;hier\n"


@pytest.fixture
def admin(desk: BrowserContext) -> Page:
    page = desk.new_page()
    sign_in(page, "admin")
    return page


def test_an_invitation_on_paper_is_read_then_accepted_and_the_role_taken_back(
    admin: Page, page: Page, accessible: Callable[[Page], None]
) -> None:
    admin.goto("/gestion/equipe")
    ready(admin)
    accessible(admin)
    fits(admin)
    admin.get_by_role("button", name="Inviter", exact=True).click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("Rôle").select_option(label="Assistant·e d’éducation")
    dialog.get_by_label("Lieu", exact=True).select_option(value="HOUSE:0850033Z")
    dialog.get_by_label("Prénom et nom").fill("Sacha Essai")
    accessible(admin)
    dialog.get_by_role("button", name="Créer l’invitation").click()
    told(admin, "Invitation prête à imprimer.")
    slip = admin.get_by_role("heading", name="À imprimer maintenant")
    expect(slip).to_be_visible()
    accessible(admin)
    url = admin.locator(".slip-address b").inner_text()

    page.goto(url)
    ready(page)
    expect(page.get_by_text("Assistant·e d’éducation")).to_be_visible()
    expect(page.get_by_role("link", name="Me connecter pour répondre")).to_be_visible()
    accessible(page)
    fits(page)
    sign_in(page, "student", 191)  # an adult: a minor is lent no such role
    page.reload()
    ready(page)
    accessible(page)
    page.get_by_role("button", name="Accepter").click()
    page.wait_for_url("**/gestion/internats/HOUSE:0850033Z")
    ready(page)
    expect(page.get_by_text("Vous lisez ce plan.")).to_be_visible()
    accessible(page)
    fits(page)
    page.goto(url)
    expect(ready(page)).to_have_text("Cette invitation a déjà servi")

    admin.goto("/gestion/equipe")
    ready(admin)
    admin.get_by_role("button", name="Retirer\u00a0: Élève de démonstration 191").click()
    accessible(admin)
    admin.get_by_role("dialog").get_by_label("Motif").select_option("mistake")
    admin.get_by_role("dialog").get_by_role("button", name="Retirer le rôle").click()
    told(admin, "Rôle retiré.")
    page.goto("/gestion/internats/HOUSE:0850033Z")
    expect(ready(page)).to_have_text("Il faut se connecter pour continuer")

    admin.goto("/gestion/journal")
    ready(admin)
    expect(admin.get_by_role("row").filter(has_text="Rôle retiré").first).to_contain_text("erreur")
    expect(admin.get_by_role("row").filter(has_text="Invitation acceptée").first).to_be_visible()
    accessible(admin)
    fits(admin)


def test_a_class_is_checked_then_invited(admin: Page, tmp_path: Path, accessible: Callable[[Page], None]) -> None:
    admin.goto("/gestion/equipe/classe")
    ready(admin)
    accessible(admin)
    admin.get_by_label("Chercher un établissement").fill("tabarly")
    admin.get_by_label("Chercher un établissement").press("Tab")
    expect(admin.get_by_label("Établissement").locator("option")).to_have_count(1)

    def send(content: str) -> None:
        (tmp_path / "classe.csv").write_bytes(content.encode("cp1252"))
        admin.get_by_label("Fichier CSV").set_input_files(tmp_path / "classe.csv")
        admin.get_by_role("button", name="Vérifier sans rien envoyer").click()

    send(WRONG)
    expect(admin.get_by_text("Une case commence par =")).to_be_visible()
    expect(admin.get_by_role("button", name="Inviter 2 personnes")).to_have_count(0)
    accessible(admin)
    send("Nom;Prénom;INE\nLe Goff;Anne;x\n")
    expect(admin.get_by_text("porte un identifiant national")).to_be_visible()
    send(CLASS)
    expect(admin.get_by_text("Colonnes ignorées, qui ne sont pas lues\u00a0: Téléphone.")).to_be_visible()
    admin.get_by_role("button", name="Inviter 2 personnes").click()
    expect(admin.get_by_role("heading", name="Anne Le Goff")).to_be_visible()
    expect(admin.locator(".slip img")).to_have_count(2)
    accessible(admin)
    fits(admin)


def test_an_invitation_is_mailed_again(admin: Page, accessible: Callable[[Page], None]) -> None:
    admin.goto("/gestion/equipe")
    ready(admin)
    admin.get_by_role("button", name="Inviter", exact=True).click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("Rôle").select_option(label="Accompagnement à l’orientation")
    dialog.get_by_label("Prénom et nom").fill("Noël Courriel")
    dialog.get_by_text("Par courriel").click()
    dialog.get_by_label("Adresse de courriel").fill("noel@exemple.example")
    dialog.get_by_role("button", name="Créer l’invitation").click()
    told(admin, "Invitation envoyée.")
    card = admin.get_by_role("article").filter(has_text="Noël Courriel")
    card.get_by_role("button", name="Renvoyer par courriel").click()
    expect(dialog.get_by_text("n’ouvrira plus rien")).to_be_visible()
    accessible(admin)
    dialog.get_by_label("Adresse de courriel").fill("noel@autre.example")
    dialog.get_by_role("button", name="Envoyer", exact=True).click()
    told(admin, "Invitation envoyée.")
    expect(admin.get_by_role("heading", name="À imprimer maintenant")).to_have_count(0)
    expect(card).to_contain_text("en attente")
    fits(admin)


def test_somebody_is_invited_to_stand_in(page: Page, accessible: Callable[[Page], None]) -> None:
    sign_in(page, "boarding", 7)
    page.goto("/gestion/equipe")
    ready(page)
    page.get_by_role("button", name="Déléguer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("À qui").select_option(label="Inviter quelqu’un à me remplacer")
    dialog.get_by_label("Prénom et nom").fill("Maël Essai")
    dialog.get_by_label("Dernier jour").fill(str(clock.today() + timedelta(days=20)))
    accessible(page)
    fits(page)
    dialog.get_by_role("button", name="Déléguer le rôle").click()
    told(page, "Invitation prête à imprimer.")
    expect(page.get_by_role("article").filter(has_text="Maël Essai").last).to_contain_text("délégué")
    accessible(page)


@pytest.mark.parametrize(
    ("persona", "home", "words"),
    [
        ("assistant", "/gestion/internats/HOUSE:0850033Z", "Vous lisez ce plan."),
        ("facility", "/gestion/lieux/RES:851940032", "recensement public"),
        ("company", "/gestion", "pas encore d’écran pour les entreprises"),
        ("director", "/gestion", "Journal des actes"),
    ],
)
def test_each_role_finds_its_home(
    page: Page, persona: str, home: str, words: str, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, persona)
    page.goto(home)
    ready(page)
    expect(page.get_by_text(words).first).to_be_visible()
    accessible(page)
    fits(page)


@pytest.mark.parametrize("address", ["/gestion/equipe", "/gestion/equipe/classe", "/gestion/journal"])
def test_team_screens_hold_on_a_narrow_dark_phone_with_large_text(
    browser: Browser, base_url: str, address: str, accessible: Callable[[Page], None]
) -> None:
    context = browser.new_context(
        base_url=base_url, viewport={"width": 320, "height": 640}, color_scheme="dark", locale="fr-FR"
    )
    page = context.new_page()
    sign_in(page, "admin")
    page.goto(address)
    ready(page)
    fits(page)
    accessible(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)
    context.close()
