"""What is kept about me, who looked, and erasing it: on a phone, to the end."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from e2e.conftest import sign_in
from e2e.screens import fits, follow, ready

HOUSE = "/internats/HOUSE:0850033Z"
STUDENT = 60
"""Nobody else's in the other journeys: this one ends erased."""


def ask_for_a_night(page: Page) -> None:
    page.goto(HOUSE)
    ready(page)
    page.get_by_role("radio", name="filles").check()
    page.get_by_role("button", name="Mois suivant").click()
    page.locator("td[role=gridcell][data-state=free][aria-selected=false]").first.click()
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()


def test_a_visitor_is_shown_the_way_in(page: Page) -> None:
    page.goto("/moi/donnees")
    expect(page.get_by_role("link", name="Me connecter")).to_have_attribute("href", "/connexion?next=%2Fmoi%2Fdonnees")


def test_a_student_sees_who_looked_takes_everything_and_erases_it(
    page: Page, desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    sign_in(page, "student", STUDENT)
    ask_for_a_night(page)
    page.goto("/moi")
    ready(page)
    follow(page, page.get_by_role("link", name="Mes données"))
    expect(page.get_by_text("Personne d’autre n’a encore vu mes données.")).to_be_visible()
    accessible(page)
    fits(page)

    staff = desk.new_page()
    sign_in(staff, "boarding", 1)
    staff.goto("/gestion/internats/HOUSE:0850033Z/demandes")
    ready(staff)
    page.reload()
    ready(page)
    expect(page.get_by_text("Responsable de l’internat")).to_be_visible()
    expect(page.get_by_text("la demande, dans la liste des demandes")).to_be_visible()

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Télécharger le fichier (JSON)").click()
    assert downloading.value.suggested_filename == "passerelles-mes-donnees.json"
    page.get_by_role("link", name="Tout lire et imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tout ce que Passerelles garde sur moi")
    expect(page.get_by_text(f"Élève de démonstration {STUDENT}")).to_be_visible()
    accessible(page)
    fits(page)

    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto("/moi/donnees/export")  # a typed address is no link of ours: it leads to the screen
    ready(page)
    expect(page).to_have_url(re.compile("/moi/donnees$"))
    page.get_by_role("button", name="Voir ce qui serait effacé").click()
    question = page.get_by_role("dialog")
    expect(question.get_by_text(re.compile("Demande retirée"))).to_be_visible()
    accessible(page)
    fits(page)
    question.get_by_role("button", name="Ne rien effacer").click()
    expect(question).to_have_count(0)
    page.get_by_role("button", name="Voir ce qui serait effacé").click()
    question.get_by_label("Pour confirmer").fill("non")
    question.get_by_role("button", name="Effacer pour toujours").click()
    expect(question).to_be_visible()  # the word is not the one asked for: the browser says so
    question.get_by_label("Pour confirmer").fill("Effacer")
    question.get_by_role("button", name="Effacer pour toujours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est effacé")
    accessible(page)
    page.goto("/moi")
    ready(page)
    expect(page.get_by_text("Ici, tu suis tes demandes")).to_be_visible()
    assert page.evaluate("localStorage.getItem('passerelles.session')") is None


def test_staff_read_their_own_data_and_are_told_to_hand_over_first(
    desk: BrowserContext, accessible: Callable[[Page], None]
) -> None:
    page = desk.new_page()
    sign_in(page, "admin")
    following: str | None = ""
    while following is not None:  # an administrator reads the whole team
        following = page.request.get(f"/api/team/people?cursor={following}").json()["next"]
    sign_in(page, "boarding", 2)
    page.goto("/moi/donnees")
    ready(page)
    seen = page.get_by_role("listitem").filter(has_text="le nom et les rôles, dans la liste des membres")
    expect(seen.first).to_contain_text("Administration")
    accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)
    page.get_by_role("button", name="Voir ce qui serait effacé").click()
    expect(page.get_by_role("status")).to_contain_text("Ce compte sert encore à un rôle")
    expect(page.get_by_role("dialog")).to_have_count(0)
