"""Signing in with a code by e-mail: what opens, what does not, and what a guesser learns (nothing)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts import signing_in
from passerelles.accounts.code_limits import PER_BROWSER, WINDOW
from passerelles.accounts.codes import LIFE
from passerelles.accounts.tables import IdentityRecord, PersonRecord, SignInCode
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.notifications.mail import text_of
from tests.accounts.mailbox import ADDRESS, another, code_for, enter, last_mail
from tests.conftest import browser


async def test_the_code_received_opens_a_students_account(client: httpx.AsyncClient, app: FastAPI) -> None:
    answer = await enter(client, ADDRESS, await code_for(client, app))
    assert answer.status_code == 200
    me = (await client.get("/api/me")).json()
    assert me == answer.json()
    assert me["signed_in"] is True
    assert [role["name"] for role in me["roles"]] == ["student"]
    assert (me["name"], me["minor"], me["birth_date_known"], me["demo"]) == (None, None, False, False)


async def test_a_second_sign_in_finds_the_same_person(client: httpx.AsyncClient, app: FastAPI) -> None:
    first = (await enter(client, ADDRESS, await code_for(client, app))).json()
    async with browser(app) as elsewhere:
        second = (await enter(elsewhere, "LEA@exemple.fr", await code_for(elsewhere, app))).json()
    assert second["id"] == first["id"]


async def test_the_answer_is_the_same_for_an_unknown_address(client: httpx.AsyncClient, app: FastAPI) -> None:
    await enter(client, ADDRESS, await code_for(client, app))
    known = await client.post("/api/session-codes", json={"email": ADDRESS})
    unknown = await client.post("/api/session-codes", json={"email": "personne@exemple.fr"})
    assert known.status_code == unknown.status_code == 202
    assert {**known.json(), "demo_mail_url": ""} == {**unknown.json(), "demo_mail_url": ""}


async def test_asking_for_a_code_makes_no_account(client: httpx.AsyncClient, db: Database) -> None:
    await client.post("/api/session-codes", json={"email": ADDRESS})
    async with db.read() as session:
        assert (await session.execute(select(func.count()).select_from(PersonRecord))).scalar_one() == 0


async def test_a_code_serves_once(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    asked = client.cookies["asked"]
    assert (await enter(client, ADDRESS, code)).status_code == 200
    assert "asked" not in client.cookies
    client.cookies.set("asked", asked)  # a tap that left before the answer came
    again = await enter(client, ADDRESS, code)
    assert (again.status_code, again.json()["type"]) == (403, "/problemes/wrong-code")


async def test_a_code_opens_nothing_after_a_quarter_of_an_hour(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    with time_machine.travel(clock.now() + LIFE):
        assert (await enter(client, ADDRESS, code)).status_code == 403


async def test_a_new_code_replaces_the_one_before(client: httpx.AsyncClient, app: FastAPI) -> None:
    old = await code_for(client, app)
    new = await code_for(client, app)
    if old != new:
        assert (await enter(client, ADDRESS, old)).status_code == 403
    assert (await enter(client, ADDRESS, new)).status_code == 200


async def test_five_wrong_tries_kill_the_code(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    for _ in range(5):
        assert (await enter(client, ADDRESS, another(code))).status_code == 403
    assert (await enter(client, ADDRESS, code)).status_code == 403


async def test_a_code_belongs_to_its_address(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    await code_for(client, app, "autre@exemple.fr")
    if code != await code_for(client, app, "autre@exemple.fr"):
        assert (await enter(client, "autre@exemple.fr", code)).status_code == 403


async def test_every_refused_code_gets_the_same_words(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    wrong = await enter(client, ADDRESS, another(code))
    asked = client.cookies["asked"]
    await enter(client, ADDRESS, code)
    client.cookies.set("asked", asked)
    used = await enter(client, ADDRESS, code)
    old = await code_for(client, app)
    with time_machine.travel(clock.now() + LIFE):
        expired = await enter(client, ADDRESS, old)
    assert wrong.json() == used.json() == expired.json()


async def test_one_code_used_twice_at_once_opens_one_session(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    answers = await asyncio.gather(*(enter(client, ADDRESS, code) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [403] * 7


async def test_a_browser_gets_five_codes_an_hour_for_one_mailbox(client: httpx.AsyncClient) -> None:
    for _ in range(PER_BROWSER):
        assert (await client.post("/api/session-codes", json={"email": ADDRESS})).status_code == 202
    refused = await client.post("/api/session-codes", json={"email": ADDRESS.upper()})
    assert (refused.status_code, refused.json()["type"]) == (429, "/problemes/too-many-codes")
    assert 0 < int(refused.headers["Retry-After"]) <= WINDOW.total_seconds()
    assert (await client.post("/api/session-codes", json={"email": "autre@exemple.fr"})).status_code == 202
    with time_machine.travel(clock.now() + WINDOW + timedelta(seconds=1)):
        assert (await client.post("/api/session-codes", json={"email": ADDRESS})).status_code == 202


async def test_three_hundred_pupils_behind_one_address_mistype_their_codes_then_enter(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    lea = browser(app)
    code = await code_for(lea, app)
    for n in range(300):
        client.cookies.clear()  # each on their own phone
        assert (await client.post("/api/session-codes", json={"email": f"eleve{n}@exemple.fr"})).status_code == 202
        assert (await enter(client, f"eleve{n}@exemple.fr", "000000")).status_code == 403
    assert (await enter(lea, ADDRESS, another(code))).status_code == 403
    assert (await enter(lea, ADDRESS, code)).status_code == 200


async def test_a_mailbox_is_not_filled_by_spelling_it_otherwise(client: httpx.AsyncClient) -> None:
    asked = [await client.post("/api/session-codes", json={"email": f"lea+{n}@exemple.fr"}) for n in range(13)]
    assert [answer.status_code for answer in asked] == [202] * 12 + [429]


async def guess(client: httpx.AsyncClient, times: int) -> list[httpx.Response]:
    """Try one code of as many mailboxes."""
    answers = []
    for n in range(times):
        await client.post("/api/session-codes", json={"email": f"eleve{n}@exemple.fr"})
        answers.append(await enter(client, f"eleve{n}@exemple.fr", "000000"))
    return answers


async def test_a_browser_that_guesses_is_stopped_and_its_neighbours_enter(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    neighbour = browser(app)
    code = await code_for(neighbour, app)
    answers = await guess(client, 21)
    assert [answer.status_code for answer in answers] == [403] * 20 + [429]
    assert "Retry-After" in answers[-1].headers
    assert (await enter(neighbour, ADDRESS, code)).status_code == 200


async def test_a_network_that_guesses_from_many_browsers_is_stopped(
    client: httpx.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "FAILURES_PER_NETWORK", replace(signing_in.FAILURES_PER_NETWORK, times=30))
    first = await guess(client, 20)
    async with browser(app) as other:
        second = await guess(other, 11)
    assert [answer.status_code for answer in first + second] == [403] * 30 + [429]


async def test_the_database_knows_neither_code_nor_address_of_the_one_who_asks(
    client: httpx.AsyncClient, app: FastAPI, db: Database
) -> None:
    code = await code_for(client, app)
    async with db.read() as session:
        row = (await session.execute(select(SignInCode))).scalar_one()
    assert code not in row.code_digest
    assert "lea" not in row.email_digest
    assert len(row.code_digest) == len(row.email_digest) == 64


async def test_an_address_is_kept_as_an_identity_only(client: httpx.AsyncClient, app: FastAPI, db: Database) -> None:
    await enter(client, ADDRESS, await code_for(client, app))
    async with db.read() as session:
        assert (await session.execute(select(col(IdentityRecord.subject)))).scalars().all() == [ADDRESS]


async def test_the_mail_says_how_long_the_code_lives_and_not_the_code_in_its_subject(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    with time_machine.travel("2026-11-23T12:00:00+00:00", tick=False):
        code = await code_for(client, app)
        mail = await last_mail(app)
    assert "13 h 15" in text_of(mail).replace("\u00a0", " ")
    assert code not in mail["Subject"]
    assert mail["To"] == ADDRESS
