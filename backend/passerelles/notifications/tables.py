"""Tables of notifications."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class NotificationRecord(SQLModel, table=True):
    """A message to one person inside the app."""

    __tablename__ = "notification"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_notification_person",
            ondelete="CASCADE",
        ),
        Index("ix_notification_person", "campus_id", "person_id", "created_at"),
        Index("ix_notification_read", "read_at"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    person_id: UUID
    title: str
    body: str
    url: str | None
    created_at: datetime = Field(sa_type=AWARE)
    read_at: datetime | None = Field(sa_type=AWARE)
