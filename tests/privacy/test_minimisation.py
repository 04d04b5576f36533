"""What is not asked is not kept; what is public holds no small number."""

from __future__ import annotations

import re
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.app import create_app
from passerelles.boarding import answers
from passerelles.booking.tables import Booking
from passerelles.core.db import Database
from passerelles.core.ids import new_id
from passerelles.core.settings import Settings
from passerelles.tables import metadata
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import sign_in
from tests.conftest import browser
from tests.support.editions import CHALLANS, CINAV, publish_small
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
    f"/api/journeys?to={CINAV}&near={CHALLANS}",
    "/internats",
    f"/internats/{TABARLY}",
    f"/?to={CINAV}&near={CHALLANS}",
]


async def shown_while_beds_go(db: Database, app: FastAPI, client: httpx.AsyncClient, path: str) -> set[tuple[str, str]]:
    """What a stranger reads while 3, 2 then 1 of 12 beds are left: the answers and their names."""
    await publish_small(db)
    await opened(db, a_house(beds={"majeurs": 12}))
    shown = set()
    for taken in range(1, 12):
        caller = await sign_in(db)
        asked = await caller.ask(client, WEEK, resource=TABARLY)
        assert asked.status_code == 201
        if taken >= 9:
            async with browser(app) as stranger:
                answer = await stranger.get(path)
                assert answer.status_code == 200
                name = answer.headers["etag"]
                assert UUID(asked.json()["id"]).hex not in name
                assert (await stranger.get(path, headers={"If-None-Match": name})).status_code == 304
                shown.add((plain(answer.text), name))
    return shown


@pytest.mark.parametrize("path", PUBLIC)
async def test_in_public_three_beds_left_look_like_one(
    db: Database, app: FastAPI, client: httpx.AsyncClient, path: str
) -> None:
    """The same answer, under the same name: a small number tells who sleeps there, a name that changes tells when."""
    assert len(await shown_while_beds_go(db, app, client, path)) == 1


async def test_negative_control_a_name_made_of_the_acts_tells_each_of_them(
    db: Database, app: FastAPI, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "named", lambda _: new_id().hex)
    assert len(await shown_while_beds_go(db, app, client, PUBLIC[0])) == 3


def plain(answer: str) -> str:
    """The answer without the minute at which it was true."""
    return re.sub(r'"as_of": ?"[^"]*"', "", answer)
