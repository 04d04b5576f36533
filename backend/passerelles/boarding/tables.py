"""Tables of boarding: what a house is, when it opens, what it costs. Beds are units of the booking engine."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class HouseRecord(SQLModel, table=True):
    """A bookable boarding house. Its institution is known by the catalogue."""

    __tablename__ = "house"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "id"], ["resource.campus_id", "resource.id"]),
        Index("ix_house_institution", "campus_id", "institution"),
    )

    campus_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)  # "HOUSE:0850033Z"
    institution: str  # "UAI:0850033Z"
    name: str  # "Internat Éric-Tabarly"
    city: str | None
    phone: str | None
    school_zone: str  # "A", "B" or "C"
    evenings: list[int] = Field(sa_type=JSON)  # ISO weekdays of the evenings one sleeps on
    published_from: date
    published_to: date
    guardian_days: int  # for the guardian's agreement to arrive
    decision_days: int  # for the house to decide
    max_open: int  # undecided requests one person may have
    agreements_required: int = Field(default=1, sa_column_kwargs={"server_default": "1"})  # guardians who must agree
    demo: bool
    revision: int  # grows with each change of its beds, nights or tariffs


class HouseZoneRecord(SQLModel, table=True):
    """A part of a house with its own beds: decided by the school (RULES 21)."""

    __tablename__ = "house_zone"
    __table_args__ = (ForeignKeyConstraint(["campus_id", "house"], ["house.campus_id", "house.id"]),)

    campus_id: str = Field(primary_key=True)
    house: str = Field(primary_key=True)
    id: str = Field(primary_key=True)  # "filles"
    label: str
    adults_only: bool
    accessible: bool
    position: int
    active: bool  # still declared: nobody is put in the others, where somebody may still have a bed


class BedRecord(SQLModel, table=True):
    """Where a unit of the engine is: its room, and its letter in the room."""

    __tablename__ = "bed"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "unit_id"], ["unit.campus_id", "unit.id"]),
        ForeignKeyConstraint(
            ["campus_id", "house", "zone"], ["house_zone.campus_id", "house_zone.house", "house_zone.id"]
        ),
        Index("ix_bed_house", "campus_id", "house", "position"),
    )

    campus_id: str = Field(primary_key=True)
    unit_id: UUID = Field(primary_key=True)
    house: str
    zone: str
    room: str  # "214"
    letter: str  # "B"
    accessible: bool
    position: int
    retired_on: date | None  # no more offered since then; whoever has it keeps it
    retired_reason: str | None  # "capacity": the zone has fewer beds; "zone": the house has no such zone any more


class HouseNight(SQLModel, table=True):
    """A published opening night. A night that is not here cannot be asked for (RULES 20)."""

    __tablename__ = "house_night"
    __table_args__ = (ForeignKeyConstraint(["campus_id", "house"], ["house.campus_id", "house.id"]),)

    campus_id: str = Field(primary_key=True)
    house: str = Field(primary_key=True)
    night: date = Field(primary_key=True)  # the date on which it begins


class TariffRecord(SQLModel, table=True):
    """A price between two dates, both included: voted by calendar year, so two in one school year (RULES 18)."""

    __tablename__ = "tariff"
    __table_args__ = (
        ForeignKeyConstraint(["campus_id", "house"], ["house.campus_id", "house.id"]),
        Index("ix_tariff_house", "campus_id", "house"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    house: str
    label: str
    cents: int
    unit: str  # "night" or "week"
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date
    demo: bool


class GuardianAgreement(SQLModel, table=True):
    """A guardian's agreement received on paper, as staff recorded it."""

    __tablename__ = "guardian_agreement"
    __table_args__ = (ForeignKeyConstraint(["campus_id", "booking_id"], ["booking.campus_id", "booking.id"]),)

    campus_id: str = Field(primary_key=True)
    booking_id: UUID = Field(primary_key=True)
    received_on: date
    signatures: int = Field(default=1, sa_column_kwargs={"server_default": "1"})  # guardians who agreed, this paper's
    terms: str | None = None  # digest of what was agreed to; None: recorded before it was kept
    recorded_by: UUID
    recorded_at: datetime = Field(sa_type=AWARE)
