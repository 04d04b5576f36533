"""What visitors report. Nothing says who: no account, no address, no query string."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class Report(SQLModel, table=True):
    """An error seen on a page. Kept a year."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_created", "campus_id", "created_at"),)

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    page: str
    category: str
    text: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=AWARE)
    handled_at: datetime | None = Field(default=None, sa_type=AWARE)
