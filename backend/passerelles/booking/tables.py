"""Tables of the engine: what can be claimed, by whom it was asked, and the claims themselves.

`claim` is the only scarce thing. Its primary key is what forbids two bookings of one unit in one slot; its second
key forbids one person two units of a kind in one slot. People are known by their id only: no name is kept here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class Resource(SQLModel, table=True):
    """A thing made of units that can be claimed: a boarding house, a hall, a machine shop."""

    __tablename__ = "resource"

    campus_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)  # typed public id: "HOUSE:0850033Z"
    kind: str  # a name registered in `kinds`


class Unit(SQLModel, table=True):
    """The smallest claimable part of a resource: a bed, a court, a seat."""

    __tablename__ = "unit"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "resource"], ["resource.campus_id", "resource.id"]),
        UniqueConstraint("campus_id", "resource", "label", name="uq_unit_label"),
        Index("ix_unit_choice", "campus_id", "resource", "zone", "position"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    resource: str
    zone: str
    label: str
    position: int  # the order in which the engine offers the units of a zone
    active: bool


class Booking(SQLModel, table=True):
    """A request and what became of it. It outlives its claims: an expired or refused request keeps its history."""

    __tablename__ = "booking"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "resource"], ["resource.campus_id", "resource.id"]),
        ForeignKeyConstraint(["campus_id", "unit_id"], ["unit.campus_id", "unit.id"]),
        UniqueConstraint("campus_id", "code", name="uq_booking_code"),
        UniqueConstraint("campus_id", "person_id", "kind", "seat", name="uq_booking_seat"),
        Index("ix_booking_person", "campus_id", "person_id", "asked_at"),
        Index("ix_booking_queue", "campus_id", "resource", "status"),
        Index("ix_booking_due", "status", "decide_before"),
        Index("ix_booking_held", "campus_id", "decide_before"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    code: str
    person_id: UUID
    resource: str
    kind: str
    zone: str
    unit_id: UUID | None  # the unit claimed last; kept after the claims are released
    status: str
    seat: int | None  # 1 to the limit while undecided, then None: the unique key is the limit of open requests
    asked_at: datetime = Field(sa_type=AWARE)
    decide_before: datetime | None = Field(sa_type=AWARE)
    starts_at: datetime = Field(sa_type=AWARE)
    ends_at: datetime = Field(sa_type=AWARE)
    note: str | None  # of the person who asks
    reason: str | None  # code of a refusal or of a withdrawal
    reason_note: str | None  # what staff added to a refusal


class BookingSlot(SQLModel, table=True):
    """A slot of a booking: an ISO date for a night, an instant in UTC for the rest."""

    __tablename__ = "booking_slot"
    __table_args__ = (ForeignKeyConstraint(["campus_id", "booking_id"], ["booking.campus_id", "booking.id"]),)

    campus_id: str = Field(primary_key=True)
    booking_id: UUID = Field(primary_key=True)
    slot: str = Field(primary_key=True)


class Claim(SQLModel, table=True):
    """One unit taken in one slot. Without a date of expiry it is firm; past that date it counts for nothing."""

    __tablename__ = "claim"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "unit_id"], ["unit.campus_id", "unit.id"]),
        ForeignKeyConstraint(["campus_id", "booking_id"], ["booking.campus_id", "booking.id"]),
        UniqueConstraint("campus_id", "person_id", "kind", "slot", name="uq_claim_person"),
        Index("ix_claim_booking", "campus_id", "booking_id"),
    )

    campus_id: str = Field(primary_key=True)
    unit_id: UUID = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    booking_id: UUID
    person_id: UUID
    kind: str
    expires_at: datetime | None = Field(sa_type=AWARE)


class BookingEvent(SQLModel, table=True):
    """What happened to a booking, when, and by whose act. Only ever added to."""

    __tablename__ = "booking_event"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "booking_id"], ["booking.campus_id", "booking.id"]),
        Index("ix_booking_event_booking", "campus_id", "booking_id"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    booking_id: UUID
    at: datetime = Field(sa_type=AWARE)
    kind: str  # a `rules.Act`, or "ask"
    actor_id: UUID | None  # None: the clock
    details: dict[str, Any] = Field(sa_type=JSON)


class Occupancy(SQLModel, table=True):
    """How many units of a zone were taken in a slot by bookings that are no longer kept. Nobody in particular."""

    __tablename__ = "occupancy"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "resource"], ["resource.campus_id", "resource.id"], name="fk_occupancy_campus_id_resource"
        ),
    )

    campus_id: str = Field(primary_key=True)
    resource: str = Field(primary_key=True)
    zone: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    taken: int
