"""Plan: from « 3ᵉ, à Challans » to « construction navale », by touch, by keyboard, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from e2e.screens import choose, fits, follow, ready

FLAGSHIP = "/?from=stage:3e&near=COM:85047&to=CFD:32025413"


def test_a_student_finds_the_way_to_naval_construction(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/")
    choose(page, "Je pars de", "3", "3ᵉ")
    choose(page, "Près de", "challans", "Challans")
    choose(page, "Je vise", "construction navale", "construction navale")
    expect(page.get_by_role("heading", name="parcours trouvés")).to_be_visible()
    expect(page.get_by_text("Rien à moins de 30 km de Challans")).to_be_visible()
    accessible(page)
    fits(page)
    title = follow(page, page.get_by_role("link", name="5 ans").first)
    expect(title).to_contain_text("construction navale")
    expect(title).to_be_focused()
    for words in ("Technicien en chaudronnerie industrielle", "Tabarly", "36 km à vol d’oiseau", "Aristide Briand"):
        expect(page.get_by_text(words).first).to_be_visible()
    accessible(page)
    fits(page)


def test_back_gives_the_results_again_where_they_were(page: Page) -> None:
    page.goto(FLAGSHIP)
    expect(page.get_by_role("heading", name="parcours trouvés")).to_be_visible()
    count = page.get_by_role("article").count()
    page.get_by_role("article").last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    follow(page, page.get_by_role("article").last.get_by_role("link").first)
    page.go_back()
    expect(page.get_by_role("article")).to_have_count(count)
    assert abs(page.evaluate("scrollY") - before) < 80


def test_the_type_ahead_works_by_keyboard(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name="Je vise")
    field.focus()
    page.keyboard.type("chaudronnerie")
    expect(page.get_by_role("option").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert active
    assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


def test_an_adult_is_told_what_is_to_be_confirmed(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/?from=stage:work&near=COM:85047&to=CFD:40025411")
    expect(page.get_by_role("heading", name="parcours trouvé")).to_be_visible()
    follow(page, page.get_by_role("article").first.get_by_role("link").first)
    expect(page.get_by_text("à confirmer").first).to_be_visible()
    accessible(page)


def test_every_leg_leads_to_the_official_step(page: Page) -> None:
    page.goto(FLAGSHIP)
    follow(page, page.get_by_role("article").first.get_by_role("link").first)
    expect(page.get_by_text("Affelnet").first).to_be_visible()
    expect(page.get_by_text("Dates à confirmer").first).to_be_visible()


def test_a_question_without_an_answer_gives_two_exits(page: Page) -> None:
    page.goto("/?from=CFD:32025413&near=COM:85047&to=CFD:40020103")
    ready(page)
    expect(page.locator(".plan-results").get_by_role("link")).not_to_have_count(0)
    assert page.locator(".plan-results").get_by_role("link").count() >= 2


def test_results_are_there_without_a_script(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(FLAGSHIP)
    expect(page.get_by_text("Rien à moins de 30 km de Challans")).to_be_visible()
    page.get_by_role("link", name="5 ans").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("construction navale")
    context.close()


def test_a_field_that_finds_nothing_says_what_to_try_and_offers_it(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name="Je vise")
    field.focus()
    page.keyboard.type("zzz qqq")
    expect(page.locator(".combo-note").filter(has_text="Rien ne correspond à ces mots")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Rien ne correspond à ces mots")).to_be_attached()
    suggestion = page.get_by_role("option").first
    expect(suggestion).to_be_visible()
    assert field.get_attribute("aria-activedescendant") is None
    accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"to=NSF"))


def test_a_sector_may_be_aimed_at_by_its_name(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Je vise").focus()
    page.keyboard.type("mécanique")
    page.get_by_role("option").filter(has_text="Secteur").first.click()
    expect(page).to_have_url(re.compile(r"to=NSF"))


def test_each_choice_leads_to_the_next_empty_field(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Je pars de").tap()
    page.get_by_role("option", name="3ᵉ").tap()
    expect(page.get_by_role("combobox", name="Près de")).to_be_focused()
    page.keyboard.type("challans")
    page.get_by_role("option", name="Challans").tap()
    arrival = page.get_by_role("combobox", name="Je vise")
    expect(arrival).to_be_focused()
    page.keyboard.type("construction navale")
    page.get_by_role("option", name="construction navale").first.tap()
    expect(page.get_by_role("heading", name="parcours trouvés")).to_be_visible()
    expect(arrival).not_to_be_focused()  # the keyboard on screen no longer covers the answer


def test_what_was_typed_is_taken_when_one_goes_on(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Près de").focus()
    page.keyboard.type("challans")
    expect(page.get_by_role("option", name="Challans")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("near=COM:85047"))
    expect(page.get_by_role("combobox", name="Je vise")).to_be_focused()


def test_a_long_name_is_shown_whole(page: Page) -> None:
    page.goto("/?from=stage:3e&near=COM:85194&to=ROME:H1203")
    ready(page)
    shown = page.locator(".trip-to-field .combo-shown")
    expect(shown).to_be_visible()
    expect(shown).to_have_text("Dessinateur-projeteur / Dessinatrice-projeteuse en mécanique")
    fits(page)


def test_journeys_to_a_job_name_the_diploma_they_end_with(page: Page) -> None:
    page.goto("/?from=stage:3e&near=COM:85194&to=ROME:H1203")
    ready(page)
    cards = page.get_by_role("article").all_inner_texts()
    assert len(set(cards)) == len(cards)
    assert all("BTS" in card or "Bac pro" in card for card in cards)


def test_a_failure_keeps_the_question_and_offers_to_try_again(page: Page) -> None:
    page.route("**/api/journeys?*", lambda route: route.fulfill(status=500, body=""))
    page.goto("/")
    choose(page, "Je vise", "construction navale", "construction navale")
    again = page.get_by_role("button", name="Réessayer")
    expect(again).to_be_visible()
    page.unroute("**/api/journeys?*")
    again.click()
    expect(page.get_by_role("heading", name="façons d’y arriver")).to_be_visible()
