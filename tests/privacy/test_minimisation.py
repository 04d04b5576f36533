"""What is not asked is not kept; what is public holds no small number."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.app import create_app
from passerelles.booking.tables import Booking
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from passerelles.tables import metadata
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import sign_in
from tests.conftest import browser
from tests.support.editions import publish_small
from tests.support.routes import every_route

NEVER = re.compile(
    r"(^|_)(ine|insee_number|nir|ssn|gender|sex|sexe|health|diet|allerg\w*|disab\w*|religion|grade)($|_)"
)


async def notes(db: Database) -> list[str | None]:
    async with db.read() as session:
        return list((await session.execute(select(col(Booking.note)))).scalars())


async def test_what_a_student_writes_is_not_kept(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    caller = await sign_in(db)
    answer = await caller.ask(client, WEEK, resource=TABARLY, zone="filles", note="Je suis allergique aux noix")
    assert answer.status_code == 201
    assert await notes(db) == [None]


async def test_a_campus_may_ask_for_notes(db: Database, config: Settings) -> None:
    await opened(db)
    caller = await sign_in(db)
    app = create_app(config.model_copy(update={"booking_notes": True}))
    async with app.router.lifespan_context(app), browser(app) as client:
        await caller.ask(client, WEEK, resource=TABARLY, zone="filles", note="J’arrive à 20 h")
    assert await notes(db) == ["J’arrive à 20 h"]


def test_no_table_has_a_place_for_what_we_never_ask() -> None:
    columns = [f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns]
    assert [name for name in columns if NEVER.search(name.split(".")[1])] == []
    assert NEVER.search("ine")
    assert NEVER.search("gender")


def test_no_route_asks_for_it_either() -> None:
    asked = [
        f"{route.path}: {name}" for route in every_route() for model in route.body_models for name in model.model_fields
    ]
    assert len(asked) > 10
    assert [one for one in asked if NEVER.search(one.split(": ")[1])] == []


PUBLIC = [
    "/api/boarding/houses",
    f"/api/boarding/houses/{TABARLY}",
    f"/api/boarding/houses/{TABARLY}/availability?from={WEEK[0]}&to={WEEK[-1]}",
]


@pytest.mark.parametrize("path", PUBLIC)
async def test_in_public_three_beds_left_look_like_one(
    db: Database, app: FastAPI, client: httpx.AsyncClient, path: str
) -> None:
    """The same answer whether 3, 2 or 1 of 12 beds are left: a small number would tell who sleeps there."""
    await publish_small(db)
    await opened(db, a_house(beds={"majeurs": 12}))
    shown = set()
    for taken in range(1, 12):
        caller = await sign_in(db)
        assert (await caller.ask(client, WEEK, resource=TABARLY)).status_code == 201
        if taken >= 9:
            async with browser(app) as stranger:
                answer = await stranger.get(path)
                assert answer.status_code == 200
                shown.add(plain(answer.json()))
    assert len(shown) == 1


def plain(answer: Any) -> str:
    """The answer without the minute at which it was true."""
    return re.sub(r'"?as_of"?: [^,}]*', "", str(answer).replace("'", '"'))
