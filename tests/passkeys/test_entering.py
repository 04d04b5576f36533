"""Signing in with a passkey: what opens, and every lie that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.passkeys.rules import LIFE
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from tests.accounts.mailbox import ADDRESS, become, code_for, enter
from tests.conftest import browser
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.conftest import enter_with, question_to_enter, register


async def refused(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["type"]) == (403, "/problemes/passkey-refused")
    assert "set-cookie" not in answer.headers


async def test_a_key_opens_its_owners_account_without_an_address(
    client: httpx.AsyncClient, app: FastAPI, phone: Authenticator
) -> None:
    me = (await enter(client, ADDRESS, await code_for(client, app))).json()
    await register(client, phone)
    async with browser(app) as elsewhere:
        answer = await enter_with(elsewhere, phone)
        assert answer.status_code == 200
        assert answer.json()["id"] == me["id"]
        listed = (await elsewhere.get("/api/me/sessions")).json()["items"]
    assert [item["way_in"] for item in listed] == ["clé d’accès", "code reçu par courriel"]


async def test_a_synchronised_key_does_not_count_and_opens_every_time(
    client: httpx.AsyncClient, phone: Authenticator
) -> None:
    await become(client, "student")
    phone.counts = False
    await register(client, phone)
    assert [(await enter_with(client, phone)).status_code for _ in range(2)] == [200, 200]


async def test_entering_changes_the_secret_and_ends_the_session_before(
    client: httpx.AsyncClient, app: FastAPI, phone: Authenticator
) -> None:
    await become(client, "student")
    await register(client, phone)
    before = client.cookies["sid"]
    await enter_with(client, phone)
    async with browser(app) as thief:
        thief.cookies.set("sid", before)
        assert (await thief.get("/api/notifications")).status_code == 401


async def test_an_answer_serves_once(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    phone.counts = False
    await register(client, phone)
    answer = phone.get(await question_to_enter(client))
    assert (await client.post("/api/session/passkey", json=answer)).status_code == 200
    await refused(await client.post("/api/session/passkey", json=answer))


async def test_a_refused_answer_uses_its_question_up(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    question = await question_to_enter(client)
    await refused(await client.post("/api/session/passkey", json={**phone.get(question), "signature": "AAAA"}))
    await refused(await client.post("/api/session/passkey", json=phone.get(question)))


async def test_a_question_waits_five_minutes(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    answer = phone.get(await question_to_enter(client))
    with time_machine.travel(clock.now() + LIFE):
        await refused(await client.post("/api/session/passkey", json=answer))


async def test_a_question_for_a_new_key_does_not_let_in(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    asked = (await client.post("/api/me/passkey-challenges")).json()
    await refused(await client.post("/api/session/passkey", json=phone.get(asked)))


async def test_a_question_of_nobody_does_not_let_in(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    await refused(await client.post("/api/session/passkey", json=phone.get({"challenge": "A" * 43})))


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://passerelles.exemple.net"},
        {"origin": "http://localhost:9999"},
        {"rp_id": "exemple.net"},
        {"verified": False},
        {"credential_id": b"x" * 32},
    ],
    ids=["other origin", "other port", "other site", "owner not recognised", "unknown key"],
)
async def test_a_lie_opens_nothing(client: httpx.AsyncClient, phone: Authenticator, lie: dict[str, Any]) -> None:
    await become(client, "student")
    await register(client, phone)
    await refused(await enter_with(client, replace(phone, **lie)))


async def test_another_key_under_the_same_name_opens_nothing(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    forged = Authenticator(phone.origin, phone.rp_id, user_handle=phone.user_handle, credential_id=phone.credential_id)
    forged.count = 40
    await refused(await enter_with(client, forged))


async def test_a_key_does_not_open_somebody_elses_account(
    client: httpx.AsyncClient, app: FastAPI, phone: Authenticator
) -> None:
    await become(client, "student", 1)
    await register(client, phone)
    async with browser(app) as other:
        await become(other, "student", 2)
        theirs = Authenticator(phone.origin, phone.rp_id)
        await register(other, theirs)
    await refused(await enter_with(client, replace(phone, user_handle=theirs.user_handle)))


async def test_a_count_that_goes_back_betrays_a_copy(
    client: httpx.AsyncClient, phone: Authenticator, db: Database
) -> None:
    await become(client, "student")
    await register(client, phone)
    copy = replace(phone)
    for _ in range(3):
        assert (await enter_with(client, phone)).status_code == 200
    await refused(await enter_with(client, copy))
    async with db.read() as session:
        noted = select(col(AuditEntry.act)).where(col(AuditEntry.act) == "passkey.count-went-back")
        assert len(list((await session.execute(noted)).scalars())) == 1


@pytest.mark.parametrize("field", ["client_data", "authenticator_data", "signature", "user_handle", "credential_id"])
async def test_a_garbled_answer_is_refused_cleanly(client: httpx.AsyncClient, phone: Authenticator, field: str) -> None:
    await become(client, "student")
    await register(client, phone)
    deep = "W1tb" * 3000 if field == "client_data" else "W1tb"
    for garbled in ("A", "eyJ9", "W10", "bnVsbA", "_" * 100, deep):
        answer = {**phone.get(await question_to_enter(client)), field: garbled}
        await refused(await client.post("/api/session/passkey", json=answer))


async def test_a_shared_phone_gets_a_short_session(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    await register(client, phone)
    answer = {**phone.get(await question_to_enter(client)), "short": True}
    assert (await client.post("/api/session/passkey", json=answer)).status_code == 200
    assert (await client.get("/api/me/sessions")).json()["items"][0]["short"] is True
