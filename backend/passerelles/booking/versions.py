"""The version of what is free: read at each hot request, so it must cost the same whatever the history.

It says when to look again, inside the house. It tells each act, by id: no answer carries it, nor a digest of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.booking.tables import Booking, BookingEvent
from passerelles.core import clock
from passerelles.core.db import Session

OVERTAKEN: Final = timedelta(seconds=60)
"""How long an act may take to commit, and how far the clocks of two processes may be apart."""
TIME_SHIFT: Final = 80  # a UUIDv7 begins with 48 bits of milliseconds


async def version(session: Session, campus_id: str) -> str:
    """Changes whenever what is free may have changed: an act was written, or a hold ran out.

    Reads one end of three indexes: the last event, those of the minute before it, the last deadline that passed.
    """
    last = (
        await session.execute(
            select(col(BookingEvent.id))
            .where(col(BookingEvent.campus_id) == campus_id)
            .order_by(col(BookingEvent.id).desc())
            .limit(1)
        )
    ).scalar()
    ran_out = (
        await session.execute(
            select(col(Booking.decide_before))
            .where(col(Booking.campus_id) == campus_id, col(Booking.decide_before) <= clock.now())
            .order_by(col(Booking.decide_before).desc())
            .limit(1)
        )
    ).scalar()
    # An act that commits after a later one is seen in the count: its id is not the last.
    recent = await _recent(session, campus_id, last) if last else 0
    deadline = int(clock.aware(ran_out).timestamp() * 1000) if ran_out else 0
    return f"{last.hex if last else 0}-{recent}-{deadline:x}"


async def _recent(session: Session, campus_id: str, last: UUID) -> int:
    """How many events were written within a minute of the last one, itself included."""
    earliest = UUID(int=max((last.int >> TIME_SHIFT) - OVERTAKEN // timedelta(milliseconds=1), 0) << TIME_SHIFT)
    statement = (
        select(func.count())
        .select_from(BookingEvent)
        .where(col(BookingEvent.campus_id) == campus_id, col(BookingEvent.id) >= earliest)
    )
    return (await session.execute(statement)).scalar_one()
