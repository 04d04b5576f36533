"""The installed app: what opens without a network, what is never kept, and how the worker is replaced or stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from e2e.conftest import sign_in
from e2e.front_door import FrontDoor, front_door
from passerelles.core.settings import ROOT

FLAGSHIP = "/parcours/3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a"
KEPT = f"/api/journeys/{FLAGSHIP.removeprefix('/parcours/')}"
TITLE = "BTS Conception et industrialisation en construction navale"

CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found[name] = {};
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      found[name][new URL(request.url).pathname] = await response.text();
    }
  }
  return found;
}"""


def install(page: Page, path: str = FLAGSHIP) -> None:
    """Open a page and wait until the worker controls it and has kept what it keeps."""
    page.goto(path)
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"!!(await (await caches.open('kept')).match('{KEPT}'))")


def until(page: Page, condition: str) -> None:
    """Wait for a condition in the page. `wait_for_function` would evaluate text there, which our policy forbids."""
    for _ in range(200):
        if page.evaluate(f"async () => {condition}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def cached(page: Page) -> dict[str, dict[str, str]]:
    """Cache name to path to text."""
    found: dict[str, dict[str, str]] = page.evaluate(CACHED)
    return found


def test_the_app_is_installable(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], base_url: str, tmp_path: Path
) -> None:
    context = browser_type.launch_persistent_context(str(tmp_path), **browser_type_launch_args)
    page = context.new_page()
    page.goto(base_url)
    until(page, "navigator.serviceWorker.controller !== null")
    tools = context.new_cdp_session(page)
    assert tools.send("Page.getAppManifest")["errors"] == []
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    context.close()


def test_the_last_itinerary_opens_without_a_network_and_says_its_age(page: Page, context: BrowserContext) -> None:
    install(page)
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text("Bac pro Technicien en chaudronnerie industrielle")
    expect(page.locator("passerelles-app")).to_contain_text("Hors ligne")
    expect(page.locator("main .pill[data-tone=wait]").first).to_be_visible()


def test_what_was_never_read_says_that_the_network_is_missing(page: Page, context: BrowserContext) -> None:
    install(page)
    context.set_offline(True)
    page.goto("/etablissements/UAI:0850033Z")
    expect(page.locator("main")).to_contain_text("réseau")
    page.goto("/confidentialite")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu es hors ligne")


def test_nothing_personal_is_ever_kept(page: Page) -> None:
    install(page)
    sign_in(page, "student")
    for path in ("/moi", "/internats", "/connexion", FLAGSHIP):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    name = page.request.get("/api/me").json()["name"]
    found = cached(page)
    kept = set(found["kept"])
    assert kept <= {KEPT, "/api/campus"}
    assert not [path for files in found.values() for path, text in files.items() if name in text]


def test_leaving_forgets_what_was_read_even_without_a_network(page: Page, context: BrowserContext) -> None:
    install(page)
    assert KEPT in cached(page)["kept"]
    context.set_offline(True)
    entry = page.locator("script[type=module]").get_attribute("src") or ""
    page.evaluate("url => import(url).then(offline => offline.purge())", entry.replace("app.js", "core/offline.js"))
    assert "kept" not in cached(page)


# The worker's own life: deployments, a poisoned one, the kill switch


@pytest.fixture
def door(base_url: str) -> Iterator[FrontDoor]:
    with front_door(base_url) as opened:
        yield opened


def deploy(door: FrontDoor, name: str, *more: str) -> None:
    """Serve the worker of another build, with these files added to its list."""
    served = httpx.get(f"{door.behind}/sw.js").text
    head, _, rest = served.partition("\n")
    build = json.loads(head.removeprefix("const BUILD = ").removesuffix(";"))
    changed = {**build, "name": name, "files": [*build["files"], *more]}
    door.worker = f"const BUILD = {json.dumps(changed)};\n{rest}"


def update(page: Page) -> str:
    """Look for another worker; say what became of it: `activated` or `redundant`."""
    state: str = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const next = new Promise((found) => registration.addEventListener('updatefound', found, { once: true }));
          await registration.update();
          await next;
          const found = registration.installing ?? registration.waiting ?? registration.active;
          while (found.state !== 'activated' && found.state !== 'redundant')
            await new Promise((resolve) => found.addEventListener('statechange', resolve, { once: true }));
          return found.state;
        }"""
    )
    return state


def builds(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => caches.keys().then(names => names.filter(n => n.startsWith('assets-')))")
    return found


def test_the_two_latest_builds_are_kept(page: Page, door: FrontDoor) -> None:
    install(page, door.url + FLAGSHIP)
    for name in ("second", "third"):
        deploy(door, name)
        assert update(page) == "activated"
    until(page, "(await caches.keys()).filter(name => name.startsWith('assets-')).length === 2")
    assert builds(page) == ["assets-second", "assets-third"]


@pytest.mark.parametrize("wrong", ["/confidentialite", "/moi", "/assets/nowhere/x.js", "/api/campus"])
def test_a_wrong_file_during_installation_leaves_the_former_worker(page: Page, door: FrontDoor, wrong: str) -> None:
    install(page, door.url + FLAGSHIP)
    before = builds(page)
    deploy(door, "poisoned", wrong)
    assert update(page) == "redundant"
    assert builds(page) == before
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def test_the_kill_switch_forgets_everything_and_reloads_once(page: Page, door: FrontDoor) -> None:
    install(page, door.url + FLAGSHIP)
    door.worker = (ROOT / "frontend" / "sw-off.js").read_text("utf-8")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    with page.expect_navigation():
        page.evaluate("() => { navigator.serviceWorker.getRegistration().then((found) => found.update()); }")
    until(page, "(await navigator.serviceWorker.getRegistrations()).length === 0")
    assert cached(page) == {}
    page.wait_for_load_state("networkidle")
    assert len(loads) == 1
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
