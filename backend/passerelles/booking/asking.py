"""Asking: one transaction from the policy's check to the claims, or a refusal that leaves nothing behind."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col

from passerelles.booking import claiming
from passerelles.booking.events import record
from passerelles.booking.kinds import Ask, Kind, Terms, kind_named
from passerelles.booking.problems import AlreadyBooked, TooManyOpen
from passerelles.booking.rules import UNDECIDED
from passerelles.booking.snapshots import Snapshot, snapshots
from passerelles.booking.tables import Booking, BookingSlot, Resource
from passerelles.booking.tidying import expire_due
from passerelles.core import clock
from passerelles.core.db import Session
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
    await expire_due(session, now, person_id=ask.person.id)
    mine = await claiming.slots_of_person(
        session, campus_id=ask.campus_id, person_id=ask.person.id, kind=kind.name, slots=ask.slots, now=now
    )
    if mine:  # only to say it before a unit is looked for: the second key of `claim` is the guard
        raise AlreadyBooked(mine)
    booking = await _open(session, ask, kind, terms, now)
    booking.unit_id = await claiming.claim_one(
        session, booking, slots=ask.slots, expires_at=terms.decide_before, now=now
    )
    record(session, booking, "ask", actor_id=ask.person.id, now=now)
    asked = (await snapshots(session, [booking]))[0]
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
    booking_id = None
    for seat in await _free_seats(session, ask, kind, terms):
        booking_id = await _insert(session, {**values, "seat": seat})
        if booking_id is not None:
            break
    if booking_id is None:
        raise TooManyOpen(terms.max_open)
    slots = [{"campus_id": ask.campus_id, "booking_id": booking_id, "slot": slot} for slot in ask.slots]
    await session.execute(insert(BookingSlot), slots)
    return await session.get_one(Booking, (ask.campus_id, booking_id))


async def _free_seats(session: Session, ask: Ask, kind: Kind, terms: Terms) -> Sequence[int | None]:
    if terms.status not in UNDECIDED:
        return [None]
    rows = await session.execute(
        select(col(Booking.seat)).where(
            col(Booking.campus_id) == ask.campus_id,
            col(Booking.person_id) == ask.person.id,
            col(Booking.kind) == kind.name,
            col(Booking.seat).is_not(None),
        )
    )
    taken = set(rows.scalars())
    return [seat for seat in range(1, terms.max_open + 1) if seat not in taken]


async def _insert(session: Session, values: dict[str, Any]) -> UUID | None:
    """The new booking's id, or None when its seat was taken meanwhile (or, once in a billion, its code)."""
    dialect_insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    statement = dialect_insert(Booking).values(id=new_id(), code=_new_code(), **values).on_conflict_do_nothing()
    return (await session.execute(statement.returning(col(Booking.id)))).scalar()


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
