"""The tables of the core: answers kept for retries, and messages waiting to leave the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

AWARE = DateTime(timezone=True)


class IdempotencyRecord(SQLModel, table=True):
    """The answer given to (who, key): a retry gets the same bytes. Kept 72 h."""

    __tablename__ = "idempotency_record"

    campus_id: str = Field(primary_key=True)
    actor: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    body: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=AWARE)


class OutboxMessage(SQLModel, table=True):
    """Something that must leave the process, written in the transaction of the act that causes it."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_due", "sent_at", "available_at"),)

    id: UUID = Field(primary_key=True)
    campus_id: str
    topic: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=AWARE)
    available_at: datetime = Field(sa_type=AWARE)
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=AWARE)
    last_error: str | None = Field(default=None, sa_type=Text)
