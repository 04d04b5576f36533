"""Bookings as their owner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.booking import rules
from passerelles.booking.acting import status_of
from passerelles.booking.events import history
from passerelles.booking.kinds import Words, kind_named
from passerelles.booking.schemas import BookingOut, BookingStatus, HistoryOut
from passerelles.booking.tables import Booking, BookingEvent, BookingSlot
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t

MAX_LISTED: Final = 100
TONES: Final[Mapping[BookingStatus, Literal["go", "wait", "stop", "neutral"]]] = {
    "awaiting_guardian": "wait",
    "awaiting_decision": "wait",
    "accepted": "go",
    "refused": "stop",
    "withdrawn": "neutral",
    "expired": "stop",
    "finished": "neutral",
}


async def mine(session: Session, *, campus_id: str, person_id: UUID) -> list[BookingOut]:
    """A person's bookings, the latest asked first."""
    rows = await session.execute(
        select(Booking)
        .where(col(Booking.campus_id) == campus_id, col(Booking.person_id) == person_id)
        .order_by(col(Booking.asked_at).desc(), col(Booking.id).desc())
        .limit(MAX_LISTED)
    )
    return await views(session, list(rows.scalars()))


async def one(session: Session, *, campus_id: str, person_id: UUID, booking_id: UUID) -> BookingOut:
    """One of a person's bookings.

    Raises:
        NotFound: no such booking, or somebody else's.
    """
    booking = await session.get(Booking, (campus_id, booking_id))
    if booking is None or booking.person_id != person_id:
        raise NotFound
    return (await views(session, [booking]))[0]


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


async def views(session: Session, bookings: Sequence[Booking]) -> list[BookingOut]:
    """Bookings of one campus in the words of their kinds, in the same order."""
    if not bookings:
        return []
    campus_id, ids, now = bookings[0].campus_id, [booking.id for booking in bookings], clock.now()
    slots = await slots_by_booking(session, campus_id, ids)
    events = await history(session, campus_id, ids)
    words: dict[UUID, Words] = {}
    for kind in {booking.kind for booking in bookings}:
        of_kind = {b.id: (b, status_of(b, now), slots[b.id]) for b in bookings if b.kind == kind}
        words.update(await kind_named(kind).words(session, of_kind))
    return [_view(booking, slots[booking.id], words[booking.id], events[booking.id], now) for booking in bookings]


def _view(
    booking: Booking, slots: Sequence[str], words: Words, events: Sequence[BookingEvent], now: datetime
) -> BookingOut:
    status = status_of(booking, now)
    undecided = status in rules.UNDECIDED
    limit = booking.decide_before
    return BookingOut(
        id=str(booking.id),
        code=booking.code,
        resource=booking.resource,
        resource_kind=kind_named(booking.kind).name,
        resource_label=words.resource_label,
        resource_url=words.resource_url,
        zone=booking.zone,
        zone_label=words.zone_label,
        unit_label=words.unit_label if status in ("accepted", "finished") else None,
        slots=list(slots),
        slots_words=words.slots,
        status=status,
        status_words=t(f"booking.status.{status}"),
        tone=TONES[status],
        next_step=words.next_step,
        reason_words=words.reason if status == "refused" else None,
        price_words=words.price,
        asked_at=clock.aware(booking.asked_at),
        decide_before=clock.aware(limit) if limit is not None and undecided else None,
        can_withdraw=rules.may_withdraw(status, starts_at=clock.aware(booking.starts_at), now=now),
        withdrawal_words=words.withdrawal,
        history=_history(booking, events, status),
        demo=words.demo,
    )


def _history(booking: Booking, events: Sequence[BookingEvent], status: BookingStatus) -> list[HistoryOut]:
    """What is written, and the expiry or end that time has already brought when nobody wrote it yet."""
    told = [HistoryOut(at=clock.aware(event.at), words=t(f"booking.event.{event.kind}")) for event in events]
    if status != booking.status:
        limit = booking.decide_before if status == "expired" else booking.ends_at
        if limit is not None:
            act = "expire" if status == "expired" else "finish"
            told.append(HistoryOut(at=clock.aware(limit), words=t(f"booking.event.{act}")))
    return told
