"""What is past its retention goes, class by class, and nothing before its time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import Date, delete, func, insert, select, update
from sqlmodel import SQLModel, col

import passerelles.tables  # noqa: F401 - what is held about people is declared there
from passerelles.accounts.privacy import purge as purging
from passerelles.accounts.privacy import unused
from passerelles.accounts.privacy.purge import purge
from passerelles.accounts.privacy.tables import AccountUse
from passerelles.booking.tables import Booking, Occupancy
from passerelles.core import audit, clock
from passerelles.core.db import Database, Session
from passerelles.core.personal import FORGOTTEN, anchors, holdings, purgers
from passerelles.core.retention import TABLE, Rule
from passerelles.core.settings import Settings
from passerelles.core.tables import OutboxMessage
from tests.accounts.mailbox import ADDRESS, code_for, enter
from tests.boarding.houses import NOW, TABARLY, WEEK, opened
from tests.booking.callers import Caller, sign_in
from tests.booking.halls import CAMPUS
from tests.privacy.filling import fill

ANCHORED = [(name, table, anchor) for name, found in anchors().items() for table, anchor in found]
HOUR = timedelta(hours=1)


async def rows(db: Database, table: str | type[SQLModel]) -> int:
    counted = SQLModel.metadata.tables[table] if isinstance(table, str) else table
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(counted))).scalar_one()


def test_every_class_is_applied() -> None:
    """By an anchor, by a purger, with the account, or by nobody yet: those classes wait for their tables."""
    with_account = {"account", "contribution"}
    waiting = {"attempt", "invitation"} - {holding.retention for holding in holdings()}
    assert TABLE.keys() - anchors().keys() - purgers().keys() - with_account == waiting


@pytest.mark.parametrize(("name", "table", "anchor"), ANCHORED, ids=[f"{name}:{table}" for name, table, _ in ANCHORED])
async def test_a_row_goes_when_its_time_is_over(
    db: Database, config: Settings, name: str, table: str, anchor: str
) -> None:
    await opened(db)
    person, other = await sign_in(db), await sign_in(db)
    booked = frozenset({"booking", table}) if table != "booking" else frozenset({"booking"})
    await fill(db, person.id, other.id, only=booked)
    await _fill_anonymous(db, table)
    before = await rows(db, table)
    assert before > 0
    limit = TABLE[name].before(clock.now())
    day = isinstance(SQLModel.metadata.tables[table].c[anchor].type, Date)
    step = timedelta(days=1) if day else timedelta(minutes=1)
    await _set(db, table, anchor, limit + step)
    await purge(db, config)
    kept = await rows(db, table)
    assert kept == before
    await _set(db, table, anchor, limit - step)
    gone = await purge(db, config)
    assert gone[name] >= before
    assert await rows(db, table) == 0


async def _fill_anonymous(db: Database, table: str) -> None:
    now = clock.now()
    values: dict[str, dict[str, Any]] = {
        "report": {"id": uuid4(), "page": "/", "category": "other", "text": "mot", "created_at": now},
        "erasure": {"digest": "0" * 64, "at": now},
        "login_attempt": {
            "state_digest": "0" * 64,
            "browser_digest": "1" * 64,
            "provider": "ent",
            "nonce": "n",
            "verifier": None,
            "next": None,
            "short": False,
            "created_at": now,
            "expires_at": now,
            "proof": None,
        },
    }
    if table in values:
        row = insert(SQLModel.metadata.tables[table]).values(campus_id=CAMPUS, **values[table])

        async def work(session: Session) -> None:
            await session.execute(row)

        await db.write(work)


async def _set(db: Database, table: str, anchor: str, at: datetime) -> None:
    of = SQLModel.metadata.tables[table]
    value = at.astimezone(clock.PARIS).date() if isinstance(of.c[anchor].type, Date) else at

    async def work(session: Session) -> None:
        await session.execute(update(of).values({anchor: value}))

    await db.write(work)


async def asked(db: Database, client: httpx.AsyncClient, status: str) -> tuple[Caller, str]:
    """A booking of January 2027 in this state."""
    caller = await sign_in(db)
    booking = (await caller.ask(client, WEEK, resource=TABARLY, zone="filles")).json()["id"]

    async def work(session: Session) -> None:
        await session.execute(update(Booking).values(status=status, decide_before=None))

    await db.write(work)
    return caller, booking


@pytest.mark.parametrize("status", ["refused", "withdrawn", "expired"])
@pytest.mark.parametrize(("when", "kept"), [("2027-08-31T23:00:00+02:00", 1), ("2027-09-01T01:00:00+02:00", 0)])
async def test_a_request_without_a_stay_goes_with_its_school_year(
    db: Database, client: httpx.AsyncClient, config: Settings, *, status: str, when: str, kept: int
) -> None:
    await opened(db)
    await asked(db, client, status)
    with time_machine.travel(when):
        await purge(db, config)
    assert await rows(db, Booking) == kept
    assert await rows(db, Occupancy) == 0, "nobody slept there"


@pytest.mark.parametrize(("when", "kept"), [("2028-08-30T12:00:00+02:00", 1), ("2028-09-02T12:00:00+02:00", 0)])
async def test_a_stay_goes_a_year_after_its_school_year_and_its_nights_stay_counted(
    db: Database, client: httpx.AsyncClient, config: Settings, *, when: str, kept: int
) -> None:
    await opened(db)
    await asked(db, client, "finished")
    with time_machine.travel(when):
        await purge(db, config)
    assert await rows(db, Booking) == kept
    if not kept:
        assert [await rows(db, name) for name in ("booking_slot", "booking_event", "claim")] == [0, 0, 0]
        async with db.read() as session:
            counted = list((await session.execute(select(Occupancy))).scalars())
        assert [(one.slot, one.zone, one.taken) for one in counted] == [(night, "filles", 1) for night in WEEK]


async def test_what_awaits_a_decision_is_never_purged(
    db: Database, client: httpx.AsyncClient, config: Settings
) -> None:
    await opened(db)
    await asked(db, client, "awaiting_decision")
    with time_machine.travel("2030-01-01"):
        await purge(db, config)
    assert await rows(db, Booking) == 1


async def test_what_an_act_under_way_wrote_for_somebody_erased_goes_at_the_next_purge(
    db: Database, client: httpx.AsyncClient, config: Settings
) -> None:
    await opened(db)
    await asked(db, client, "awaiting_decision")
    kept, _ = await asked(db, client, "awaiting_decision")

    async def gone(session: Session) -> None:
        people = SQLModel.metadata.tables["person"]
        await session.execute(delete(people).where(people.c.id != kept.id))

    await db.write(gone)
    assert (await purge(db, config))["account"] == 1
    async with db.read() as session:
        assert (await session.execute(select(col(Booking.person_id)))).scalars().all() == [kept.id]
    assert (await purge(db, config))["account"] == 0


async def test_the_audit_stays_whole_when_its_oldest_entries_go(
    db: Database, config: Settings, clock_: time_machine.Traveller
) -> None:
    for when in (NOW, NOW + timedelta(days=100)):
        clock_.move_to(when)
        await db.write(partial(audit.record, campus_id=CAMPUS, actor_id=None, act="tests.note", subject="x"))
    clock_.move_to(NOW + timedelta(days=731))
    assert (await purge(db, config))["audit"] == 1
    async with db.read() as session:
        assert await audit.broken_at(session, CAMPUS) is None


async def test_an_unused_account_is_warned_then_erased(
    db: Database, app: FastAPI, client: httpx.AsyncClient, config: Settings, clock_: time_machine.Traveller
) -> None:
    await enter(client, ADDRESS, await code_for(client, app))
    clock_.move_to(NOW + timedelta(days=699))
    await purge(db, config)
    assert await mails(db) == []
    clock_.move_to(NOW + timedelta(days=702))
    await purge(db, config)
    await purge(db, config)
    assert [mail["to"] for mail in await mails(db)] == [ADDRESS], "told once"
    assert "effacé" in (await mails(db))[0]["subject"]
    clock_.move_to(NOW + timedelta(days=731))
    await purge(db, config)
    assert await rows(db, "person") == 1, "told less than thirty days ago"
    clock_.move_to(NOW + timedelta(days=733))
    assert (await purge(db, config))["account"] == 1
    assert await rows(db, "person") == 0
    assert await rows(db, "audit_entry") == 1


async def test_an_account_that_is_used_again_is_kept(
    db: Database, app: FastAPI, client: httpx.AsyncClient, config: Settings, clock_: time_machine.Traveller
) -> None:
    await enter(client, ADDRESS, await code_for(client, app))
    clock_.move_to(NOW + timedelta(days=702))
    await purge(db, config)
    await enter(client, ADDRESS, await code_for(client, app))
    clock_.move_to(NOW + timedelta(days=740))
    await purge(db, config)
    assert await rows(db, "person") == 1
    async with db.read() as session:
        assert (await session.execute(select(col(AccountUse.warned_on)))).scalar_one() is None


async def test_somebody_who_came_back_between_reading_and_erasing_is_kept(
    db: Database, config: Settings, clock_: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sign_in(db)
    clock_.move_to(NOW + timedelta(days=702))
    await purge(db, config)
    clock_.move_to(NOW + timedelta(days=733))
    find = unused.due

    async def found_then_used(session: Session, rule: Rule, now: datetime) -> list[tuple[str, UUID]]:
        due = await find(session, rule, now)
        today = update(AccountUse).values(used_on=now.date(), warned_on=None)
        await db.write(lambda other: other.execute(today))
        assert len(due) == 1
        return due

    monkeypatch.setattr(unused, "due", found_then_used)
    assert (await purge(db, config))["account"] == 0
    assert await rows(db, "person") == 1


async def test_a_session_that_lives_on_counts_as_use(
    db: Database, client: httpx.AsyncClient, config: Settings, clock_: time_machine.Traveller
) -> None:
    caller = await sign_in(db)
    clock_.move_to(NOW + timedelta(days=5))
    await caller.get(client, "/me")
    await purge(db, config)
    async with db.read() as session:
        used = (await session.execute(select(col(AccountUse.used_on)))).scalar_one()
    assert used == (NOW + timedelta(days=5)).date()


async def test_a_campus_that_keeps_less_is_obeyed(db: Database, config: Settings) -> None:
    person = await sign_in(db)
    await fill(db, person.id, FORGOTTEN, only=frozenset({"notification"}))
    shorter = config.model_copy(update={"retention_days": {"message": 0}})
    await purge(db, config)
    assert await rows(db, "notification") == 1
    await purge(db, shorter)
    assert await rows(db, "notification") == 0


class Breakable:
    """A database that is away the first time, and is gone for good the second."""

    def __init__(self) -> None:
        self.turns = 0

    async def write(self, _work: Any) -> int:
        self.turns += 1
        if self.turns == 2:
            raise asyncio.CancelledError
        raise ConnectionError


async def test_the_loop_survives_a_failure(config: Settings) -> None:
    away: Any = Breakable()
    with suppress(asyncio.CancelledError):
        await purging.keep_purged(away, config, period=0)
    assert away.turns == 2


async def mails(db: Database) -> list[dict[str, Any]]:
    """The mails that wait, without those of sign-in codes."""
    async with db.read() as session:
        waiting = (await session.execute(select(OutboxMessage))).scalars()
        return [one.payload for one in waiting if one.topic == "mail" and "code" not in one.payload["subject"]]
