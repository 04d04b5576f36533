"""Somebody who does not know yet: sectors within reach, five questions, a sector's page, the ways into a job."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from e2e.screens import choose, fits, follow, ready


def test_a_student_who_does_not_know_explores_by_sector(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/")
    choose(page, "Je pars de", "3", "3")
    choose(page, "Près de", "challans", "Challans")
    expect(page.get_by_role("heading", name="Commence par un secteur")).to_be_visible()
    accessible(page)
    fits(page)
    sector = page.get_by_role("article").first.get_by_role("heading").get_by_role("link")
    name = sector.inner_text()
    expect(follow(page, sector)).to_have_text(name)
    accessible(page)
    fits(page)
    follow(page, page.get_by_role("link", name="Trouver mon parcours dans ce secteur"))
    expect(page.get_by_role("heading", name="façons d’y arriver")).to_be_visible()


def test_not_knowing_is_a_choice_among_the_arrivals(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Je vise").click()
    page.get_by_role("option", name="Je ne sais pas encore").click()
    expect(page).to_have_url(re.compile("ideas=1"))
    expect(page.get_by_role("button", name="Répondre à cinq questions")).to_be_visible()


def test_the_five_questions_keep_their_answers_on_the_device(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/?ideas=1")
    ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.get_by_role("button", name="Répondre à cinq questions").click()
    for number in range(1, 6):
        expect(page.get_by_role("heading", name=f"Question {number} sur 5")).to_be_focused()
        if number == 1:
            accessible(page)
        page.get_by_role("radio").first.click(force=True)
    expect(page.get_by_role("heading", name="Des pistes pour toi")).to_be_focused()
    accessible(page)
    fits(page)
    assert {path for path in asked if path.startswith("/api/")} <= {"/api/guide", "/api/campus"}
    page.reload()
    expect(page.get_by_role("heading", name="Des pistes pour toi")).to_be_visible()
    page.get_by_role("button", name="Effacer mes réponses").click()
    expect(page.get_by_role("heading", name="Question 1 sur 5")).to_be_focused()


def test_the_rarer_settings_are_in_the_address(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/?from=stage:3e&near=COM:85047&to=CFD:32025413")
    ready(page)
    page.get_by_role("button", name="Plus de réglages").click()
    page.get_by_role("group", name="Éviter").get_by_role("button", name="L’alternance").click()
    expect(page).to_have_url(re.compile("avoid=apprenticeship"))
    page.get_by_role("combobox", name="Rentrée").select_option(index=1)
    expect(page).to_have_url(re.compile("start=20"))
    ready(page)
    accessible(page)
    fits(page)
    expect(page.locator(".segment[data-track=apprenticeship]")).to_have_count(0)


def test_turning_the_question_round_leaves_from_the_arrival(page: Page) -> None:
    page.goto("/?from=stage:3e&near=COM:85047&to=CFD:40025411")
    ready(page)
    page.get_by_role("button", name="Repartir de l’arrivée").click()
    expect(page).to_have_url(re.compile("from=CFD:40025411"))
    ready(page)


def test_a_job_shows_all_the_ways_in_shortest_first(page: Page, accessible: Callable[[Page], None]) -> None:
    page.goto("/metiers/ROME:H1203")
    ready(page)
    expect(page.get_by_role("heading", name="façons d’y arriver")).to_be_visible()
    expect(page.get_by_text("Départ").first).to_be_visible()
    accessible(page)
    fits(page)
