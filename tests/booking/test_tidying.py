"""Time's own acts are written down by a loop that survives and stops when asked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
import time_machine

from passerelles.booking.service import keep_tidy, register, tidy
from passerelles.core.db import Database
from tests.booking.callers import sign_in
from tests.booking.claims import bookings, claims
from tests.booking.halls import HELD_FOR, NIGHTS, Halls, make_hall
from tests.booking.test_acting import accept, asked

START = datetime(2026, 12, 1, 8, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("halls")


class Bell(Halls):
    """Halls that ring when somebody is told something."""

    def __init__(self) -> None:
        super().__init__()
        self.rung = asyncio.Event()

    async def changed(self, *args: object, **more: object) -> None:
        await super().changed(*args, **more)  # type: ignore[arg-type] # passed on untouched
        self.rung.set()


async def test_the_loop_expires_what_is_due_until_it_is_cancelled(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    with time_machine.travel(START) as machine:
        await asked(db, client)
        machine.shift(HELD_FOR)
        bell = Bell()
        register(bell)
        loop = asyncio.create_task(keep_tidy(db))
        await asyncio.wait_for(bell.rung.wait(), timeout=20)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
        assert [act for _, act in bell.told] == ["expire"]


class Clumsy(Bell):
    """Fails the first time it has something to tell."""

    failed = False

    async def changed(self, *args: object, **more: object) -> None:
        if not self.failed:
            self.failed = True
            raise KeyError
        await super().changed(*args, **more)


async def test_the_loop_outlives_a_kind_that_fails(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    with time_machine.travel(START) as machine:
        await asked(db, client)
        machine.shift(HELD_FOR)
        clumsy = Clumsy()
        register(clumsy)
        loop = asyncio.create_task(keep_tidy(db, period=0))
        await asyncio.wait_for(clumsy.rung.wait(), timeout=20)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop
        assert [act for _, act in clumsy.told] == ["expire"]


async def test_an_accepted_stay_finishes_when_it_is_over_and_keeps_its_unit_in_memory(
    db: Database, client: httpx.AsyncClient
) -> None:
    [unit] = await make_hall(db)
    with time_machine.travel(START) as machine:
        booking = await asked(db, client)
        await accept(db, booking)
        machine.move_to(datetime.fromisoformat(NIGHTS[-1]).replace(tzinfo=UTC) + timedelta(hours=23))
        assert await tidy(db) == 0
        machine.shift(timedelta(hours=1))
        assert await tidy(db) == 1
    [finished] = await bookings(db)
    assert (finished.status, finished.unit_id) == ("finished", unit)
    assert await claims(db) == []


async def test_a_stay_that_has_begun_is_not_withdrawn_alone(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    with time_machine.travel(START) as machine:
        caller = await sign_in(db)
        booking = (await caller.ask(client)).json()["id"]
        await accept(db, UUID(booking))
        machine.move_to(datetime.fromisoformat(NIGHTS[0]).replace(tzinfo=UTC))
        caller = await caller.again(db)
        refused = await caller.withdraw(client, booking)
        assert refused.json()["type"] == "/problemes/booking-started"
