"""Asking: one transaction from the policy's check to the claims, or a refusal that leaves nothing behind."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import col

from passerelles.booking import claiming
from passerelles.booking.events import record
from passerelles.booking.kinds import Ask, Kind, Terms, kind_named
from passerelles.booking.problems import TooManyOpen
from passerelles.booking.rules import UNDECIDED
from passerelles.booking.snapshots import Snapshot, snapshot_of
from passerelles.booking.tables import Booking, BookingSlot, Resource
from passerelles.booking.tidying import expire_due
from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.errors import NotFound
from passerelles.core.ids import new_id

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another when read aloud
CODE_LENGTH = 6


async def ask_for(session: Session, ask: Ask) -> Snapshot:
    """Create the booking and claim one free unit for all its slots.

    Raises:
        NotFound: no such resource.
        SlotTaken: no unit of the zone is free for all the slots.
        AlreadyBooked: the person has a unit of this kind in one of the slots.
        TooManyOpen: the person has as many undecided requests as allowed.
        Problem: the kind's policy refuses.
    """
    kind = await kind_of(session, ask)
    terms = await kind.terms(session, ask)
    now = clock.now()
    booking = await _open(session, ask, kind, terms, now)
    booking.unit_id = await claiming.claim_one(
        session, booking, slots=ask.slots, expires_at=terms.decide_before, now=now
    )
    record(session, booking, "ask", actor_id=ask.person.id, now=now)
    asked = snapshot_of(booking, ask.slots, now)
    await kind.changed(session, asked, "ask")
    return asked


async def kind_of(session: Session, ask: Ask) -> Kind:
    """The kind of the resource asked for.

    Raises:
        NotFound: no such resource.
    """
    resource = await session.get(Resource, (ask.campus_id, ask.resource))
    if resource is None:
        raise NotFound
    return kind_named(resource.kind)


async def _open(session: Session, ask: Ask, kind: Kind, terms: Terms, now: datetime) -> Booking:
    """Write the booking in the first free seat of the person: the seats' unique key is the limit of open requests."""
    values = {
        "campus_id": ask.campus_id,
        "person_id": ask.person.id,
        "resource": ask.resource,
        "kind": kind.name,
        "zone": terms.zone,
        "status": terms.status,
        "asked_at": now,
        "decide_before": terms.decide_before,
        "starts_at": terms.starts_at,
        "ends_at": terms.ends_at,
        "note": ask.note,
    }
    booking = None
    for seat in await _free_seats(session, ask, kind, terms, now):
        booking = await _insert(session, {**values, "seat": seat})
        if booking is not None:
            break
    if booking is None:
        raise TooManyOpen(terms.max_open)
    slots = [{"campus_id": ask.campus_id, "booking_id": booking.id, "slot": slot} for slot in ask.slots]
    await session.execute(insert(BookingSlot), slots)
    return booking


async def _free_seats(session: Session, ask: Ask, kind: Kind, terms: Terms, now: datetime) -> Sequence[int | None]:
    rows = await session.execute(
        select(col(Booking.seat), col(Booking.decide_before)).where(
            col(Booking.campus_id) == ask.campus_id,
            col(Booking.person_id) == ask.person.id,
            col(Booking.kind) == kind.name,
            col(Booking.seat).is_not(None),
        )
    )
    taken = {row.seat: row.decide_before for row in rows}
    if any(limit is not None and clock.aware(limit) <= now for limit in taken.values()):
        await expire_due(session, now, person_id=ask.person.id)
        return await _free_seats(session, ask, kind, terms, now)
    if terms.status not in UNDECIDED:
        return [None]
    return [seat for seat in range(1, terms.max_open + 1) if seat not in taken]


async def _insert(session: Session, values: dict[str, Any]) -> Booking | None:
    """The new booking, or None when its seat was taken meanwhile (or, once in a billion, its code)."""
    statement = insert_into(session, Booking).values(id=new_id(), code=_new_code(), **values).on_conflict_do_nothing()
    return (await session.execute(statement.returning(Booking))).scalar()


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
