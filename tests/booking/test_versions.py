"""The version of what is free changes with every act and every hold that runs out, at a cost that does not grow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import time_machine
from sqlalchemy import delete, event, insert, select, text
from sqlmodel import col

from passerelles.booking.service import version
from passerelles.booking.tables import BookingEvent
from passerelles.core.db import Database, Session
from tests.booking.halls import CAMPUS, HELD_FOR, make_hall
from tests.booking.test_acting import accept, asked, refuse

START = datetime(2026, 12, 1, 8, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("halls")


async def now_free(db: Database) -> str:
    async with db.read() as session:
        return await version(session, CAMPUS)


async def test_every_act_changes_it_and_nothing_else_does(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    seen = [await now_free(db)]
    first, second = await asked(db, client), await asked(db, client, ["2027-02-01"])
    seen.append(await now_free(db))
    assert await now_free(db) == seen[-1]
    await accept(db, first)
    seen.append(await now_free(db))
    await refuse(db, second)
    seen.append(await now_free(db))
    assert len(set(seen)) == len(seen)


async def test_a_hold_that_runs_out_changes_it_at_that_instant(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    with time_machine.travel(START, tick=False) as machine:
        await asked(db, client)
        held = await now_free(db)
        machine.shift(HELD_FOR - timedelta(seconds=1))
        assert await now_free(db) == held
        machine.shift(timedelta(seconds=1))
        assert await now_free(db) != held


async def test_an_act_that_commits_after_a_later_one_changes_it_too(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=2)
    await asked(db, client)
    await asked(db, client)
    seen: list[str] = [await now_free(db)]

    async def without_the_first(session: Session) -> dict[str, Any]:
        first = (await session.execute(select(BookingEvent).order_by(col(BookingEvent.id)).limit(1))).scalar_one()
        await session.execute(delete(BookingEvent).where(col(BookingEvent.id) == first.id))
        return first.model_dump()

    late = await db.write(without_the_first)
    seen.append(await now_free(db))
    await db.write(lambda session: session.execute(insert(BookingEvent).values(**late)))
    seen.append(await now_free(db))
    assert seen[0] == seen[2] != seen[1]


async def test_it_reads_the_ends_of_indexes_and_never_a_whole_table(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    await asked(db, client)
    statements: list[tuple[str, Any]] = []
    async with db.read() as session:
        bind = session.get_bind()

        def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
            if statement.startswith("SELECT"):
                statements.append((statement, parameters))

        event.listen(bind, "before_cursor_execute", note)
        await version(session, CAMPUS)
        event.remove(bind, "before_cursor_execute", note)
        if not db.is_sqlite:
            await session.execute(text("SET LOCAL enable_seqscan = off"))  # the table is tiny here
        explain = "EXPLAIN QUERY PLAN " if db.is_sqlite else "EXPLAIN "
        connection = await session.connection()
        plans = [
            "\n".join(str(row) for row in await connection.exec_driver_sql(explain + statement, parameters))
            for statement, parameters in statements
        ]
    assert len(plans) == 3
    for plan, index in zip(plans, ("booking_event", "ix_booking_held", "booking_event"), strict=True):
        assert "SCAN booking" not in plan
        assert "Seq Scan" not in plan
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan
        assert index in plan
        assert "INDEX" in plan.upper()
