"""No foreign page can act: every unsafe route, read from the application (ASVS v5.0.0-3.5.1 to 3.5.3)."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from passerelles.core.security.csrf import refusal_for
from tests.support.routes import every_route

UNSAFE = [(method, route.example()) for route in every_route() for method in sorted(route.unsafe_methods)]
UNSAFE_ONLY = sorted(
    {route.example() for route in every_route() if route.unsafe_methods}
    - {route.example() for route in every_route() if "GET" in route.methods}
)
OURS = {"X-Requested-With": "passerelles"}
JSON = {"Content-Type": "application/json"}


async def knock(app: FastAPI, method: str, path: str, headers: dict[str, str], body: bytes = b"{}") -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as stranger:
        return await stranger.request(method, path, headers=headers, content=body)


def test_there_are_unsafe_routes_to_try() -> None:
    assert len(UNSAFE) >= 8


async def test_every_unsafe_route_refuses_what_a_foreign_page_can_send(app: FastAPI) -> None:
    forged: dict[str, tuple[dict[str, str], int]] = {
        "a form": ({"Content-Type": "application/x-www-form-urlencoded"}, 403),
        "a form that posts text": ({"Content-Type": "text/plain"}, 403),
        "JSON without our header": (JSON, 403),
        "another origin": ({**JSON, **OURS, "Origin": "https://ailleurs.exemple"}, 403),
        "a look-alike origin": ({**JSON, **OURS, "Origin": "http://testserver.ailleurs.exemple"}, 403),
        "no origin (sandbox)": ({**JSON, **OURS, "Origin": "null"}, 403),
        "an origin that is none": ({**JSON, **OURS, "Origin": "http://[::1"}, 403),
        "another site": ({**JSON, **OURS, "Sec-Fetch-Site": "cross-site"}, 403),
        "a sibling site": ({**JSON, **OURS, "Sec-Fetch-Site": "same-site"}, 403),
        "text with our header": ({"Content-Type": "text/plain", **OURS}, 415),
        "a form with our header": ({"Content-Type": "multipart/form-data; boundary=x", **OURS}, 415),
        "no type with our header": (OURS, 415),
    }
    wrong = []
    for method, path in UNSAFE:
        for name, (headers, status) in forged.items():
            answer = await knock(app, method, path, headers)
            if answer.status_code != status:
                wrong.append((method, path, name, answer.status_code))
    assert wrong == []


async def test_the_applications_own_calls_pass_the_guard(app: FastAPI) -> None:
    own = {**JSON, **OURS, "Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    for method, path in UNSAFE:
        answer = await knock(app, method, path, own)
        assert answer.headers.get("content-type", "") == "" or "cross-site" not in answer.text, (method, path)
        assert answer.status_code not in {403, 415}, (method, path)


@pytest.mark.parametrize("path", UNSAFE_ONLY)
async def test_a_link_never_acts(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code in {404, 405}
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/api/bookings", "/api/session", "/api/me"])
async def test_no_foreign_page_is_told_that_it_may_ask(client: httpx.AsyncClient, path: str) -> None:
    preflight = {"Origin": "https://ailleurs.exemple", "Access-Control-Request-Method": "POST"}
    answer = await client.options(path, headers=preflight)
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    assert answer.status_code in {404, 405}


async def test_a_method_in_disguise_stays_what_it_is(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/session", headers={"X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code in {404, 405}


def test_a_program_needs_one_header_only() -> None:
    from starlette.datastructures import Headers

    assert refusal_for(Headers({"idempotency-key": "k", "content-type": "application/json"})) is None
