"""Where I am signed in: told apart, closed one by one or everywhere; and what a change of rights does to them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import delete, select
from sqlmodel import col

from passerelles.accounts import sessions, signing_in
from passerelles.accounts.rules import LIMITS
from passerelles.accounts.tables import RoleGrant, SessionRecord
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from passerelles.core.ids import digest
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.conftest import browser

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
async def phone(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A second browser of the same person."""
    async with browser(app) as other:
        other.headers["User-Agent"] = ANDROID
        yield other


async def listed(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/me/sessions")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def is_signed_in(client: httpx.AsyncClient) -> bool:
    return (await client.get("/api/notifications")).status_code == 200


async def test_my_sessions_say_their_device_and_which_one_is_here(
    client: httpx.AsyncClient, phone: httpx.AsyncClient
) -> None:
    client.headers["User-Agent"] = "curl/8"
    await become(client, "student")
    await become(phone, "student")
    here, there = await listed(phone)
    assert (here["device"], here["current"], there["current"]) == ("Chrome sur Android", True, False)
    assert there["device"] == "Appareil inconnu"
    assert {here["way_in"], there["way_in"]} == {"personne de démonstration"}


async def test_a_session_that_has_ended_is_not_listed(client: httpx.AsyncClient, phone: httpx.AsyncClient) -> None:
    await phone.post("/api/demo/session", json={"persona": "student", "short": True})
    await become(client, "student")
    assert len(await listed(client)) == 2
    with time_machine.travel(clock.now() + LIMITS["short"].idle):
        assert [item["current"] for item in await listed(client)] == [True]


async def test_nothing_secret_is_listed(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    answer = await client.get("/api/me/sessions")
    token = client.cookies["sid"]
    assert token not in answer.text
    assert digest(token) not in answer.text


async def test_i_close_a_session_on_another_device(client: httpx.AsyncClient, phone: httpx.AsyncClient) -> None:
    await become(client, "student")
    await become(phone, "student")
    there = next(item for item in await listed(client) if not item["current"])
    answer = await client.delete(f"/api/me/sessions/{there['id']}")
    assert (answer.status_code, "set-cookie" in answer.headers) == (204, False)
    assert not await is_signed_in(phone)
    assert await is_signed_in(client)
    assert (await client.delete(f"/api/me/sessions/{there['id']}")).status_code == 404


async def test_closing_the_session_of_this_browser_is_signing_out(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    answer = await client.delete(f"/api/me/sessions/{(await listed(client))[0]['id']}")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "sid" not in client.cookies


async def test_somebody_elses_session_does_not_exist(client: httpx.AsyncClient, phone: httpx.AsyncClient) -> None:
    await become(client, "student", 1)
    await become(phone, "student", 2)
    theirs = (await listed(phone))[0]["id"]
    assert (await client.delete(f"/api/me/sessions/{theirs}")).status_code == 404
    assert await is_signed_in(phone)


async def test_closing_everywhere_ends_them_all_and_is_noted(
    client: httpx.AsyncClient, phone: httpx.AsyncClient, db: Database
) -> None:
    await become(client, "student")
    await become(phone, "student")
    answer = await client.delete("/api/me/sessions")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not await is_signed_in(phone)
    async with db.read() as session:
        noted = (await session.execute(select(AuditEntry))).scalar_one()
    assert (noted.act, noted.details) == ("session.close-all", {"ended": 2})


async def test_closing_the_others_leaves_this_one(client: httpx.AsyncClient, phone: httpx.AsyncClient) -> None:
    await become(client, "student")
    await become(phone, "student")
    answer = await client.delete("/api/me/sessions", params={"others": True})
    assert "Clear-Site-Data" not in answer.headers
    assert (await is_signed_in(client), await is_signed_in(phone)) == (True, False)


async def test_other_people_stay_signed_in(client: httpx.AsyncClient, phone: httpx.AsyncClient) -> None:
    await become(client, "student", 1)
    await become(phone, "student", 2)
    await client.delete("/api/me/sessions")
    assert await is_signed_in(phone)


@pytest.mark.parametrize("persona", ["student", "boarding"])
async def test_a_short_session_lasts_half_an_hour_unused_and_two_hours_in_all(
    client: httpx.AsyncClient, persona: str
) -> None:
    answer = await client.post("/api/demo/session", json={"persona": persona, "short": True})
    assert "Max-Age=7200;" in answer.headers["set-cookie"]
    start = clock.now()
    with time_machine.travel(start + timedelta(minutes=31)):
        assert not await is_signed_in(client)
    for turns in range(1, 6):
        with time_machine.travel(start + timedelta(minutes=20) * turns):
            assert await is_signed_in(client), turns
    with time_machine.travel(start + timedelta(hours=2)):
        assert not await is_signed_in(client)


# What roles and invitations ask of sessions


async def give_staff_role(session: Session, campus_id: str, person_id: UUID) -> None:
    session.add(
        RoleGrant(
            campus_id=campus_id,
            person_id=person_id,
            role="counsellor",
            scope_kind="campus",
            scope=campus_id,
            place=None,
            starts_at=clock.now(),
            ends_at=None,
            granted_by=None,
        )
    )
    await session.flush()  # the rights are read again right after, by the same transaction


async def test_a_change_of_rights_changes_the_secret_and_shortens_the_session(
    client: httpx.AsyncClient, app: FastAPI, db: Database, config: Settings
) -> None:
    me = await become(client, "student")
    old, name = client.cookies["sid"], (await listed(client))[0]["id"]

    async def act(session: Session) -> tuple[str, sessions.Current] | None:
        await give_staff_role(session, config.campus_id, UUID(str(me["id"])))
        return await sessions.rotate(session, campus_id=config.campus_id, token=old)

    rotated = await db.write(act)
    assert rotated is not None
    token, current = rotated
    assert (current.kind, str(current.id)) == ("staff", name)
    assert current.ends_at <= clock.now() + LIMITS["staff"].idle
    assert not await is_signed_in(client)
    async with browser(app) as renewed:
        renewed.cookies.set("sid", token)
        assert await is_signed_in(renewed)


async def test_a_rotated_short_session_stays_short_and_ends_when_it_would_have(
    client: httpx.AsyncClient, db: Database, config: Settings
) -> None:
    await client.post("/api/demo/session", json={"persona": "student", "short": True})
    start = clock.now()
    with time_machine.travel(start + timedelta(minutes=20)):
        rotated = await db.write(
            lambda session: sessions.rotate(session, campus_id=config.campus_id, token=client.cookies["sid"])
        )
    assert rotated is not None
    token, current = rotated
    assert current.kind == "short"
    async with db.read() as session:
        expires = (await session.execute(select(col(SessionRecord.expires_at)))).scalar_one()
    assert clock.aware(expires) <= start + LIMITS["short"].absolute
    assert token != client.cookies["sid"]


async def test_a_secret_that_opens_nothing_is_not_rotated(db: Database, config: Settings) -> None:
    rotated = await db.write(lambda session: sessions.rotate(session, campus_id=config.campus_id, token="x"))
    assert rotated is None


async def test_all_sessions_of_a_person_end_but_the_one_that_acts(
    client: httpx.AsyncClient, phone: httpx.AsyncClient, db: Database, config: Settings
) -> None:
    me = await become(client, "student")
    await become(phone, "student")
    person, here = UUID(str(me["id"])), digest(client.cookies["sid"])
    ended = await db.write(lambda session: sessions.close_all(session, config.campus_id, person, except_digest=here))
    assert ended == 1
    assert (await is_signed_in(client), await is_signed_in(phone)) == (True, False)
    assert await db.write(lambda session: sessions.close_all(session, config.campus_id, person)) == 1
    assert not await is_signed_in(client)


async def test_an_identity_providers_token_is_there_for_signing_out_and_goes_with_the_session(
    client: httpx.AsyncClient, db: Database, config: Settings
) -> None:
    me = await become(client, "student")

    async def act(session: Session) -> signing_in.NewSession:
        return await signing_in.open_for(
            session,
            campus_id=config.campus_id,
            person_id=UUID(str(me["id"])),
            provider="ent",
            old_token=client.cookies["sid"],
            short=False,
            id_token="header.claims.signature",
        )

    opened = await db.write(act)
    async with db.read() as session:
        way_in = await sessions.way_in(session, campus_id=config.campus_id, token=opened.token)
    assert way_in == sessions.WayIn("ent", "header.claims.signature")
    await db.write(lambda session: session.execute(delete(SessionRecord)))
    async with db.read() as session:
        assert await sessions.way_in(session, campus_id=config.campus_id, token=opened.token) is None
