"""Journeys in a real browser against the real server: system Chromium, a phone, axe on every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from passerelles.core.settings import ROOT
from tests.support.server import Server
from tests.support.tools import chromium

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE_MS = 20_000
MINUTES = 180.0
expect.set_options(timeout=PATIENCE_MS)
PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("e2e"))
    try:
        running.wait()
        for first in ("/", "/internats/HOUSE:0850033Z"):  # what first answers compile is not the browser's to wait for
            httpx.get(running.url + first, timeout=MINUTES)
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium when there is one; else the browser that `playwright install` brought."""
    path = chromium()
    own = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **own, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": PHONE,
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
    }


@pytest.fixture
def desk(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A staff member's computer."""
    context = browser.new_context(
        base_url=base_url, viewport={"width": 1280, "height": 800}, locale="fr-FR", timezone_id="Europe/Paris"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """The phone. What has not come after twenty seconds will not come."""
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(autouse=True)
def quiet_console(context: BrowserContext) -> Iterator[None]:
    """No error in the console, no report of the content security policy, no request to another origin."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text or "net::ERR_INTERNET_DISCONNECTED" in message.text
        if message.type == "error" and not expected:
            complaints.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield
    assert complaints == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing on this screen."""
    source = AXE.read_text("utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
        found = [
            f"{violation['id']}: {violation['help']} {[node['target'] for node in violation['nodes']][:3]}"
            for violation in result["violations"]
        ]
        assert found == [], f"on {page.url}"

    return check


def sign_in(page: Page, persona: str, n: int = 1) -> None:
    """Become a demonstration person, through the API that the demonstration screen uses."""
    answer = page.request.post(
        "/api/demo/session", data={"persona": persona, "n": n}, headers={"X-Requested-With": "passerelles"}
    )
    assert answer.ok, answer.text()
