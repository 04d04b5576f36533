"""Tables of guardians."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class Guardianship(SQLModel, table=True):
    """An adult who says they answer for a student; it counts once an institution has confirmed it.

    Kept after it ends (`ended_at`): what was agreed then stays explained.
    """

    __tablename__ = "guardianship"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "guardian_id"],
            ["person.campus_id", "person.id"],
            name="fk_guardianship_guardian",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["campus_id", "student_id"],
            ["person.campus_id", "person.id"],
            name="fk_guardianship_student",
            ondelete="CASCADE",
        ),
        Index("ix_guardianship_student", "campus_id", "student_id"),
    )

    campus_id: str = Field(primary_key=True)
    guardian_id: UUID = Field(primary_key=True)
    student_id: UUID = Field(primary_key=True)
    declared_at: datetime = Field(sa_type=AWARE)
    institution: str | None  # "UAI:…" of the institution that confirmed
    confirmed_by: UUID | None
    confirmed_at: datetime | None = Field(sa_type=AWARE)
    ended_at: datetime | None = Field(sa_type=AWARE)
    ended_why: str | None  # "adult", "staff", "guardian", "student"
