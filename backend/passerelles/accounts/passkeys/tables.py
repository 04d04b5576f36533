"""Tables of passkeys. Nothing secret is kept: a public key opens nothing by itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class PasskeyRecord(SQLModel, table=True):
    """A key that one person's device holds. `sign_count` never goes back, unless the device does not count (0)."""

    __tablename__ = "passkey"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"], ["person.campus_id", "person.id"], name="fk_passkey_person", ondelete="CASCADE"
        ),
        Index("uq_passkey_credential", "campus_id", "credential_id", unique=True),
        Index("ix_passkey_person", "campus_id", "person_id"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    person_id: UUID
    credential_id: str  # base64url, as the browser writes it
    public_key: bytes = Field(sa_type=LargeBinary)  # COSE
    sign_count: int = Field(sa_type=BigInteger)
    transports: list[str] = Field(sa_type=JSON)
    name: str
    created_at: datetime = Field(sa_type=AWARE)
    used_at: datetime | None = Field(sa_type=AWARE)


class PasskeyChallenge(SQLModel, table=True):
    """A question that one answer uses up, of which we keep a digest. `person_id`: who registers a key."""

    __tablename__ = "passkey_challenge"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_passkey_challenge_person",
            ondelete="CASCADE",
        ),
        Index("ix_passkey_challenge_expires_at", "expires_at"),
    )

    campus_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    purpose: str
    person_id: UUID | None
    expires_at: datetime = Field(sa_type=AWARE)


class PasskeyDeclined(SQLModel, table=True):
    """Somebody who does not want a passkey: they are not asked again, on any device."""

    __tablename__ = "passkey_declined"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_passkey_declined_person",
            ondelete="CASCADE",
        ),
    )

    campus_id: str = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True)
    declined_at: datetime = Field(sa_type=AWARE)
