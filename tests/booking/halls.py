"""A kind of resource made for the engine's tests: halls, whose policy lets everything through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from passerelles.booking.schemas import AlternativeOut
from passerelles.booking.service import Ask, Event, KindName, NewUnit, Snapshot, Terms, Words, open_resource, register
from passerelles.core import clock
from passerelles.core.db import Database, Session

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

    async def words(self, session: Session, bookings: Sequence[Snapshot]) -> Mapping[UUID, Words]:  # noqa: ARG002 - as above
        return {
            booking.id: Words(
                resource_label="Salle",
                resource_url="/sport",
                zone_label=None,
                unit_label=str(booking.unit_id),
                slots=", ".join(booking.slots),
                next_step="",
                reason=booking.reason,
                price=None,
                withdrawal="",
                demo=True,
            )
            for booking in bookings
        }

    async def alternatives(self, session: Session, ask: Ask, zone: str) -> list[AlternativeOut]:  # noqa: ARG002 - as above
        return []

    async def changed(self, session: Session, booking: Snapshot, event: Event) -> None:  # noqa: ARG002 - as above
        self.told.append((booking.id, event))


def open_halls() -> Halls:
    """Register the kind; returns it, to see whom it told."""
    halls = Halls()
    register(halls)
    return halls


async def make_hall(db: Database, *, a: int = 1, b: int = 0) -> list[UUID]:
    """A hall with so many units in zones a and b; returns their ids, in the order the engine offers them."""
    units = [NewUnit("a" if n < a else "b", f"place {n}") for n in range(a + b)]
    return await db.write(
        lambda session: open_resource(session, campus_id=CAMPUS, resource=HALL, kind="facility", units=units)
    )
