"""What every answer tells the browser, whatever its status (ASVS v5.0.0-3.4)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.core.errors import Problem
from passerelles.core.security import brake
from passerelles.core.security.headers import CSP, FILES
from passerelles.core.security.throttle import Limit
from passerelles.core.settings import ROOT, Settings
from tests.accounts.mailbox import house_behind
from tests.conftest import browser

ANYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'"
ON_DATA = ANYWHERE | {"Content-Security-Policy": NOTHING}
ON_A_PAGE = ANYWHERE | {"Content-Security-Policy": CSP}
USED = {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get", "web-share"}
"""What the pages ask of the browser: `navigator.clipboard`, `.credentials`, `.share`."""
JSON = {"Content-Type": "application/json"}
ANSWERS: list[tuple[str, str, int, dict[str, Any]]] = [
    ("GET", "/api/health/live", 200, {}),
    ("POST", "/api/session-codes", 202, {"json": {"email": "lea@exemple.fr"}}),
    ("DELETE", "/api/session", 204, {}),
    ("GET", "/signaler", 200, {}),
    ("GET", "/signaler", 304, {"headers": {"If-None-Match": "the one before"}}),
    ("GET", "/connexion/nobody/retour?state=x", 303, {}),
    ("GET", "/api/health/live", 400, {"headers": {"Host": "ailleurs.exemple"}}),
    ("GET", "/api/notifications", 401, {}),
    ("POST", "/api/session", 403, {"json": {}, "headers": {"Sec-Fetch-Site": "cross-site"}}),
    ("GET", "/api/nowhere", 404, {}),
    ("GET", "/nulle-part", 404, {}),
    ("GET", "/assets/unknown/app.js", 404, {}),
    ("DELETE", "/api/me", 405, {}),
    ("POST", "/api/session/passkey-challenges", 409, {}),
    ("POST", "/api/demo/session", 413, {"content": b"{}", "headers": JSON | {"Content-Length": "10737418240"}}),
    ("POST", "/api/demo/session", 415, {"content": b"x", "headers": {"Content-Type": "text/plain"}}),
    ("POST", "/api/demo/session", 422, {"json": {}}),
    ("POST", "/api/demo/session", 429, {"json": {}}),
    ("GET", "/api/t/failure", 500, {}),
    ("GET", "/api/journeys?to=ROME:I1605", 503, {}),
]


@pytest.fixture
async def breakable(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """The application with a route that fails."""

    def fail() -> None:
        raise RuntimeError

    app.add_api_route("/api/t/failure", fail)
    app.router.routes.insert(0, app.router.routes.pop())  # before the pages, which answer every other address
    async with browser(app) as client:
        yield client
    app.router.routes.pop(0)


@pytest.mark.parametrize("asked", ANSWERS)
async def test_every_kind_of_answer_carries_the_security_headers(
    breakable: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str, int, dict[str, Any]]
) -> None:
    method, path, status, sent = asked
    if status == 304:
        sent = {"headers": {"If-None-Match": (await breakable.get(path)).headers["ETag"]}}
    if status == 429:
        monkeypatch.setattr(brake, "PER_NETWORK", Limit("acts of a network", times=0, per=brake.PER_NETWORK.per))
        await breakable.request(method, path, **sent)
    answer = await breakable.request(method, path, **sent)
    assert answer.status_code == status
    expected = ON_DATA if "json" in answer.headers.get("content-type", "") else ON_A_PAGE
    if status == 303:
        expected = expected | {"Referrer-Policy": "no-referrer"}
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert "server" not in answer.headers
    assert (answer.headers["Cache-Control"] == "no-store") is (status not in {200, 304} or path.startswith("/api"))


def test_every_kind_of_refusal_is_among_them() -> None:
    """A new status of a `Problem` needs a line above; 410 and 502 come from routes whose own tests read them."""
    refusals = {problem.status for problem in every_problem()} - {400}
    assert refusals - {410, 502} <= {status for _, _, status, _ in ANSWERS}


def every_problem(of: type[Problem] = Problem) -> Iterator[type[Problem]]:
    for problem in of.__subclasses__():
        yield problem
        yield from every_problem(problem)


@pytest.mark.parametrize("path", ["/", "/connexion", "/signaler", "/nulle-part", "/moi"])
async def test_a_page_asks_the_browser_for_nothing_that_it_does_not_use(client: httpx.AsyncClient, path: str) -> None:
    features = (await client.get(path)).headers["Permissions-Policy"].split(", ")
    assert len(features) > 25
    assert all(feature.endswith("=()") for feature in features), "off for us too, not only for frames"
    off = {feature.removesuffix("=()") for feature in features}
    assert {"camera", "microphone", "geolocation", "payment", "usb", "clipboard-read"} <= off
    assert not off & USED


def test_what_the_pages_use_is_what_is_left_to_them() -> None:
    asks = re.compile(
        r"navigator\.(geolocation|mediaDevices|share|clipboard\.\w+|credentials\.\w+|wakeLock|usb|hid|serial|bluetooth)"
        r"|requestFullscreen|getDisplayMedia|PaymentRequest|requestMIDIAccess|Accelerometer|IdleDetector"
    )
    ours = [file for file in (ROOT / "frontend").rglob("*.js") if not {"vendor", "tests", "tools"} & {*file.parts}]
    found = {match[0] for file in ours for match in asks.finditer(file.read_text("utf-8"))}
    assert found == {
        "navigator.share", "navigator.clipboard.writeText", "navigator.credentials.create", "navigator.credentials.get",
    }  # fmt: skip


async def test_a_refused_forgery_carries_them_too(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as stranger:
        answer = await stranger.post("/api/session", json={})
    assert answer.status_code == 403
    assert {name: answer.headers.get(name) for name in ON_DATA} == ON_DATA


async def test_a_file_of_the_build_runs_nothing_by_itself_and_may_be_kept(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    """Scripts, styles and fonts opened on their own are text or nothing: only what a browser would show is shut in."""
    assets = house_behind(app).assets
    shut_in = {}
    for name in assets.names():
        answer = await client.head(assets.url(name))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "immutable" in answer.headers["Cache-Control"]
        shut_in[name.rpartition(".")[2]] = answer.headers.get("Content-Security-Policy")
    assert {kind for kind, policy in shut_in.items() if policy is None} == {"js", "css", "woff2"}
    assert shut_in["svg"] == FILES["Content-Security-Policy"]


async def test_a_failure_is_a_problem_that_says_nothing_of_us(breakable: httpx.AsyncClient) -> None:
    answer = await breakable.get("/api/t/failure")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problemes/failure"
    assert "RuntimeError" not in answer.text


def test_the_content_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in CSP.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert "*" not in CSP


def pictures_of(csp: str) -> str:
    return dict(rule.split(" ", 1) for rule in csp.split("; "))["img-src"]


async def test_without_tiles_no_picture_comes_from_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/signaler")
    assert pictures_of(answer.headers["Content-Security-Policy"]) == "'self' data:"


async def test_tiles_add_their_own_origin_to_pictures_and_nothing_else(config: Settings) -> None:
    tiles = {"tiles_url": "https://tiles.example:8443/osm/{z}/{x}/{y}.png", "tiles_attribution": "© Quelqu’un"}
    app = create_app(config.model_copy(update=tiles))
    async with app.router.lifespan_context(app), browser(app) as client:
        answer = await client.get("/signaler")
    csp = answer.headers["Content-Security-Policy"]
    assert pictures_of(csp) == "'self' data: https://tiles.example:8443"
    assert csp.replace(" https://tiles.example:8443", "") == CSP


@pytest.mark.parametrize(("base_url", "kept"), [("http://testserver", False), ("https://testserver", True)])
async def test_https_is_remembered_where_there_is_https(config: Settings, base_url: str, kept: bool) -> None:
    app = create_app(config.model_copy(update={"base_url": base_url}))
    async with app.router.lifespan_context(app), browser(app) as client:
        answer = await client.get("/api/health/live")
    assert ("strict-transport-security" in answer.headers) is kept


@pytest.mark.parametrize(("demo", "hidden"), [(True, True), (False, False)])
async def test_robots_are_kept_out_of_a_demonstration(config: Settings, demo: bool, hidden: bool) -> None:
    app = create_app(config.model_copy(update={"demo": demo}))
    async with app.router.lifespan_context(app), browser(app) as client:
        answer = await client.get("/api/health/live")
    assert ("noindex" in answer.headers.get("x-robots-tag", "")) is hidden
