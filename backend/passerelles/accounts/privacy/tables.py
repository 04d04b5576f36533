"""Tables of privacy: who looked at whose data, which accounts are used, who was erased."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class Look(SQLModel, table=True):
    """Somebody saw what another person asked for: one row a day, whatever the number of times."""

    __tablename__ = "look"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "subject_id"],
            ["person.campus_id", "person.id"],
            name="fk_look_subject",
            ondelete="CASCADE",
        ),
        Index("ix_look_day", "day"),
    )

    campus_id: str = Field(primary_key=True)
    subject_id: UUID = Field(primary_key=True)
    day: date = Field(primary_key=True)  # in Paris
    actor_id: UUID = Field(primary_key=True)
    what: str = Field(primary_key=True)  # "queue", "team", "data"…: see `privacy.look.*`
    place: str = Field(primary_key=True)  # public name: "Internat Éric-Tabarly, Les Sables-d’Olonne"
    role: str  # in which the actor looked


class AccountUse(SQLModel, table=True):
    """The last day on which a person used their account, and when they were told that it would be erased."""

    __tablename__ = "account_use"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_account_use_person",
            ondelete="CASCADE",
        ),
        Index("ix_account_use_used_on", "used_on"),
    )

    campus_id: str = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True)
    used_on: date
    warned_on: date | None


class Erasure(SQLModel, table=True):
    """A person was erased: enough to know them again in a backup, and nothing to know them by otherwise."""

    __tablename__ = "erasure"

    campus_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)  # SHA-256 of "<campus>:<person id>"
    at: datetime = Field(sa_type=AWARE)
