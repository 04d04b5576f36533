"""Take the README's screenshots from the real application, on its demonstration: `make screenshots`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from e2e.conftest import CHROMIUM_ARGUMENTS, PHONE, sign_in
from e2e.screens import ready
from passerelles.core.settings import ROOT
from tests.support.server import Server
from tests.support.tools import chromium

FOLDER = ROOT / "docs" / "screenshots"
JOURNEY = "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a"
HOUSE = "/internats/HOUSE:0850033Z"


def phone(browser: Browser, url: str, scheme: Literal["light", "dark"] = "light") -> Page:
    options: dict[str, Any] = {"viewport": PHONE, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
    context = browser.new_context(
        base_url=url, color_scheme=scheme, locale="fr-FR", timezone_id="Europe/Paris", **options
    )
    return context.new_page()


def desk(browser: Browser, url: str) -> Page:
    return browser.new_context(
        base_url=url, viewport={"width": 1280, "height": 800}, locale="fr-FR", timezone_id="Europe/Paris"
    ).new_page()


def shot(page: Page, name: str, address: str) -> None:
    """Open twice: the heading's font is there on the second view only, by design."""
    for _ in range(2):
        page.goto(address)
        ready(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stdout.write(f"{name}\n")


def ask_for_two_nights(page: Page, zone: str = "majeurs") -> None:
    page.goto(HOUSE)
    ready(page)
    page.get_by_role("radio", name=zone).check()
    page.get_by_role("button", name="Mois suivant").click()
    free = page.locator("td[role=gridcell][data-state=free][aria-selected=false]")
    for _ in range(2):
        free.first.click()


def send(page: Page) -> None:
    page.get_by_role("button", name="Demander ce lit").click()
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_role("button", name="Retirer ma demande").wait_for()


def take(browser: Browser, url: str) -> None:
    page = phone(browser, url)
    shot(page, "plan", "/?from=stage:3e&near=COM:85047&to=CFD:32025413")
    shot(page, "itinerary", JOURNEY)
    shot(page, "programme", "/formations/PRG:0850033Z.40025223.school")
    ask_for_two_nights(page)
    page.screenshot(path=FOLDER / "house.png")
    student = phone(browser, url, "dark")
    sign_in(student, "student", 2)
    ask_for_two_nights(student)
    send(student)
    shot(student, "me", "/moi")
    minor = phone(browser, url)
    sign_in(minor, "student", 1)
    ask_for_two_nights(minor, "garçons")
    send(minor)
    guardian = phone(browser, url)
    sign_in(guardian, "guardian", 1)
    shot(guardian, "agreement", minor.url.replace("/moi/demandes/", "/moi/accords/"))
    staff = desk(browser, url)
    sign_in(staff, "boarding", 1)
    shot(staff, "bed-plan", "/gestion/internats/HOUSE:0850033Z")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        try:
            server.wait()
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
            take(browser, server.url)
            browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
