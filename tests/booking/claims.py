"""What is really claimed, read from the database itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from passerelles.booking.tables import Booking, BookingEvent, BookingSlot, Claim
from passerelles.core.db import Database


async def claims(db: Database) -> list[Claim]:
    async with db.read() as session:
        return list((await session.execute(select(Claim).order_by(col(Claim.slot)))).scalars())


async def bookings(db: Database) -> list[Booking]:
    async with db.read() as session:
        return list((await session.execute(select(Booking))).scalars())


async def events(db: Database) -> list[str]:
    """The kinds of all events, oldest first."""
    async with db.read() as session:
        return list((await session.execute(select(col(BookingEvent.kind)).order_by(col(BookingEvent.id)))).scalars())


async def oversold(db: Database) -> list[Any]:
    """(unit, slot) pairs claimed more than once: empty unless the guard is broken."""
    taken = Counter((claim.unit_id, claim.slot) for claim in await claims(db))
    return [pair for pair, times in taken.items() if times > 1]


async def claimed_slots_match_bookings(db: Database) -> bool:
    """Whether the claims are exactly the slots of the live bookings."""
    async with db.read() as session:
        rows = await session.execute(
            select(col(Booking.unit_id), col(BookingSlot.slot))
            .join(BookingSlot, col(BookingSlot.booking_id) == col(Booking.id))
            .where(col(Booking.status).in_(["awaiting_guardian", "awaiting_decision", "accepted"]))
        )
        wanted = sorted((str(unit), slot) for unit, slot in rows)
    return wanted == sorted((str(claim.unit_id), claim.slot) for claim in await claims(db))
