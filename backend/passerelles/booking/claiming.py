"""The claims: choosing a unit and taking all its slots at once, or not at all.

The guard is `claim`'s primary key, never a prior read: what is read only says which unit to try first. On PostgreSQL
the unit's row is locked before its claims are written, so that two bookings of one unit take turns; a try that fails
is undone to its savepoint, which also gives the lock back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, delete, exists, func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from passerelles.booking.problems import AlreadyBooked, SlotTaken, UnitTaken
from passerelles.booking.tables import Booking, BookingSlot, Claim, Unit
from passerelles.core.db import Session, insert_into
from passerelles.core.tables import AWARE


class _TakenError(Exception):
    """The unit under trial is taken: undo to the savepoint and try another."""

    def __init__(self, unit: UUID) -> None:
        super().__init__()
        self.unit = unit


def counts(now: datetime) -> ColumnElement[bool]:
    """Whether a claim counts: firm, or held and not yet expired. The one rule of readers and writers."""
    return or_(col(Claim.expires_at).is_(None), col(Claim.expires_at) > now)


def free_units(*, campus_id: str, resource: str, zone: str, slots: Sequence[str], now: datetime) -> Select[UUID]:
    """Units of the zone with no claim that counts in any of the slots, in the order they are offered."""
    taken = exists().where(
        col(Claim.campus_id) == col(Unit.campus_id),
        col(Claim.unit_id) == col(Unit.id),
        col(Claim.slot).in_(slots),
        counts(now),
    )
    return (
        select(col(Unit.id))
        .where(
            col(Unit.campus_id) == campus_id,
            col(Unit.resource) == resource,
            col(Unit.zone) == zone,
            col(Unit.active),
            ~taken,
        )
        .order_by(col(Unit.position), col(Unit.id))
    )


async def claim_one(
    session: Session, booking: Booking, *, slots: Sequence[str], expires_at: datetime | None, now: datetime
) -> UUID:
    """Claim one free unit of the booking's zone for all `slots`; returns it.

    Raises:
        SlotTaken: no unit of the zone is free for all of them.
        AlreadyBooked: the person has another unit of this kind in one of them.
    """
    tried: list[UUID] = []
    while True:
        try:
            async with session.begin_nested():  # around the lock too: undone, nobody waits for a unit we do not take
                unit = await _lock_free(session, booking, slots, tried, now)
                if unit is not None:
                    if await _take(session, booking, unit, slots=slots, expires_at=expires_at, now=now):
                        return unit
                    raise _TakenError(unit)
        except _TakenError as taken:
            await _refuse_twice(session, booking, slots, now)
            tried.append(taken.unit)
            continue
        if not await _wait_for_others(session, booking, slots, tried, now):
            break
    await _refuse_twice(session, booking, slots, now)
    raise SlotTaken(await _full_slots(session, booking, slots, now))


def _untried(booking: Booking, slots: Sequence[str], tried: Sequence[UUID], now: datetime) -> Select[UUID]:
    """The first free unit that was not tried."""
    choice = free_units(
        campus_id=booking.campus_id, resource=booking.resource, zone=booking.zone, slots=slots, now=now
    ).limit(1)
    return choice.where(col(Unit.id).not_in(tried)) if tried else choice


async def _lock_free(
    session: Session, booking: Booking, slots: Sequence[str], tried: Sequence[UUID], now: datetime
) -> UUID | None:
    """The first free unit that nobody else is trying, locked."""
    choice = _untried(booking, slots, tried, now).with_for_update(key_share=True, of=Unit, skip_locked=True)
    return (await session.execute(choice)).scalar()


async def _wait_for_others(
    session: Session, booking: Booking, slots: Sequence[str], tried: Sequence[UUID], now: datetime
) -> bool:
    """Whether a free unit is left that somebody else is trying; returns once they have it or gave it up.

    The lock is shared and given back at once: all who wait go on together, and look again at what is free, instead
    of each locking in turn a unit that the first of them took.
    """
    async with session.begin_nested() as only_waiting:
        unit = (
            await session.execute(_untried(booking, slots, tried, now).with_for_update(read=True, of=Unit))
        ).scalar()
        await only_waiting.rollback()
    return unit is not None


async def _take(
    session: Session, booking: Booking, unit: UUID, *, slots: Sequence[str], expires_at: datetime | None, now: datetime
) -> bool:
    """Write the claims of a locked unit, over expired ones if there are; whether all could be written."""
    written = await _insert(session, booking, unit, expires_at)
    if written < len(slots) and await sweep(session, campus_id=booking.campus_id, unit=unit, slots=slots, now=now):
        written += await _insert(session, booking, unit, expires_at)
    return written == len(slots)


async def sweep(session: Session, *, campus_id: str, unit: UUID, slots: Sequence[str], now: datetime) -> int:
    """Delete the expired claims of a unit in these slots: they count for nothing and stand in the key's way.

    Returns how many there were.
    """
    result = await session.execute(
        delete(Claim).where(
            col(Claim.campus_id) == campus_id, col(Claim.unit_id) == unit, col(Claim.slot).in_(slots), ~counts(now)
        )
    )
    return int(getattr(result, "rowcount", 0))


async def _insert(session: Session, booking: Booking, unit: UUID, expires_at: datetime | None) -> int:
    """Write the claims of all the booking's slots in one statement, in the order of the slots; returns how many."""
    rows = (
        select(
            col(BookingSlot.campus_id),
            literal(unit, Uuid()),
            col(BookingSlot.slot),
            col(BookingSlot.booking_id),
            literal(booking.person_id, Uuid()),
            literal(booking.kind),
            literal(expires_at, AWARE),
        )
        .where(col(BookingSlot.campus_id) == booking.campus_id, col(BookingSlot.booking_id) == booking.id)
        .order_by(col(BookingSlot.slot))
    )
    columns = ["campus_id", "unit_id", "slot", "booking_id", "person_id", "kind", "expires_at"]
    insert = insert_into(session, Claim).from_select(columns, rows)
    statement = insert.on_conflict_do_nothing().returning(col(Claim.slot))
    return len((await session.execute(statement)).all())


async def _refuse_twice(session: Session, booking: Booking, slots: Sequence[str], now: datetime) -> None:
    """Tell a person who already has a unit of this kind in one of the slots apart from a unit that is taken."""
    mine = await slots_of_person(
        session, campus_id=booking.campus_id, person_id=booking.person_id, kind=booking.kind, slots=slots, now=now
    )
    if mine:
        raise AlreadyBooked(mine)


async def slots_of_person(
    session: Session, *, campus_id: str, person_id: UUID, kind: str, slots: Sequence[str], now: datetime
) -> list[str]:
    """Those of the slots in which the person already has a unit of this kind."""
    rows = await session.execute(
        select(col(Claim.slot))
        .where(
            col(Claim.campus_id) == campus_id,
            col(Claim.person_id) == person_id,
            col(Claim.kind) == kind,
            col(Claim.slot).in_(slots),
            counts(now),
        )
        .order_by(col(Claim.slot))
    )
    return list(rows.scalars())


async def _full_slots(session: Session, booking: Booking, slots: Sequence[str], now: datetime) -> list[str]:
    """The slots in which every unit of the zone is taken; all of them when no single one is."""
    in_zone = (
        col(Unit.campus_id) == booking.campus_id,
        col(Unit.resource) == booking.resource,
        col(Unit.zone) == booking.zone,
        col(Unit.active),
    )
    size = (await session.execute(select(func.count()).select_from(Unit).where(*in_zone))).scalar_one()
    rows = await session.execute(
        select(col(Claim.slot))
        .join(Unit, (col(Unit.campus_id) == col(Claim.campus_id)) & (col(Unit.id) == col(Claim.unit_id)))
        .where(*in_zone, col(Claim.slot).in_(slots), counts(now))
        .group_by(col(Claim.slot))
        .having(func.count() >= size)
        .order_by(col(Claim.slot))
    )
    return list(rows.scalars()) or list(slots)


async def release(session: Session, booking: Booking) -> None:
    """Give back everything the booking claims, and nothing else."""
    await session.execute(delete(Claim).where(*_of(booking)))


async def keep(session: Session, booking: Booking, *, until: datetime | None, now: datetime) -> int:
    """Hold the booking's claims until another time, or for good; returns how many still counted."""
    result = await session.execute(update(Claim).where(*_of(booking), counts(now)).values(expires_at=until))
    return int(getattr(result, "rowcount", 0))


async def move(session: Session, booking: Booking, unit: UUID, *, slots: Sequence[str], now: datetime) -> None:
    """Put the booking's claims on another unit: one statement takes the new slots and frees the old ones.

    Raises:
        UnitTaken: somebody else has the unit in one of the slots.
    """
    await session.execute(
        select(col(Unit.id))
        .where(col(Unit.campus_id) == booking.campus_id, col(Unit.id) == unit)
        .with_for_update(key_share=True)
    )
    await sweep(session, campus_id=booking.campus_id, unit=unit, slots=slots, now=now)
    try:
        await session.execute(update(Claim).where(*_of(booking)).values(unit_id=unit))
    except IntegrityError as error:
        raise UnitTaken(slots) from error


def _of(booking: Booking) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Claim.campus_id) == booking.campus_id, col(Claim.booking_id) == booking.id
