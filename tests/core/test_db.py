"""`write()`: the only committer, retried whole, one at a time on SQLite."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from passerelles.core import clock
from passerelles.core.db import ATTEMPTS, Database, Session
from passerelles.core.errors import Overloaded
from passerelles.core.ids import new_id
from passerelles.core.outbox import put
from passerelles.core.tables import OutboxMessage


async def count(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(OutboxMessage))).scalar_one()


async def put_one(session: Session) -> None:
    put(session, campus_id="c", topic="t", payload={})


async def test_a_write_is_committed(db: Database) -> None:
    await db.write(put_one)
    assert await count(db) == 1


async def test_what_raises_is_rolled_back(db: Database) -> None:
    async def fail(session: Session) -> None:
        await put_one(session)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(fail)
    assert await count(db) == 0


async def test_a_reading_session_keeps_nothing(db: Database) -> None:
    async with db.read() as session:
        if db.is_sqlite:
            with pytest.raises(OperationalError):
                await session.execute(text("DELETE FROM outbox_message"))
        else:
            await session.execute(text("DELETE FROM outbox_message"))
    await db.write(put_one)
    assert await count(db) == 1


async def test_a_transient_failure_is_tried_again_whole(db: Database) -> None:
    tries = 0

    async def busy_twice(session: Session) -> int:
        nonlocal tries
        tries += 1
        await put_one(session)
        if tries < 3:
            raise OperationalError("INSERT", {}, Exception("database is locked"))
        return tries

    assert await db.write(busy_twice) == 3
    assert await count(db) == 1


async def test_a_database_that_stays_busy_is_an_overload_not_a_failure(db: Database) -> None:
    tries = 0

    async def always_busy(_: Session) -> None:
        nonlocal tries
        tries += 1
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with pytest.raises(Overloaded):
        await db.write(always_busy)
    assert tries == ATTEMPTS


async def test_writers_do_not_lose_each_others_updates(db: Database) -> None:
    """Read, then write what was read plus one: the mistake that a deferred SQLite transaction makes."""
    message_id = new_id()

    async def create(session: Session) -> None:
        now = clock.now()
        session.add(
            OutboxMessage(id=message_id, campus_id="c", topic="t", payload={}, created_at=now, available_at=now)
        )

    async def increment(session: Session) -> None:
        statement = select(OutboxMessage).where(col(OutboxMessage.id) == message_id).with_for_update()
        message = (await session.execute(statement)).scalar_one()
        message.attempts += 1
        session.add(message)

    await db.write(create)
    await asyncio.gather(*(db.write(increment) for _ in range(40)))
    async with db.read() as session:
        assert (await session.get_one(OutboxMessage, message_id)).attempts == 40


async def test_too_many_waiting_writers_are_told_to_come_back(database_url: str) -> None:
    db = Database(database_url, max_waiting_writers=1)
    inside, release = asyncio.Event(), asyncio.Event()

    async def hold(_: Session) -> None:
        inside.set()
        await release.wait()

    first = asyncio.create_task(db.write(hold))
    await inside.wait()
    with pytest.raises(Overloaded):
        await db.write(put_one)
    release.set()
    await first
    await db.close()
