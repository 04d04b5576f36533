"""Editions in SQL: whole documents that SQL never looks into, and the pointer to the one people see."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE

CURRENT: Final = "current"


class EditionRow(SQLModel, table=True):
    """One edition: its canonical archive and the report of the import that made it."""

    __tablename__ = "edition"

    id: str = Field(primary_key=True)
    state: str  # draft, published, retired
    created_at: datetime = Field(sa_type=AWARE)
    published_at: datetime | None = Field(default=None, sa_type=AWARE)
    published_by: str | None = None
    report: dict[str, Any] = Field(sa_type=JSON)
    archive: bytes = Field(sa_type=LargeBinary)


class EditionPointer(SQLModel, table=True):
    """Which edition people see, and which one they saw before. One row, switched in one transaction."""

    __tablename__ = "edition_pointer"

    name: str = Field(primary_key=True)  # CURRENT
    edition_id: str = Field(sa_type=String, sa_column_args=(ForeignKey("edition.id"),))
    previous_id: str | None = Field(default=None, sa_type=String, sa_column_args=(ForeignKey("edition.id"),))
