"""A kind of resource made for the engine's tests: halls, whose policy lets everything through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from passerelles.booking.kinds import Ask, KindName, Terms, Words
from passerelles.booking.rules import Act
from passerelles.booking.schemas import AlternativeOut, BookingStatus
from passerelles.booking.service import register
from passerelles.booking.tables import Booking, Resource, Unit
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id

CAMPUS = "CMQ-PDL-NAUTISME"
HALL = "HALL:1"
NIGHTS = ["2027-01-04", "2027-01-05", "2027-01-06"]
HELD_FOR = timedelta(days=14)
MAX_OPEN = 3


class Halls:
    """Undecided for 14 days, then expired; at most three open requests."""

    name: KindName = "facility"

    def __init__(self) -> None:
        self.told: list[tuple[UUID, str]] = []

    async def terms(self, session: Session, ask: Ask) -> Terms:  # noqa: ARG002 - the engine's protocol
        first, last = (datetime.fromisoformat(ask.slots[place]).replace(tzinfo=UTC) for place in (0, -1))
        return Terms(
            zone=ask.zone or "a",
            status="awaiting_decision",
            decide_before=clock.now() + HELD_FOR,
            starts_at=first,
            ends_at=last + timedelta(days=1),
            max_open=MAX_OPEN,
        )

    async def words(
        self,
        session: Session,  # noqa: ARG002 - as above
        bookings: Mapping[UUID, tuple[Booking, BookingStatus, Sequence[str]]],
    ) -> Mapping[UUID, Words]:
        return {
            booking: Words(
                resource_label="Salle",
                resource_url="/sport",
                zone_label=None,
                unit_label=str(row.unit_id),
                slots=", ".join(slots),
                next_step="",
                reason=row.reason,
                price=None,
                withdrawal="",
                demo=True,
            )
            for booking, (row, _, slots) in bookings.items()
        }

    async def alternatives(self, session: Session, ask: Ask, zone: str) -> list[AlternativeOut]:  # noqa: ARG002 - as above
        return []

    async def changed(self, session: Session, booking: Booking, act: Act | Literal["ask"]) -> None:  # noqa: ARG002 - as above
        self.told.append((booking.id, act))


def open_halls() -> Halls:
    """Register the kind; returns it, to see whom it told."""
    halls = Halls()
    register(halls)
    return halls


async def make_hall(db: Database, *, a: int = 1, b: int = 0) -> list[UUID]:
    """A hall with so many units in zones a and b; returns their ids, in the order the engine offers them."""
    ids = [new_id() for _ in range(a + b)]

    async def work(session: Session) -> None:
        session.add(Resource(campus_id=CAMPUS, id=HALL, kind="facility"))
        await session.flush()  # units point at it, and nothing tells the session which comes first
        for position, unit in enumerate(ids):
            zone = "a" if position < a else "b"
            label = f"{zone}{position}"
            session.add(
                Unit(campus_id=CAMPUS, id=unit, resource=HALL, zone=zone, label=label, position=position, active=True)
            )

    await db.write(work)
    return ids
