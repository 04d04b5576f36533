"""Bookings as other features may know them: read-only, their state as it is now, never the rows themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import exists, select
from sqlmodel import col

from passerelles.booking import rules
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.tables import Booking, BookingSlot
from passerelles.core import clock
from passerelles.core.db import Session


@dataclass(frozen=True)
class Snapshot:
    """A booking at the instant it was read. Instants are aware."""

    campus_id: str
    id: UUID
    code: str
    person_id: UUID
    resource: str
    kind: str
    zone: str
    unit_id: UUID | None
    slots: tuple[str, ...]
    status: BookingStatus
    asked_at: datetime
    decide_before: datetime | None  # None unless undecided
    held_until: datetime | None  # the deadline, even when it has passed
    starts_at: datetime
    ends_at: datetime
    note: str | None
    reason: str | None
    reason_note: str | None


def status_of(booking: Booking, now: datetime) -> BookingStatus:
    """The state as it must be read now."""
    limit = booking.decide_before
    return rules.status_at(
        cast(BookingStatus, booking.status),
        decide_before=None if limit is None else clock.aware(limit),
        ends_at=clock.aware(booking.ends_at),
        now=now,
    )


async def slots_by_booking(session: Session, campus_id: str, bookings: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The slots of these bookings, in order."""
    rows = await session.execute(
        select(col(BookingSlot.booking_id), col(BookingSlot.slot))
        .where(col(BookingSlot.campus_id) == campus_id, col(BookingSlot.booking_id).in_(bookings))
        .order_by(col(BookingSlot.slot))
    )
    slots: dict[UUID, list[str]] = {booking: [] for booking in bookings}
    for booking, slot in rows:
        slots[booking].append(slot)
    return slots


async def snapshots(session: Session, bookings: Sequence[Booking]) -> list[Snapshot]:
    """These bookings of one campus as they are now, in the same order."""
    if not bookings:
        return []
    now = clock.now()
    slots = await slots_by_booking(session, bookings[0].campus_id, [booking.id for booking in bookings])
    return [snapshot_of(booking, slots[booking.id], now) for booking in bookings]


async def snapshot(session: Session, *, campus_id: str, booking_id: UUID) -> Snapshot | None:
    """One booking, whoever asked for it; None when there is none."""
    booking = await session.get(Booking, (campus_id, booking_id))
    return (await snapshots(session, [booking]))[0] if booking else None


async def askers(session: Session, campus_id: str, bookings: Collection[str]) -> set[UUID]:
    """The people who asked for these bookings."""
    rows = await session.execute(
        select(col(Booking.person_id)).where(
            col(Booking.campus_id) == campus_id, col(Booking.id).in_([UUID(booking) for booking in bookings])
        )
    )
    return set(rows.scalars())


async def of_resource(
    session: Session,
    *,
    campus_id: str,
    resource: str,
    statuses: Collection[BookingStatus],
    slots: Sequence[str] | None = None,
) -> list[Snapshot]:
    """The bookings of a resource that are in one of these states now, first asked first; those with one of `slots`."""
    statement = (
        select(Booking)
        .where(
            col(Booking.campus_id) == campus_id,
            col(Booking.resource) == resource,
            col(Booking.status).in_(statuses),
        )
        .order_by(col(Booking.asked_at), col(Booking.id))
    )
    if slots is not None:
        statement = statement.where(
            exists().where(
                col(BookingSlot.campus_id) == col(Booking.campus_id),
                col(BookingSlot.booking_id) == col(Booking.id),
                col(BookingSlot.slot).in_(slots),
            )
        )
    found = await snapshots(session, list((await session.execute(statement)).scalars()))
    return [booking for booking in found if booking.status in statuses]


async def of_people(
    session: Session, *, campus_id: str, people: Collection[UUID], kind: str, limit: int = 100
) -> list[Snapshot]:
    """The bookings of one kind that these people asked for, the latest first."""
    statement = (
        select(Booking)
        .where(col(Booking.campus_id) == campus_id, col(Booking.person_id).in_(people), col(Booking.kind) == kind)
        .order_by(col(Booking.asked_at).desc(), col(Booking.id).desc())
        .limit(limit)
    )
    return await snapshots(session, list((await session.execute(statement)).scalars()))


def snapshot_of(booking: Booking, slots: Sequence[str], now: datetime) -> Snapshot:
    """A booking whose slots are known, as it is at `now`."""
    status = status_of(booking, now)
    limit = booking.decide_before
    return Snapshot(
        campus_id=booking.campus_id,
        id=booking.id,
        code=booking.code,
        person_id=booking.person_id,
        resource=booking.resource,
        kind=booking.kind,
        zone=booking.zone,
        unit_id=booking.unit_id,
        slots=tuple(slots),
        status=status,
        asked_at=clock.aware(booking.asked_at),
        decide_before=clock.aware(limit) if limit is not None and status in rules.UNDECIDED else None,
        held_until=None if limit is None else clock.aware(limit),
        starts_at=clock.aware(booking.starts_at),
        ends_at=clock.aware(booking.ends_at),
        note=booking.note,
        reason=booking.reason,
        reason_note=booking.reason_note,
    )
