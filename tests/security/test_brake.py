"""A school behind one address passes; a program that floods waits."""

from __future__ import annotations

import httpx
import pytest
import time_machine
from fastapi import FastAPI

from passerelles.core import clock
from passerelles.core.security import brake
from passerelles.core.security.throttle import Limit
from tests.accounts.mailbox import become
from tests.conftest import browser

STUDENTS = 300
PERSONAS = 200  # as many as the demonstration makes of each kind


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Limit:
    """A limit that a test reaches."""
    limit = Limit("acts of a session", times=3, per=brake.PER_SESSION.per)
    monkeypatch.setattr(brake, "PER_SESSION", limit)
    return limit


async def test_three_hundred_students_of_one_school_sign_in_and_ask_in_the_same_minute(app: FastAPI) -> None:
    statuses = []
    for n in range(STUDENTS):
        async with browser(app) as phone:
            persona = "student" if n < PERSONAS else "apprentice"
            await become(phone, persona, n % PERSONAS + 1)
            asked = await phone.post(
                "/api/bookings",
                json={"resource": "HOUSE:0850033Z", "slots": ["2027-01-04"]},
                headers={"Idempotency-Key": f"evening-{n:04d}"},
            )
            statuses.append(asked.status_code)
    assert len(statuses) == STUDENTS
    assert set(statuses) == {404}, "no house is published here: they were let in, and told so"


async def test_three_hundred_codes_for_one_school_are_sent(app: FastAPI) -> None:
    async with browser(app) as school:
        answers = [
            await school.post("/api/session-codes", json={"email": f"eleve{n}@exemple.fr"}) for n in range(STUDENTS)
        ]
    assert {answer.status_code for answer in answers} == {202}


async def test_a_flood_from_one_session_is_asked_to_wait(client: httpx.AsyncClient, short: Limit) -> None:
    await become(client, "student")
    answers = [await client.post("/api/notifications/reading") for _ in range(short.times + 1)]
    assert [answer.status_code for answer in answers] == [200] * short.times + [429]
    assert answers[-1].json()["type"] == "/problemes/too-many"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].headers["X-Content-Type-Options"] == "nosniff"


async def test_it_may_go_on_after_the_time_said(client: httpx.AsyncClient, short: Limit) -> None:
    await become(client, "student")
    for _ in range(short.times + 1):
        await client.post("/api/notifications/reading")
    with time_machine.travel(clock.now() + short.per):
        assert (await client.post("/api/notifications/reading")).status_code == 200


async def test_its_neighbour_is_not_held_back(app: FastAPI, client: httpx.AsyncClient, short: Limit) -> None:
    await become(client, "student", 1)
    for _ in range(short.times + 1):
        await client.post("/api/notifications/reading")
    async with browser(app) as neighbour:
        await become(neighbour, "student", 2)
        assert (await neighbour.post("/api/notifications/reading")).status_code == 200


async def test_reading_is_never_held_back(client: httpx.AsyncClient, short: Limit) -> None:
    await become(client, "student")
    for _ in range(short.times + 1):
        await client.post("/api/notifications/reading")
    assert (await client.get("/api/me")).status_code == 200


async def test_invented_cookies_count_for_their_network(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brake, "PER_NETWORK", Limit("acts of a network", times=5, per=brake.PER_NETWORK.per))
    statuses = []
    for n in range(7):
        async with browser(app) as stranger:
            stranger.cookies.set("sid", f"invented-{n}")
            statuses.append((await stranger.post("/api/notifications/reading")).status_code)
    assert statuses == [401] * 5 + [429] * 2
