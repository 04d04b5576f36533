"""Another release while a tab is open: the tab goes on, or reloads once; nobody sees a blank page or a loop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import PATIENCE_MS
from e2e.front_door import FrontDoor, front_door
from e2e.screens import ready
from e2e.test_offline import FLAGSHIP, install, until, update
from passerelles.core.settings import ROOT
from tests.support.server import Server


@pytest.fixture(scope="module")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The next release: another build, which does not have the files of the one before."""
    folder = tmp_path_factory.mktemp("next")
    frontend = folder / "frontend"
    shutil.copytree(ROOT / "frontend", frontend, ignore=shutil.ignore_patterns("tests", "tools", "node_modules"))
    app = frontend / "app.js"
    app.write_text(f"{app.read_text('utf-8')}\ndocument.documentElement.dataset.release = 'next';\n", "utf-8")
    running = Server(folder, PASSERELLES_FRONTEND_DIR=str(frontend))
    try:
        running.wait()
        for path in ("/explorer", "/api/internships/companies", "/api/facilities"):
            httpx.get(running.url + path, timeout=60)  # its first answers are prepared now, not while a tab waits
        yield running
    finally:
        running.stop()


@pytest.fixture
def door(base_url: str) -> Iterator[FrontDoor]:
    with front_door(base_url) as opened:
        yield opened


def release_of(page: Page) -> str | None:
    found: str | None = page.evaluate("document.documentElement.dataset.release ?? null")
    return found


def follow_tab(page: Page, name: str) -> None:
    """Tap a tab and wait for its screen."""
    page.get_by_role("navigation", name="Rubriques").get_by_role("link", name=name).click()
    expect(page.get_by_role("link", name=name).first).to_have_attribute("aria-current", "page")
    ready(page)


def test_an_old_tab_goes_on_with_its_own_files_then_takes_the_new_release_when_told(
    page: Page, door: FrontDoor, next_release: Server
) -> None:
    install(page, door.url + FLAGSHIP)
    page.goto(door.url + "/explorer")
    ready(page)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    door.behind = next_release.url

    follow_tab(page, "Stages")  # never opened before: its files are gone from the server, not from the phone
    assert (loads, release_of(page)) == ([], None)

    assert update(page) == "activated"
    banner = page.get_by_role("complementary", name="Mise à jour")
    expect(banner).to_be_visible()
    follow_tab(page, "Sport")
    assert (loads, release_of(page)) == ([], None)

    banner.get_by_role("button", name="Mettre à jour").click()
    until(page, "document.documentElement.dataset.release === 'next'")
    ready(page)
    page.wait_for_load_state("networkidle")
    assert len(loads) == 1
    expect(banner).to_have_count(0)


def test_a_tab_without_a_worker_reloads_once(browser: Browser, door: FrontDoor, next_release: Server) -> None:
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844}, locale="fr-FR")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(door.url + "/explorer")
    ready(page)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    door.behind = next_release.url
    page.get_by_role("navigation", name="Rubriques").get_by_role("link", name="Stages").click()
    expect(page.locator("html[data-release=next]")).to_be_attached()
    ready(page)
    page.wait_for_load_state("networkidle")
    assert len(loads) == 1
    assert page.url.endswith("/stages")
    context.close()


def test_a_new_visit_with_an_old_worker_gets_the_new_release_whole(
    page: Page, door: FrontDoor, next_release: Server
) -> None:
    install(page, door.url + FLAGSHIP)
    door.behind = next_release.url
    page.goto(door.url + "/stages")
    until(page, "document.documentElement.dataset.release === 'next'")
    ready(page)
