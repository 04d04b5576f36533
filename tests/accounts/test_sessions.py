"""Sessions: a new secret at each sign-in, two time limits, an end that is an end."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import func, select

from passerelles.accounts.rules import LIMITS, SEEN_EVERY
from passerelles.accounts.tables import SessionRecord
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.ids import digest
from tests.accounts.mailbox import become
from tests.conftest import browser


async def sessions_kept(db: Database) -> list[SessionRecord]:
    async with db.read() as session:
        return list((await session.execute(select(SessionRecord))).scalars())


async def is_signed_in(client: httpx.AsyncClient) -> bool:
    return bool((await client.get("/api/me")).json()["signed_in"])


async def test_a_visitor_is_answered_and_no_session_is_opened(client: httpx.AsyncClient, db: Database) -> None:
    answer = await client.get("/api/me")
    assert answer.status_code == 200
    assert answer.json() == {
        "signed_in": False,
        "id": None,
        "name": None,
        "minor": None,
        "birth_date_known": False,
        "roles": [],
        "home": None,
        "demo": False,
        "unread": 0,
        "expires_at": None,
    }
    assert "set-cookie" not in answer.headers
    assert await sessions_kept(db) == []


async def test_only_the_digest_of_the_secret_is_kept(client: httpx.AsyncClient, db: Database) -> None:
    await become(client, "student")
    token = client.cookies["sid"]
    assert len(token) >= 43  # 256 bits in base64
    assert [kept.digest for kept in await sessions_kept(db)] == [digest(token)]


async def test_signing_in_again_changes_the_secret_and_ends_the_old_session(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    await become(client, "student")
    before = client.cookies["sid"]
    await become(client, "counsellor")
    assert client.cookies["sid"] != before
    async with browser(app) as thief:
        thief.cookies.set("sid", before)
        assert not await is_signed_in(thief)


async def test_signing_out_ends_the_session_for_whoever_kept_a_copy(client: httpx.AsyncClient, app: FastAPI) -> None:
    await become(client, "student")
    token = client.cookies["sid"]
    answer = await client.delete("/api/session")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "sid" not in client.cookies
    async with browser(app) as thief:
        thief.cookies.set("sid", token)
        assert (await thief.get("/api/notifications")).status_code == 401


async def test_signing_out_twice_is_fine(client: httpx.AsyncClient) -> None:
    assert (await client.delete("/api/session")).status_code == 204


@pytest.mark.parametrize(("persona", "kind"), [("boarding", "staff"), ("student", "personal")])
async def test_a_session_left_alone_ends(client: httpx.AsyncClient, persona: str, kind: str) -> None:
    await become(client, persona)
    start = clock.now()
    limits = LIMITS["staff" if kind == "staff" else "personal"]
    with time_machine.travel(start + limits.idle + timedelta(minutes=1)):
        assert not await is_signed_in(client)


async def test_a_staff_session_in_use_still_ends_after_twelve_hours(client: httpx.AsyncClient) -> None:
    await become(client, "boarding")
    start = clock.now()
    for turns in range(1, 36):
        with time_machine.travel(start + timedelta(minutes=20) * turns):
            assert await is_signed_in(client), turns
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert not await is_signed_in(client)


async def test_the_last_use_is_written_from_time_to_time_only(client: httpx.AsyncClient, db: Database) -> None:
    await become(client, "student")
    start = (await sessions_kept(db))[0].seen_at
    await client.get("/api/me")
    assert (await sessions_kept(db))[0].seen_at == start
    with time_machine.travel(clock.now() + SEEN_EVERY):
        await client.get("/api/me")
    assert (await sessions_kept(db))[0].seen_at > start


async def test_a_made_up_secret_opens_nothing(client: httpx.AsyncClient) -> None:
    for token in ("", "x", "x" * 4000, "é", "' OR 1=1"):
        answer = await client.get("/api/notifications", headers={b"Cookie": f"sid={token}".encode()})
        assert answer.status_code == 401


async def test_reading_does_not_multiply_sessions(client: httpx.AsyncClient, db: Database) -> None:
    await become(client, "student")
    for _ in range(3):
        await client.get("/api/me")
    async with db.read() as session:
        assert (await session.execute(select(func.count()).select_from(SessionRecord))).scalar_one() == 1
