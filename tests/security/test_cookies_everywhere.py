"""Over https, every route as somebody whom it lets in, and the ways in that need a device or a provider: which answers
give a cookie, and that each is locked (ASVS v5.0.0-3.3.1 to 3.3.4)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from fastapi import FastAPI, Response

from passerelles.app import create_app
from passerelles.catalogue import live
from passerelles.core.db import Database
from passerelles.core.settings import ROOT, Settings
from tests.accounts.mailbox import ADDRESS, become, code_for, house_behind
from tests.accounts.mailbox import enter as enter_by_code
from tests.identity.hostile import SECRET, Hostile
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.conftest import enter_with, register
from tests.roles.callers import Caller, a_role, enter
from tests.security.knocking import prepared
from tests.security.matrix import ROLES, Row, read
from tests.security.test_cookies import unlocked
from tests.security.test_matrix import FOUND, _monday
from tests.security.things import Cell

__all__ = ["_monday"]

PUBLIC, ROWS = read()
ORIGIN: Final = "https://passerelles.example"
BEHIND_THE_DOOR: Final = {
    "DELETE /api/me/sessions",
    "DELETE /api/me/sessions/{session_id}",
    "DELETE /api/session",
    "POST /api/sign-out",
    "POST /api/me/erasure",
    "POST /api/guardian-links/{token}/declaration",
    "POST /api/invitations/{token}/acceptance",
}
"""The routes of the matrix that give, renew or take back a cookie."""
WAYS_IN: Final = {
    "POST /api/session",
    "POST /api/demo/session",
    "POST /api/session/passkey",
    "POST /api/sign-in/{provider}",
    "GET /connexion/{provider}/retour",
}


@pytest.fixture
def first_rows(world: Path) -> Path:
    return world


@pytest.fixture
async def over_https(config: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FastAPI]:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", SECRET)
    monkeypatch.setattr(Settings, "exposed", False)  # the provider of the tests speaks http
    provider = Hostile()
    served = provider.serve()
    told = {
        "base_url": ORIGIN,
        "allowed_hosts": ["passerelles.example"],
        "providers": json.dumps([provider.settings()]),
    }
    app = create_app(config.model_copy(update=told))
    await live.open_at_once(house_behind(app).db)
    yield app
    await house_behind(app).db.close()
    served.stop()


def browser(app: FastAPI) -> httpx.AsyncClient:
    ours = {"X-Requested-With": "passerelles"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, headers=ours)


async def let_in(app: FastAPI, row: Row) -> httpx.Response:
    """A route of the matrix as somebody who is answered a success there, or what they are answered at best."""
    db: Database = house_behind(app).db
    cells = [(row.expected(role, relation), role, relation) for role in ROLES for relation in row.relations]
    _, role, relation = min(cells, key=lambda cell: cell[0])
    actor = await enter(db, a_role(role))
    path, body = await prepared(row, Cell(db, actor, relation or "other"))
    async with browser(app) as client:
        return await client.request(row.method, path, json=body, headers=over_https_headers(actor))


def over_https_headers(actor: Caller) -> dict[str, str]:
    return actor.headers() | {"Cookie": f"__Host-sid={actor.token}"}


async def test_every_cookie_of_every_route_is_locked(over_https: FastAPI) -> None:
    giving, wrong = set(), {}
    for key, row in ROWS.items():
        answer = await let_in(over_https, row)
        assert answer.status_code != 401, key
        if "set-cookie" in answer.headers:
            giving.add(key)
        if unlocked(answer):
            wrong[key] = unlocked(answer)
    assert wrong == {}
    assert giving == BEHIND_THE_DOOR


async def test_every_cookie_of_every_way_in_is_locked(over_https: FastAPI) -> None:
    phone = Authenticator(origin=ORIGIN, rp_id=ORIGIN.removeprefix("https://"))
    given: dict[str, httpx.Response] = {}
    async with browser(over_https) as client, httpx.AsyncClient(verify=False) as outside:
        given["POST /api/session"] = await enter_by_code(client, ADDRESS, await code_for(client, over_https))
        await become(client, "student")
        await register(client, phone)
        given["POST /api/session/passkey"] = await enter_with(client, phone)
        given["POST /api/demo/session"] = await client.post("/api/demo/session", json={"persona": "student"})
        begun = await client.post("/api/sign-in/hostile", json={})
        given["POST /api/sign-in/{provider}"] = begun
        back = (await outside.get(begun.json()["location"])).headers["location"]
        given["GET /connexion/{provider}/retour"] = await client.get(back)
    assert set(given) == WAYS_IN
    assert all("set-cookie" in answer.headers for answer in given.values())
    assert {key: unlocked(answer) for key, answer in given.items() if unlocked(answer)} == {}


async def test_no_other_public_route_gives_a_cookie(over_https: FastAPI) -> None:
    giving = set()
    async with browser(over_https) as client:
        for key in sorted(PUBLIC - WAYS_IN):
            answer = await client.request(key.split(" ")[0], FOUND[key].example(), json={})
            if "set-cookie" in answer.headers:
                giving.add(key)
    assert giving == set()


def test_cookies_are_made_in_one_place() -> None:
    backend = ROOT / "backend" / "passerelles"
    made = {
        str(file.relative_to(backend))
        for file in backend.rglob("*.py")
        if any(
            word in file.read_text("utf-8") for word in (".set_cookie(", ".delete_cookie(", 'et-Cookie"', 'et-cookie"')
        )
    }
    assert made == {"core/security/cookies.py"}


@pytest.mark.parametrize("lock", ["secure", "httponly", "samesite", "path", "name"])
def test_an_open_lock_is_seen(lock: str) -> None:
    answer = Response()
    answer.set_cookie(
        "sid" if lock == "name" else "__Host-sid",
        "token",
        path="/moi" if lock == "path" else "/",
        secure=lock != "secure",
        httponly=lock != "httponly",
        samesite=None if lock == "samesite" else "lax",
    )
    assert unlocked(httpx.Response(200, headers=answer.headers.raw)) != []


def test_the_locked_one_is_not() -> None:
    answer = Response()
    answer.set_cookie("__Host-sid", "token", path="/", secure=True, httponly=True, samesite="lax")
    assert unlocked(httpx.Response(200, headers=answer.headers.raw)) == []
