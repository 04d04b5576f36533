"""Time's own acts: undecided requests past their deadline expire, accepted stays that are over finish.

Readers already see both (`rules.status_at`); this writes them down, frees what they held and tells people.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, select
from sqlmodel import col

from passerelles.booking import claiming
from passerelles.booking.events import record
from passerelles.booking.kinds import kind_named
from passerelles.booking.rules import UNDECIDED, Act
from passerelles.booking.snapshots import snapshots
from passerelles.booking.tables import Booking
from passerelles.core import clock
from passerelles.core.db import Database, Session

log = structlog.get_logger()

PERIOD: Final = 20.0  # seconds between two looks
BATCH: Final = 100


async def keep_tidy(db: Database, period: float = PERIOD) -> None:
    """Write down what time did, every `period` seconds, until cancelled. A failure is logged and tried again."""
    while True:
        try:
            await tidy(db)
        except Exception as error:  # one booking that cannot be told must not stop time for all
            log.error("bookings not tidied", error=type(error).__name__)
        await asyncio.sleep(period)


async def tidy(db: Database) -> int:
    """Expire and finish everything that is due now, in small transactions; returns how many bookings changed."""
    changed = 0
    while batch := await db.write(_tidy_batch):
        changed += batch
    return changed


async def _tidy_batch(session: Session) -> int:
    now = clock.now()
    return await expire_due(session, now, limit=BATCH) + await _finish_due(session, now)


async def expire_due(session: Session, now: datetime, *, person_id: UUID | None = None, limit: int = BATCH) -> int:
    """Expire the undecided bookings past their deadline (of one person, or of anybody); returns how many."""
    due = [col(Booking.status).in_(UNDECIDED), col(Booking.decide_before) <= now]
    if person_id is not None:
        due.append(col(Booking.person_id) == person_id)
    return await _close(session, due, "expire", now, limit, skip_locked=person_id is None)


async def _finish_due(session: Session, now: datetime) -> int:
    due = [col(Booking.status) == "accepted", col(Booking.ends_at) <= now]
    return await _close(session, due, "finish", now, BATCH, skip_locked=True)


async def _close(
    session: Session, due: list[ColumnElement[bool]], act: Act, now: datetime, limit: int, *, skip_locked: bool
) -> int:
    """A booking that somebody acts on right now is left to that act (`skip_locked`): it reads the time too."""
    statement = (
        select(Booking)
        .where(*due)
        .order_by(col(Booking.decide_before), col(Booking.id))
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=skip_locked)
    )
    bookings = list((await session.execute(statement)).scalars())
    for booking in bookings:
        booking.status = "expired" if act == "expire" else "finished"
        booking.seat = None
        session.add(booking)
        await claiming.release(session, booking)
        when = booking.decide_before if act == "expire" else booking.ends_at
        record(session, booking, act, actor_id=None, now=when or now)  # when it happened, not when it was noticed
    for closed in await snapshots(session, bookings):
        await kind_named(closed.kind).changed(session, closed, act)
    return len(bookings)
