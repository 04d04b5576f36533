"""Progressions of the campus: a counsellor adds one, everybody sees it without a name, then it is withdrawn."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from playwright.sync_api import Page, expect

from e2e.screens import choose, fits, ready, told

SOURCE, TARGET = "CFD:40025223", "CFD:32025413"
SAID = "ajouté par l’équipe du campus, le "


def following(base_url: str) -> dict[str, dict[str, str]]:
    items = httpx.get(f"{base_url}/api/certifications/{SOURCE}/next").json()["items"]
    return {one["to"]: one for one in items if one["confidence"] == "curated"}


def labels(base_url: str) -> tuple[str, str]:
    source, target = (httpx.get(f"{base_url}/api/certifications/{one}").json() for one in (SOURCE, TARGET))
    return str(source["label"]), str(target["label"])


def test_a_counsellor_adds_a_progression_and_withdraws_it(
    page: Page, base_url: str, accessible: Callable[[Page], None]
) -> None:
    source, target = labels(base_url)
    page.goto("/connexion?next=/gestion")
    page.get_by_role("button", name="Conseiller d’orientation").click()
    page.wait_for_url("**/gestion")
    ready(page)
    page.get_by_role("link", name="Suites de parcours").last.click()
    page.wait_for_url("**/gestion/passerelles")
    ready(page)
    expect(page.get_by_role("heading", name="Ajouter une suite")).to_be_visible()
    accessible(page)
    fits(page)

    choose(page, "Après", source, source)
    choose(page, "On peut préparer", target, target)
    page.get_by_label("Sorte de suite").select_option("bridge")
    page.get_by_label("À quelles conditions").fill("Après un entretien avec le lycée.")
    page.get_by_label("Où c’est dit").fill("Document de démonstration")
    page.get_by_role("button", name="Vérifier puis ajouter").click()
    accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Ajouter", exact=True).click()
    told(page, "Suite ajoutée.")
    expect(page.get_by_text("affichée", exact=True)).to_be_visible()
    accessible(page)
    fits(page)
    assert following(base_url)[TARGET]["confidence_words"].startswith(SAID)

    page.goto(f"/diplomes/{SOURCE}")
    ready(page)
    expect(page.get_by_text(SAID).first).to_be_visible()

    page.goto("/gestion/passerelles")
    ready(page)
    page.get_by_role("button", name="Retirer", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer la suite").click()
    told(page, "Suite retirée.")
    expect(page.get_by_text("retirée", exact=True)).to_be_visible()
    assert following(base_url) == {}
