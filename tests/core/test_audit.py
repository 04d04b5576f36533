"""The audit log: a chain that shows when somebody altered it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, func, select, update
from sqlmodel import col

from passerelles.core import audit, clock
from passerelles.core.audit import AuditEntry, AuditHead
from passerelles.core.db import Database, Session
from passerelles.core.retention import TABLE

CAMPUS = "CMQ-ESSAI"


async def act(db: Database, name: str) -> None:
    async def work(session: Session) -> None:
        await audit.record(session, campus_id=CAMPUS, actor_id=None, act=name, subject="HOUSE:1", why="panne")

    await db.write(work)


async def broken(db: Database) -> int | None:
    async with db.read() as session:
        return await audit.broken_at(session, CAMPUS)


async def test_acts_follow_each_other_in_one_whole_chain(db: Database) -> None:
    for name in ("a", "b", "c"):
        await act(db, name)
    assert await broken(db) is None


async def test_acts_of_the_same_moment_each_have_their_number(db: Database) -> None:
    await asyncio.gather(*(act(db, f"act-{n}") for n in range(12)))
    async with db.read() as session:
        count = await session.scalar(select(func.count(func.distinct(col(AuditEntry.number)))))
    assert count == 12
    assert await broken(db) is None


async def test_two_acts_of_one_transaction_follow_each_other(db: Database) -> None:
    async def work(session: Session) -> None:
        for name in ("a", "b"):
            await audit.record(session, campus_id=CAMPUS, actor_id=None, act=name, subject="HOUSE:1")

    await db.write(work)
    assert await broken(db) is None


async def test_an_altered_entry_shows(db: Database) -> None:
    for name in ("a", "b", "c"):
        await act(db, name)
    await db.write(
        lambda session: session.execute(update(AuditEntry).where(col(AuditEntry.number) == 2).values(why="autre"))
    )
    assert await broken(db) == 2


async def test_a_removed_entry_shows(db: Database) -> None:
    for name in ("a", "b", "c"):
        await act(db, name)
    await db.write(lambda session: session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 2)))
    assert await broken(db) == 3


async def test_a_removed_end_shows(db: Database) -> None:
    for name in ("a", "b"):
        await act(db, name)
    await db.write(lambda session: session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 2)))
    assert await broken(db) == 2


async def removed(db: Database, *numbers: int) -> None:
    await db.write(lambda session: session.execute(delete(AuditEntry).where(col(AuditEntry.number).in_(numbers))))


@pytest.mark.parametrize(("numbers", "shown"), [((1, 2, 3), 1), ((1, 2), 3), ((1,), 2), ((3,), 3)])
async def test_whatever_is_removed_outside_the_purge_shows(db: Database, numbers: tuple[int, ...], shown: int) -> None:
    for name in ("a", "b", "c"):
        await act(db, name)
    await removed(db, *numbers)
    assert await broken(db) == shown


async def test_a_log_without_its_end_is_broken(db: Database) -> None:
    await act(db, "a")
    await db.write(lambda session: session.execute(delete(AuditHead)))
    assert await broken(db) == 1


async def purged(db: Database) -> int:
    rule = TABLE["audit"]
    return await db.write(lambda session: audit.purge(session, rule, clock.now()))


async def test_what_the_retention_removes_leaves_a_whole_chain_that_still_shows_the_rest(db: Database) -> None:
    with time_machine.travel("2024-01-01T08:00:00Z", tick=False) as machine:
        await act(db, "a")
        await act(db, "b")
        machine.shift(timedelta(days=700))
        await act(db, "c")
        await act(db, "d")
        assert await purged(db) == 0
        machine.shift(timedelta(days=31))
        assert await purged(db) == 2
        assert await purged(db) == 0
        assert await broken(db) is None
        await removed(db, 3)
        assert await broken(db) == 4


async def test_a_log_that_the_retention_emptied_is_whole_and_goes_on(db: Database) -> None:
    with time_machine.travel("2024-01-01T08:00:00Z", tick=False) as machine:
        await act(db, "a")
        machine.shift(timedelta(days=731))
        assert await purged(db) == 1
        assert await broken(db) is None
        await act(db, "b")
        assert await broken(db) is None
        await removed(db, 2)
        assert await broken(db) == 2


async def test_an_entry_whose_clock_was_late_waits_for_those_before_it(db: Database) -> None:
    with time_machine.travel("2024-01-01T08:00:00Z", tick=False) as machine:
        await act(db, "a")
        machine.shift(timedelta(days=-10))
        await act(db, "late")
        machine.shift(timedelta(days=731))
        assert await purged(db) == 0
        machine.shift(timedelta(days=10))
        assert await purged(db) == 2
        assert await broken(db) is None
