"""The first content as it comes from the server: a phone whose scripts are off or did not load reads and plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.screens import fits

FIRST_CONTENTS = (
    "/",
    "/?to=mecanique",
    "/?from=stage:3e&near=COM:85047&to=CFD:32025413",
    "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a",
    "/explorer",
    "/diplomes/CFD:32025413",
    "/formations/PRG:0850033Z.40025223.school",
    "/etablissements/UAI:0850033Z",
    "/metiers/ROME:H1203",
    "/stages",
    "/sport",
    "/internats",
    "/internats/HOUSE:0850033Z",
    "/moi",
    "/hors-ligne",
)


@pytest.fixture
def unscripted(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a phone that runs no script."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def test_a_journey_is_planned_without_a_script(unscripted: Page) -> None:
    unscripted.goto("/")
    unscripted.get_by_label("Autour de").fill("Challans")
    unscripted.get_by_label("Je vise").fill("construction navale")
    unscripted.get_by_role("button", name="Chercher un parcours").click()
    unscripted.get_by_role("link", name="BTS Conception et industrialisation en construction navale").click()
    expect(unscripted.get_by_text("Rien à moins de 30")).to_be_visible()
    unscripted.locator("main .card-title a").first.click()
    expect(unscripted.get_by_role("heading", level=1)).to_contain_text("en 5")
    expect(unscripted.get_by_text("Tu es ici")).to_be_visible()
    expect(unscripted.get_by_text("n’est pas une admission")).to_be_visible()


@pytest.mark.parametrize("address", FIRST_CONTENTS)
def test_the_first_content_fits_a_narrow_screen_and_axe_finds_nothing(
    browser: Browser, base_url: str, address: str, accessible: Callable[[Page], None]
) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": 320, "height": 640}, locale="fr-FR")
    context.route("**/app.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    fits(page)
    accessible(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)
    context.close()
