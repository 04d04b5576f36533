"""What every answer tells the browser, whatever its status (ASVS v5.0.0-3.4)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.core.security.headers import CSP, FILES
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become, house_behind
from tests.conftest import browser
from tests.support.routes import every_route

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": CSP,
}
ANSWERS = [
    ("GET", "/api/health/live", 200),
    ("GET", "/api/notifications", 401),
    ("GET", "/api/nowhere", 404),
    ("GET", "/nulle-part", 404),
    ("DELETE", "/api/me", 405),
    ("POST", "/api/demo/session", 422),
    ("GET", "/api/t/failure", 500),
    ("GET", "/assets/unknown/app.js", 404),
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


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
async def test_every_kind_of_answer_carries_the_security_headers(
    breakable: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await breakable.request(method, path, json={} if method == "POST" else None)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "server" not in answer.headers


async def test_a_refused_forgery_carries_them_too(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as stranger:
        answer = await stranger.post("/api/session", json={})
    assert answer.status_code == 403
    assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED


async def test_a_file_of_the_build_runs_nothing_by_itself_and_may_be_kept(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    assets = house_behind(app).assets
    answer = await client.get(assets.url(assets.names()[0]))
    assert answer.status_code == 200
    assert {name: answer.headers.get(name) for name in FILES} == FILES
    assert "immutable" in answer.headers["Cache-Control"]


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
    answer = await client.get("/api/health/live")
    assert pictures_of(answer.headers["Content-Security-Policy"]) == "'self' data:"


async def test_tiles_add_their_own_origin_to_pictures_and_nothing_else(config: Settings) -> None:
    tiles = {"tiles_url": "https://tiles.example:8443/osm/{z}/{x}/{y}.png", "tiles_attribution": "© Quelqu’un"}
    app = create_app(config.model_copy(update=tiles))
    async with app.router.lifespan_context(app), browser(app) as client:
        answer = await client.get("/api/health/live")
    csp = answer.headers["Content-Security-Policy"]
    assert pictures_of(csp) == "'self' data: https://tiles.example:8443"
    assert csp.replace(" https://tiles.example:8443", "") == CSP


async def test_what_is_personal_is_never_kept_by_a_cache(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    personal = [route.example() for route in every_route() if "GET" in route.methods and route.path.startswith("/api")]
    for path in personal:
        answer = await client.get(path)
        if answer.status_code == 200 and "etag" not in answer.headers:
            assert answer.headers["Cache-Control"] == "no-store", path


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
