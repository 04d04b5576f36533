"""Bookings as their owner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.booking import rules
from passerelles.booking.events import history
from passerelles.booking.kinds import Words, kind_named
from passerelles.booking.schemas import BookingOut, BookingStatus, HistoryOut
from passerelles.booking.snapshots import Snapshot, snapshot, snapshots
from passerelles.booking.tables import Booking, BookingEvent
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
    return await views(session, await snapshots(session, list(rows.scalars())))


async def one(session: Session, *, campus_id: str, person_id: UUID, booking_id: UUID) -> BookingOut:
    """One of a person's bookings.

    Raises:
        NotFound: no such booking, or somebody else's.
    """
    booking = await snapshot(session, campus_id=campus_id, booking_id=booking_id)
    if booking is None or booking.person_id != person_id:
        raise NotFound
    return (await views(session, [booking]))[0]


async def views(session: Session, bookings: Sequence[Snapshot]) -> list[BookingOut]:
    """Bookings of one campus in the words of their kinds, in the same order."""
    if not bookings:
        return []
    events = await history(session, bookings[0].campus_id, [booking.id for booking in bookings])
    words: dict[UUID, Words] = {}
    for kind in {booking.kind for booking in bookings}:
        words.update(await kind_named(kind).words(session, [b for b in bookings if b.kind == kind]))
    return [_view(booking, words[booking.id], events[booking.id]) for booking in bookings]


def _view(booking: Snapshot, words: Words, events: Sequence[BookingEvent]) -> BookingOut:
    status = booking.status
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
        slots=list(booking.slots),
        slots_words=words.slots,
        status=status,
        status_words=t(f"booking.status.{status}"),
        tone=TONES[status],
        next_step=words.next_step,
        reason_words=words.reason if status == "refused" else None,
        price_words=words.price,
        asked_at=booking.asked_at,
        decide_before=booking.decide_before,
        can_withdraw=rules.may_withdraw(status, starts_at=booking.starts_at, now=clock.now()),
        withdrawal_words=words.withdrawal,
        history=_history(booking, events),
        demo=words.demo,
    )


def _history(booking: Snapshot, events: Sequence[BookingEvent]) -> list[HistoryOut]:
    """What is written, and the end that time has already brought when nobody wrote it yet."""
    told = [HistoryOut(at=clock.aware(event.at), words=t(f"booking.event.{event.kind}")) for event in events]
    for status, act, at in (("expired", "expire", booking.held_until), ("finished", "finish", booking.ends_at)):
        if booking.status == status and at is not None and all(event.kind != act for event in events):
            told.append(HistoryOut(at=at, words=t(f"booking.event.{act}")))
    return told
