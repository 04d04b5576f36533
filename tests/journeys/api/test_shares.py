"""A counsellor's link: opens without an account, carries no name, ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select

from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.ids import digest
from passerelles.core.security.throttle import Limit
from passerelles.journeys import router
from passerelles.journeys.tables import ShareLink
from tests.accounts.mailbox import become
from tests.conftest import browser

ITINERARY = "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s"
NOTE = "On en parle jeudi\u00a0?"


@pytest.fixture
async def counsellor(reader: httpx.AsyncClient) -> httpx.AsyncClient:
    await become(reader, "counsellor")
    return reader


async def make(counsellor: httpx.AsyncClient, **body: object) -> dict[str, Any]:
    response = await counsellor.post("/api/shares", json={"itinerary": ITINERARY, "note": NOTE, **body})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


def token_of(made: dict[str, Any]) -> str:
    return str(made["url"]).rpartition("/p/")[2]


async def mine(counsellor: httpx.AsyncClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await counsellor.get("/api/shares")).json()["items"]
    return items


async def test_a_link_opens_without_an_account(counsellor: httpx.AsyncClient, app: FastAPI) -> None:
    token = token_of(await make(counsellor))
    async with browser(app) as stranger:
        response = await stranger.get(f"/api/shared/{token}")
    assert response.status_code == 200
    shared = response.json()
    assert shared["note"] == NOTE
    assert shared["page"]["itinerary"]["id"] == ITINERARY


async def test_a_link_is_for_nobody_else_s_eyes(counsellor: httpx.AsyncClient) -> None:
    token = token_of(await make(counsellor))
    for address in (token, "unknown"):
        headers = (await counsellor.get(f"/api/shared/{address}")).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"].startswith("noindex")
        assert headers["Cache-Control"] == "no-store"


async def test_a_link_names_nobody(counsellor: httpx.AsyncClient) -> None:
    me = (await counsellor.get("/api/me")).json()
    text = (await counsellor.get(f"/api/shared/{token_of(await make(counsellor))}")).text
    assert me["name"]
    assert me["name"] not in text
    assert str(me["id"]) not in text


async def test_only_the_digest_of_the_token_is_kept(counsellor: httpx.AsyncClient, db: Database) -> None:
    tokens = {token_of(await make(counsellor)) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 22 for token in tokens)  # 22 characters of base64 hold 128 bits
    async with db.read() as session:
        kept = (await session.execute(select(ShareLink))).scalars().all()
    assert {link.token_digest for link in kept} == {digest(token) for token in tokens}
    assert not any(token in str(link) for link in kept for token in tokens)


async def test_a_link_lasts_thirty_days_unless_said_otherwise(counsellor: httpx.AsyncClient) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False):
        usual, short = await make(counsellor), await make(counsellor, days=2)
    with time_machine.travel(start + timedelta(days=2, seconds=1)):
        assert (await counsellor.get(f"/api/shared/{token_of(usual)}")).status_code == 200
        gone = await counsellor.get(f"/api/shared/{token_of(short)}")
    assert gone.status_code == 410
    assert gone.json()["type"] == "/problemes/share-expired"
    assert "nouveau lien" in gone.json()["next"]


async def test_a_revoked_link_is_closed_at_once(counsellor: httpx.AsyncClient) -> None:
    made = await make(counsellor)
    first = await counsellor.post(f"/api/shares/{made['id']}/revocation")
    again = await counsellor.post(f"/api/shares/{made['id']}/revocation")
    assert first.json()["state"] == "revoked"
    assert again.json() == first.json()
    gone = await counsellor.get(f"/api/shared/{token_of(made)}")
    assert gone.status_code == 410
    assert gone.json()["type"] == "/problemes/share-revoked"


async def test_an_unknown_token_is_not_found(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/api/shared/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).status_code == 404


async def test_openings_are_counted_and_a_head_request_is_not(counsellor: httpx.AsyncClient) -> None:
    token = token_of(await make(counsellor))
    await counsellor.head(f"/api/shared/{token}")
    await counsellor.head(f"/p/{token}")
    await counsellor.get(f"/p/{token}")
    for told in (None, None, None, None, 5, 6):  # under five, nobody is told whether one person looked
        await counsellor.get(f"/api/shared/{token}")
        assert (await mine(counsellor))[0]["opened"] == told


async def test_each_counsellor_sees_and_closes_their_own(counsellor: httpx.AsyncClient, app: FastAPI) -> None:
    made = await make(counsellor)
    async with browser(app) as other:
        await become(other, "counsellor", 2)
        assert await mine(other) == []
        assert (await other.post(f"/api/shares/{made['id']}/revocation")).status_code == 404
    shown = (await mine(counsellor))[0]
    assert (shown["id"], shown["state"], shown["note"]) == (made["id"], "active", NOTE)
    assert shown["title"] == "BTS Conception et industrialisation en construction navale, en 5\u00a0ans"
    assert "token" not in shown
    assert "url" not in shown


async def test_only_a_counsellor_makes_links(reader: httpx.AsyncClient) -> None:
    body = {"itinerary": ITINERARY}
    assert (await reader.post("/api/shares", json=body)).status_code == 401
    await become(reader, "student")
    assert (await reader.post("/api/shares", json=body)).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {"itinerary": "3e_0850033Z.99999999.s"},
        {"itinerary": ITINERARY, "days": 0},
        {"itinerary": ITINERARY, "days": 91},
        {"itinerary": ITINERARY, "note": "x" * 281},
        {"itinerary": ITINERARY, "created_by": "somebody"},
    ],
)
async def test_a_link_to_nothing_or_with_anything_more_is_refused(
    counsellor: httpx.AsyncClient, body: dict[str, object]
) -> None:
    assert (await counsellor.post("/api/shares", json=body)).status_code in {404, 422}
    assert await mine(counsellor) == []


async def test_links_that_open_nothing_are_counted(reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(router, "WRONG_LINKS", Limit("wrong links", times=2, per=router.WRONG_LINKS.per))
    statuses = [(await reader.get(f"/api/shared/{'x' * 20}{n}")).status_code for n in range(3)]
    assert statuses == [404, 404, 429]
