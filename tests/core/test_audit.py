"""The audit log: a chain that shows when somebody altered it."""

from __future__ import annotations

import asyncio

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from passerelles.core import audit
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session

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


async def test_purging_the_oldest_entries_keeps_the_rest_checkable(db: Database) -> None:
    for name in ("a", "b", "c"):
        await act(db, name)
    await db.write(lambda session: session.execute(delete(AuditEntry).where(col(AuditEntry.number) == 1)))
    assert await broken(db) is None
