"""What becomes of bookings when their person is erased, or their time is over: the nights are counted, then gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlmodel import SQLModel, col

from passerelles.booking import acting, rules
from passerelles.booking.kinds import Words, kind_named
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.snapshots import Snapshot, snapshots
from passerelles.booking.tables import Booking, BookingSlot, Occupancy
from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.errors import Problem
from passerelles.core.hanging import delete_whole
from passerelles.core.messages import t
from passerelles.core.personal import Who
from passerelles.core.retention import Rule

CLOSED: Final[tuple[BookingStatus, ...]] = ("refused", "withdrawn", "expired")
BATCH: Final = 200


class StayUnderWay(Problem):
    """409: whoever sleeps there tonight must be known by name until they leave."""

    status = 409
    slug = "stay-under-way"


class Withdrawing:
    """Before a person is erased: their requests and stays to come are withdrawn, their past nights counted."""

    async def before(self, session: Session, who: Who) -> list[str]:
        living = await _living(session, who)
        words: dict[UUID, Words] = {}
        for kind in {booking.kind for booking in living}:
            words.update(await kind_named(kind).words(session, [one for one in living if one.kind == kind]))
        return [
            t("privacy.first.withdraw", what=words[booking.id].slots, where=words[booking.id].resource_label)
            for booking in living
        ]

    async def act(self, session: Session, who: Who) -> None:
        for booking in await _living(session, who):
            await acting.withdraw(
                session, campus_id=who.campus_id, booking_id=booking.id, person_id=who.person_id, reason=None
            )
        await count_nights(session, who.campus_id, [booking.id for booking in await _of(session, who)])


async def purge_requests(session: Session, rule: Rule, now: datetime) -> int:
    """Delete refused, withdrawn and expired requests of school years that are over."""
    return await _purge(session, CLOSED, rule.before(now))


async def purge_stays(session: Session, rule: Rule, now: datetime) -> int:
    """Delete the stays whose year of archive is over; their nights stay counted."""
    return await _purge(session, ("finished",), rule.before(now))


async def count_nights(session: Session, campus_id: str, bookings: Sequence[UUID]) -> None:
    """Add the slots of those of these bookings that took place to what is counted, before they are deleted."""
    taken = (
        select(col(Booking.campus_id), col(Booking.resource), col(Booking.zone), col(BookingSlot.slot), func.count())
        .join(
            BookingSlot,
            (col(BookingSlot.campus_id) == col(Booking.campus_id)) & (col(BookingSlot.booking_id) == col(Booking.id)),
        )
        .where(
            col(Booking.campus_id) == campus_id,
            col(Booking.id).in_(bookings),
            col(Booking.status).in_(("accepted", "finished")),  # accepted and over: time has not written it yet
            col(Booking.ends_at) <= clock.now(),
            literal(True),
        )
        .group_by(col(Booking.campus_id), col(Booking.resource), col(Booking.zone), col(BookingSlot.slot))
    )
    added = insert_into(session, Occupancy).from_select(["campus_id", "resource", "zone", "slot", "taken"], taken)
    await session.execute(
        added.on_conflict_do_update(
            index_elements=["campus_id", "resource", "zone", "slot"],
            set_={"taken": col(Occupancy.taken) + added.excluded.taken},
        )
    )


async def _purge(session: Session, statuses: Sequence[BookingStatus], limit: datetime) -> int:
    rows = await session.execute(
        select(col(Booking.campus_id), col(Booking.id))
        .where(col(Booking.status).in_(statuses), col(Booking.ends_at) < limit)
        .order_by(col(Booking.campus_id), col(Booking.id))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    by_campus: dict[str, list[UUID]] = {}
    for campus_id, booking_id in rows:
        by_campus.setdefault(campus_id, []).append(booking_id)
    for campus_id, bookings in by_campus.items():
        await count_nights(session, campus_id, bookings)
        await _delete(session, campus_id, bookings)
    return sum(map(len, by_campus.values()))


async def _delete(session: Session, campus_id: str, bookings: Sequence[UUID]) -> None:
    table = SQLModel.metadata.tables["booking"]
    await delete_whole(session, table, (table.c.campus_id == campus_id) & table.c.id.in_(bookings))


async def _of(session: Session, who: Who) -> list[Snapshot]:
    rows = await session.execute(
        select(Booking)
        .where(col(Booking.campus_id) == who.campus_id, col(Booking.person_id) == who.person_id)
        .order_by(col(Booking.asked_at), col(Booking.id))
    )
    return await snapshots(session, list(rows.scalars()))


async def _living(session: Session, who: Who) -> list[Snapshot]:
    """What the person still holds and may give up.

    Raises:
        StayUnderWay: one has begun.
    """
    now = clock.now()
    living = [booking for booking in await _of(session, who) if rules.after(booking.status, "withdraw") is not None]
    begun = [one for one in living if not rules.may_withdraw(one.status, starts_at=one.starts_at, now=now)]
    if begun:
        raise StayUnderWay(day=max(one.ends_at for one in begun).astimezone(clock.PARIS).strftime("%d/%m/%Y"))
    return living
