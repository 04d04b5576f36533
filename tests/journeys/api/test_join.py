"""Beds as boarding publishes them, in the planner's answer."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col

from passerelles.boarding import demo
from passerelles.boarding.tables import HouseRecord
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY

FLAGSHIP = {"from": "stage:3e", "to": CINAV, "near": CHALLANS, "boarding": "1"}


@pytest.fixture
async def houses(reader: httpx.AsyncClient, db: Database, config: Settings) -> httpx.AsyncClient:
    """A caller once the demonstration's houses are open."""
    await demo.seed(db, config)
    return reader


async def beds(caller: httpx.AsyncClient) -> dict[str, Any]:
    """The bed of each school of the flagship answer."""
    answer = (await caller.get("/api/journeys", params=FLAGSHIP)).json()
    legs = [leg for one in answer["itineraries"] for leg in one["legs"] if leg["programme"]]
    return {leg["programme"]["institution"]["id"]: leg["boarding"] for leg in legs}


async def test_a_published_house_is_joined_to_its_school(houses: httpx.AsyncClient) -> None:
    found = await beds(houses)
    assert found[TABARLY]["house"] == "HOUSE:0850033Z"
    assert found[BRIAND]["house"] == "HOUSE:0440069L"
    for bed in found.values():
        assert bed["own"]
        assert bed["demo"]
        assert bed["as_of"]
        assert bed["state"] in {"free", "few", "waiting", "closed"}


async def test_no_number_of_beds_is_told(houses: httpx.AsyncClient) -> None:
    for bed in (await beds(houses)).values():
        assert not any(character.isdigit() for character in bed["state_words"])


async def test_a_house_that_says_something_else_renews_the_answer_and_a_request_alone_does_not(
    houses: httpx.AsyncClient, db: Database
) -> None:
    before = await houses.get("/api/journeys", params=FLAGSHIP)
    await ask_for_a_night(houses)
    same = await houses.get("/api/journeys", params=FLAGSHIP)
    assert (same.headers["ETag"], same.content) == (before.headers["ETag"], before.content)

    def renamed(session: Session) -> Awaitable[Any]:
        return session.execute(
            update(HouseRecord).values(name="Internat Autre", revision=col(HouseRecord.revision) + 1)
        )

    await db.write(renamed)
    assert (await houses.get("/api/journeys", params=FLAGSHIP)).headers["ETag"] != before.headers["ETag"]


async def ask_for_a_night(caller: httpx.AsyncClient) -> None:
    nights = (await caller.get("/api/boarding/houses/HOUSE:0850033Z/availability")).json()["nights"]
    zone, night = next(
        (zone, one["night"]) for one in nights[2:] for zone, state in one["zones"].items() if state == "free"
    )
    await become(caller, "student", 2)
    body = {"resource": "HOUSE:0850033Z", "slots": [night], "zone": zone}
    asked = await caller.post("/api/bookings", json=body, headers={"Idempotency-Key": "one-night"})
    assert asked.status_code == 201, asked.text
