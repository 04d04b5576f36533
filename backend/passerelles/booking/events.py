"""The history of bookings: appended with the act, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.booking.kinds import Event
from passerelles.booking.tables import Booking, BookingEvent
from passerelles.core.db import Session
from passerelles.core.ids import new_id


def record(
    session: Session,
    booking: Booking,
    kind: Event,
    *,
    actor_id: UUID | None,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """Add an event to a booking's history; `actor_id` is None when time acted."""
    session.add(
        BookingEvent(
            campus_id=booking.campus_id,
            id=new_id(),
            booking_id=booking.id,
            at=now,
            kind=kind,
            actor_id=actor_id,
            details=details or {},
        )
    )


async def history(session: Session, campus_id: str, bookings: Sequence[UUID]) -> dict[UUID, list[BookingEvent]]:
    """The events of these bookings, oldest first."""
    rows = await session.execute(
        select(BookingEvent)
        .where(col(BookingEvent.campus_id) == campus_id, col(BookingEvent.booking_id).in_(bookings))
        .order_by(col(BookingEvent.at), col(BookingEvent.id))
    )
    found: dict[UUID, list[BookingEvent]] = {booking: [] for booking in bookings}
    for event in rows.scalars():
        found[event.booking_id].append(event)
    return found
