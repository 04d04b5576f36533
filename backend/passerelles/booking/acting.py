"""Acts on a booking that exists: by its owner, or by staff whose right the caller has checked.

Each act locks the booking, reads its state again with the time of day, and does one thing or refuses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.booking import claiming, rules
from passerelles.booking.events import record
from passerelles.booking.kinds import kind_named
from passerelles.booking.problems import AgreementMissing, BookingOver, BookingStarted, OwnRequest
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.snapshots import Snapshot, slots_by_booking, snapshots, status_of
from passerelles.booking.tables import Booking, Unit
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t


async def withdraw(
    session: Session, *, campus_id: str, booking_id: UUID, person_id: UUID, reason: str | None
) -> Snapshot:
    """Give up one's own booking: its claims are free at once.

    Raises:
        NotFound: no such booking of this person.
        BookingOver: it was refused, withdrawn, expired or finished before.
        BookingStarted: it has begun.
    """
    booking = await _locked(session, campus_id, booking_id)
    if booking.person_id != person_id:
        raise NotFound
    now = clock.now()
    status = status_of(booking, now)
    if rules.after(status, "withdraw") is not None and not rules.may_withdraw(
        status, starts_at=clock.aware(booking.starts_at), now=now
    ):
        raise BookingStarted
    _advance(booking, "withdraw", now)
    booking.reason = reason
    await claiming.release(session, booking)
    return await _done(session, booking, "withdraw", actor_id=person_id, now=now, details={"reason": reason})


async def hold_still(session: Session, *, campus_id: str, booking_id: UUID) -> Snapshot:
    """Lock a booking until the end of the transaction, and read it as it is then: nobody decides on it meanwhile.

    Raises:
        NotFound: no such booking.
    """
    return (await snapshots(session, [await _locked(session, campus_id, booking_id)]))[0]


def refuse_over(booking: Snapshot) -> None:
    """Let pass a booking that is still to be decided.

    Raises:
        BookingOver: it is no longer so.
    """
    if booking.status not in rules.UNDECIDED:
        raise _over(booking.status)


async def receive_agreement(
    session: Session,
    *,
    campus_id: str,
    booking_id: UUID,
    staff_id: UUID,
    decide_before: datetime,
    needed: bool = True,
) -> Snapshot:
    """The guardian's agreement has come, or is not `needed` any more: the request now waits for a decision, before
    another date.

    Raises:
        NotFound, OwnRequest, BookingOver: as `accept`.
    """
    booking, now = await _for_staff(session, campus_id, booking_id, staff_id)
    act: rules.Act = "agree" if needed else "waive"
    _advance(booking, act, now)
    booking.decide_before = decide_before
    await _keep(session, booking, decide_before, now)
    return await _done(session, booking, act, actor_id=staff_id, now=now)


async def recall(
    session: Session, *, campus_id: str, booking_id: UUID, actor_id: UUID | None, decide_before: datetime
) -> Snapshot:
    """A guardian's agreement is missing again: the request goes back to waiting for it, before another date.

    Raises:
        NotFound: no such booking.
        BookingOver: it does not wait for a decision.
    """
    booking, now = await _locked(session, campus_id, booking_id), clock.now()
    _advance(booking, "recall", now)
    booking.decide_before = decide_before
    await _keep(session, booking, decide_before, now)
    return await _done(session, booking, "recall", actor_id=actor_id, now=now)


async def accept(
    session: Session, *, campus_id: str, booking_id: UUID, staff_id: UUID, unit: UUID | None = None
) -> Snapshot:
    """Accept a request; its claims become firm, on another unit when staff chose one. Nothing else changes.

    Raises:
        NotFound: no such booking, or no such unit of its resource.
        OwnRequest: nobody decides for oneself.
        AgreementMissing: the guardian's agreement is not recorded.
        BookingOver: it is no longer to be decided.
        UnitTaken: the unit is not free.
    """
    booking, now = await _for_staff(session, campus_id, booking_id, staff_id)
    if status_of(booking, now) == "awaiting_guardian":
        raise AgreementMissing
    _advance(booking, "accept", now)
    booking.decide_before = None
    await _keep(session, booking, None, now)
    if unit is not None and unit != booking.unit_id:
        await _put_on(session, booking, unit, now)
    return await _done(session, booking, "accept", actor_id=staff_id, now=now)


async def refuse(
    session: Session, *, campus_id: str, booking_id: UUID, staff_id: UUID, reason: str, note: str | None
) -> Snapshot:
    """Refuse a request with a reason; its claims are free at once.

    Raises:
        NotFound, OwnRequest, BookingOver: as `accept`.
    """
    booking, now = await _for_staff(session, campus_id, booking_id, staff_id)
    _advance(booking, "refuse", now)
    booking.reason, booking.reason_note = reason, note
    await claiming.release(session, booking)
    return await _done(session, booking, "refuse", actor_id=staff_id, now=now, details={"reason": reason})


async def cancel(
    session: Session, *, campus_id: str, booking_id: UUID, staff_id: UUID, reason: str, note: str | None
) -> Snapshot:
    """Undo what was accepted, with a reason; its claims are free at once. The caller has checked that it may be.

    Raises:
        NotFound, OwnRequest: as `accept`.
        BookingOver: it is not accepted, or over.
    """
    booking, now = await _for_staff(session, campus_id, booking_id, staff_id)
    _advance(booking, "cancel", now)
    booking.reason, booking.reason_note = reason, note
    await claiming.release(session, booking)
    return await _done(session, booking, "cancel", actor_id=staff_id, now=now, details={"reason": reason})


async def move(session: Session, *, campus_id: str, booking_id: UUID, staff_id: UUID, unit: UUID) -> Snapshot:
    """Put a booking on another unit of its resource, for all its slots or not at all.

    Raises:
        NotFound, OwnRequest, BookingOver, UnitTaken: as `accept`.
    """
    booking, now = await _for_staff(session, campus_id, booking_id, staff_id)
    _advance(booking, "move", now)
    if unit != booking.unit_id:
        before = booking.unit_id
        await _put_on(session, booking, unit, now)
        return await _done(
            session, booking, "move", actor_id=staff_id, now=now, details={"from": str(before), "to": str(unit)}
        )
    return (await snapshots(session, [booking]))[0]


async def _for_staff(session: Session, campus_id: str, booking_id: UUID, staff_id: UUID) -> tuple[Booking, datetime]:
    booking = await _locked(session, campus_id, booking_id)
    if booking.person_id == staff_id:
        raise OwnRequest
    return booking, clock.now()


async def _locked(session: Session, campus_id: str, booking_id: UUID) -> Booking:
    statement = (
        select(Booking)
        .where(col(Booking.campus_id) == campus_id, col(Booking.id) == booking_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)  # what this session read before the lock may be old
    )
    booking = (await session.execute(statement)).scalar()
    if booking is None:
        raise NotFound
    return booking


def _advance(booking: Booking, act: rules.Act, now: datetime) -> None:
    status = status_of(booking, now)
    following = rules.after(status, act)
    if following is None:
        raise _over(status)
    booking.status = following
    if following not in rules.UNDECIDED:
        booking.seat = None


async def _keep(session: Session, booking: Booking, until: datetime | None, now: datetime) -> None:
    """Keep every claim, or refuse: a hold that ran out meanwhile may already be somebody else's."""
    if await claiming.keep(session, booking, until=until, now=now) != len(await _slots_of(session, booking)):
        raise _over("expired")


async def _put_on(session: Session, booking: Booking, unit: UUID, now: datetime) -> None:
    target = await session.get(Unit, (booking.campus_id, unit))
    if target is None or target.resource != booking.resource or not target.active:
        raise NotFound
    await claiming.move(session, booking, unit, slots=await _slots_of(session, booking), now=now)
    booking.unit_id, booking.zone = unit, target.zone


async def _slots_of(session: Session, booking: Booking) -> list[str]:
    return (await slots_by_booking(session, booking.campus_id, [booking.id]))[booking.id]


async def _done(
    session: Session,
    booking: Booking,
    act: rules.Act,
    *,
    actor_id: UUID | None,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> Snapshot:
    session.add(booking)
    record(session, booking, act, actor_id=actor_id, now=now, details=details)
    done = (await snapshots(session, [booking]))[0]
    await kind_named(booking.kind).changed(session, done, act)
    return done


def _over(status: BookingStatus) -> BookingOver:
    return BookingOver(t(f"booking.status.{status}"), status)
