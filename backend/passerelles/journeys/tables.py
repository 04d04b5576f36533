"""Tables of journeys: a counsellor's links (only the digest of their token), and the campus's curated progressions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class ShareLink(SQLModel, table=True):
    """A public itinerary with a note, opened by whoever has the link, until it expires or is revoked."""

    __tablename__ = "share_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "created_by"],
            ["person.campus_id", "person.id"],
            name="fk_share_link_person",
            ondelete="CASCADE",
        ),
        UniqueConstraint("token_digest", name="uq_share_link_token_digest"),
        Index("ix_share_link_created_by", "campus_id", "created_by", "created_at"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    token_digest: str
    itinerary: str
    note: str | None
    created_by: UUID
    created_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    revoked_at: datetime | None = Field(default=None, sa_type=AWARE)
    opened: int = 0  # times opened by the app; by whom is not known


class CuratedProgression(SQLModel, table=True):
    """A progression entered by the campus's staff. One pair is shown once; withdrawn ones stay, as history."""

    __tablename__ = "curated_progression"
    __table_args__ = (
        Index(
            "uq_curated_progression_pair",
            "campus_id",
            "source",
            "target",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    source: str
    target: str
    kind: str
    conditions: str
    source_note: str
    author: UUID | None  # no foreign key: what a person added outlives their account
    created_at: datetime = Field(sa_type=AWARE)
    withdrawn_at: datetime | None = Field(default=None, sa_type=AWARE)
