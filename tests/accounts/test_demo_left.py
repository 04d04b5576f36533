"""A database that served as a demonstration: its powers end with it, and real people are not served beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel, col
from typer.testing import CliRunner

from passerelles import demo_left, seeding
from passerelles.__main__ import app as commands
from passerelles.accounts import people
from passerelles.accounts.tables import PersonRecord, RoleGrant, SessionRecord
from passerelles.app import create_app
from passerelles.boarding.tables import HouseRecord
from passerelles.booking.tables import Booking
from passerelles.catalogue import live
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.boarding.houses import a_house, opened
from tests.booking.halls import CAMPUS
from tests.conftest import browser
from tests.roles.callers import HOUSE, Caller, a_role, enter
from tests.support.editions import publish_small

REAL_HOUSE = "HOUSE:0440069L"


@pytest.fixture
async def demonstration(db: Database, client: httpx.AsyncClient) -> dict[str, Any]:
    """An invented house and a real one; an invented administrator made a real one, who made another."""
    await opened(db, a_house(demo=True))
    await opened(db, a_house("0440069L"))
    first, second = await enter(db), await enter(db)
    await become(client, "admin")
    invite = {"role": "administrator", "scope_kind": "campus", "scope": CAMPUS, "channel": "paper", "name": "A B"}
    accepted, waiting = [(await client.post("/api/team/invitations", json=invite)).json() for _ in range(2)]
    taken = await first.post(client, f"/invitations/{token_of(accepted)}/acceptance")
    assert taken.status_code == 200, taken.text
    first = first.with_token(taken)
    third = (await first.post(client, "/team/invitations", invite)).json()
    taken = await second.post(client, f"/invitations/{token_of(third)}/acceptance")
    assert taken.status_code == 200, taken.text
    second = second.with_token(taken)
    await become(client, "admin")
    return {"cookie": client.cookies["sid"], "waiting": token_of(waiting), "first": first, "second": second}


def token_of(made: dict[str, Any]) -> str:
    return str(made["url"]).rsplit("/", 1)[1]


@pytest.fixture
async def real(config: Settings, demonstration: dict[str, Any]) -> AsyncIterator[httpx.AsyncClient]:
    """The same database, served without demonstration."""
    application = create_app(config.model_copy(update={"demo": False}))
    async with application.router.lifespan_context(application), browser(application) as caller:
        caller.headers["Cookie"] = f"sid={demonstration['cookie']}"
        yield caller


async def test_the_powers_of_invented_people_end_with_the_demonstration(
    real: httpx.AsyncClient, demonstration: dict[str, Any]
) -> None:
    assert (await real.get("/api/audit")).status_code == 401
    shown = await real.get(f"/api/invitations/{demonstration['waiting']}")
    assert (shown.status_code, shown.json()["type"]) == (410, "/problemes/invitation-lapsed")


async def test_invented_houses_are_neither_shown_nor_booked(
    real: httpx.AsyncClient,
    db: Database,
    demonstration: dict[str, Any],  # noqa: ARG001 - its rows are there
) -> None:
    await publish_small(db)
    assert (await real.get(f"/api/boarding/houses/{HOUSE}")).status_code == 404
    student = await enter(db, a_role("student"))
    asked = {"resource": HOUSE, "slots": ["2026-11-24"], "zone": "filles"}
    assert (await student.post(real, "/bookings", asked)).status_code == 404
    live.show(None)


async def test_negative_control_without_the_guard_the_old_cookie_opens_the_log(
    real: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "shows_demo", lambda _: True)
    assert (await real.get("/api/audit")).status_code == 200


async def test_removing_takes_back_every_power_and_leaves_real_people_and_houses(
    config: Settings, db: Database, client: httpx.AsyncClient, demonstration: dict[str, Any]
) -> None:
    real_ = config.model_copy(update={"demo": False})
    assert len(await demo_left.left(real_)) == 3
    assert len(await demo_left.remove(real_)) == 3
    assert await demo_left.left(real_) == []
    async with db.read() as session:
        houses = await session.execute(select(col(HouseRecord.id)))
        assert list(houses.scalars()) == [REAL_HOUSE]
        assert await session.scalar(select(func.count()).select_from(SessionRecord)) == 0
        for name in ("first", "second"):
            who: Caller = demonstration[name]
            person = await people.load(session, campus_id=config.campus_id, person_id=who.id)
            assert person.roles == ()
    assert (await client.get("/api/audit")).status_code == 401


async def test_a_whole_seeded_demonstration_goes_and_nothing_of_it_stays(config: Settings, db: Database) -> None:
    await seeding.seed_all(config)
    await demo_left.remove(config.model_copy(update={"demo": False}))
    async with db.read() as session:
        for table in (PersonRecord, HouseRecord, Booking, RoleGrant):
            assert await session.scalar(select(func.count()).select_from(table)) == 0, table
        for name in ("claim", "unit", "resource", "house_night", "booking_event"):
            kept = SQLModel.metadata.tables[name]
            assert await session.scalar(select(func.count()).select_from(kept)) == 0, name


def in_production(config: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    real_ = config.model_copy(update={"demo": False, "production": True, "base_url": "https://campus.exemple.fr"})
    monkeypatch.setattr("passerelles.__main__.settings", lambda: real_)
    monkeypatch.setattr("passerelles.accounts.roles.cli.settings", lambda: real_)
    monkeypatch.setenv("COLUMNS", "300")
    return real_


def run(config: Settings, work: Callable[[Session], Awaitable[Any]]) -> None:
    async def once() -> None:
        database = Database(config.database_url, demo=True)
        try:
            await database.write(work)
        finally:
            await database.close()

    asyncio.run(once())


def test_production_refuses_to_serve_and_says_the_command(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def somebody(session: Session) -> Awaitable[Any]:
        return people.find_or_make(
            session, campus_id=config.campus_id, issuer="demo", subject=uuid4().hex, first_role=None, demo=True
        )

    run(config, somebody)
    in_production(config, monkeypatch)
    served: list[str] = []
    monkeypatch.setattr("uvicorn.run", lambda name, **_: served.append(name))
    for command in (["serve", "--no-prepare"], ["worker"], ["check"]):
        told = CliRunner().invoke(commands, command)
        assert told.exit_code == 1, command
        assert "passerelles demo remove" in told.output
    assert CliRunner().invoke(commands, ["demo", "remove", "--yes"]).exit_code == 0
    assert CliRunner().invoke(commands, ["serve", "--no-prepare"]).exit_code == 0
    assert served == ["passerelles.app:create_app"]


def test_a_demonstration_is_not_removed_while_it_is_one(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelles.__main__.settings", lambda: config)
    assert CliRunner().invoke(commands, ["demo", "remove", "--yes"]).exit_code == 1
