"""Browse without planning: filters live in the address, Back restores list, filters and scroll."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e.screens import fits, follow, ready


def test_filters_are_in_the_address_and_back_restores_everything(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto("/explorer")
    ready(page)
    page.get_by_role("button", name="Alternance").click()
    expect(page).to_have_url(re.compile("line=apprenticeship"))
    ready(page)
    accessible(page)
    fits(page)
    page.get_by_role("button", name="Voir la suite").click()
    expect(page.locator("main li article, main article")).not_to_have_count(20)
    cards = page.locator("main article")
    count = cards.count()
    cards.nth(count - 3).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    follow(page, cards.nth(count - 3).get_by_role("link").first)
    page.go_back()
    expect(cards).to_have_count(count)
    assert "line=apprenticeship" in page.url
    assert abs(page.evaluate("scrollY") - before) < 80


def test_a_diploma_a_programme_a_school_and_a_job_have_their_page(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    for address, words in (
        ("/diplomes/CFD:40025223", "Maintenance nautique"),
        ("/formations/PRG:0850033Z.40025223.school", "Maintenance nautique"),
        ("/etablissements/UAI:0850033Z", "Tabarly"),
        ("/metiers/ROME:I1605", ""),
    ):
        page.goto(address)
        expect(ready(page)).to_contain_text(words, ignore_case=True)
        accessible(page)
        fits(page)


def test_an_old_diploma_leads_to_the_one_open_now(page: Page) -> None:
    page.goto("/diplomes/CFD:40025009")
    expect(ready(page)).to_contain_text("Maintenance nautique", ignore_case=True)
    expect(page.get_by_text("20").first).to_be_visible()


def test_contacts_and_places_say_what_they_are(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/stages")
    ready(page)
    expect(page.get_by_text("Contacts possibles, pas des offres").first).to_be_visible()
    accessible(page)
    page.goto("/sport")
    ready(page)
    expect(page.get_by_text("relevé en").first).to_be_visible()
    accessible(page)


def test_legal_pages_exist_and_an_error_can_be_reported(page: Page, accessible: Callable[[Page], None]) -> None:
    for address in ("/mentions-legales", "/confidentialite", "/accessibilite", "/sources"):
        page.goto(address)
        ready(page)
        accessible(page)
        fits(page)
    expect(page.get_by_text("ODbL").first).to_be_visible()
    page.goto("/signaler?page=/explorer")
    ready(page)
    accessible(page)


def test_an_empty_list_offers_what_the_search_proposes(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/explorer?q=zzz+qqq")
    ready(page)
    expect(page.get_by_text("Rien ne correspond à ces mots")).to_be_visible()
    accessible(page)
    fits(page)
    page.get_by_role("navigation", name="Rien ne correspond").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"sector=NSF"))
    ready(page)
    expect(page.locator("main article").first).to_be_visible()


def test_a_school_says_its_open_days_its_general_line_its_boarding_and_its_leavers(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto("/etablissements/UAI:0492420P")
    ready(page)
    for heading in ("Portes ouvertes", "Voie générale et technologique", "Après l’établissement"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("à vérifier auprès de l’établissement")).to_be_visible()
    expect(page.get_by_text("Ces mots ne disent pas s’il reste des lits")).to_be_visible()
    accessible(page)
    fits(page)
