"""Every screen: demonstration banner, noindex, one origin, 320 px, large text, dark, axe."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.screens import fits, ready

SCREENS = (
    "/",
    "/?from=stage:3e&near=COM:85047&to=CFD:32025413",
    "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a",
    "/?ideas=1",
    "/?to=ROME:H1203",
    "/comparer?ids=3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a,3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s",
    "/secteurs/NSF:25",
    "/explorer",
    "/explorer?vue=carte&sector=NSF:25",
    "/diplomes/CFD:40025411",
    "/formations/PRG:0850033Z.40025223.school",
    "/etablissements/UAI:0850033Z",
    "/metiers/ROME:H1203",
    "/stages",
    "/internats",
    "/internats/HOUSE:0850033Z",
    "/sport",
    "/moi",
    "/moi/securite",
    "/connexion",
    "/mentions-legales",
    "/confidentialite",
    "/accessibilite",
    "/sources",
    "/signaler",
    "/rien-de-tel",
)


@pytest.mark.parametrize("address", SCREENS)
def test_a_narrow_dark_screen_with_large_text_still_works(
    browser: Browser, base_url: str, address: str, accessible: Callable[[Page], None]
) -> None:
    context = browser.new_context(
        base_url=base_url, viewport={"width": 320, "height": 640}, color_scheme="dark", locale="fr-FR"
    )
    page = context.new_page()
    page.goto(address)
    ready(page)
    fits(page)
    accessible(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)
    context.close()


@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_asks_one_origin_and_says_that_it_is_a_demonstration(page: Page, base_url: str, address: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(address)
    ready(page)
    expect(page.get_by_text("Démonstration").first).to_be_visible()
    assert asked - {""} == {urlsplit(base_url).netloc}
    assert "noindex" in str(page.locator("meta[name=robots]").get_attribute("content"))
    assert "noindex" in httpx.get(f"{base_url}{address}").headers["x-robots-tag"]
