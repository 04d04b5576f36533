"""The audit log: who did what, when and why. Only ever added to; each entry seals the one before it.

An entry names its actor by id and carries no name, address or free text about anybody. Call `record` last in a
transaction: it holds the campus's chain until the commit, so entries of one campus are written one after the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, select
from sqlmodel import Field, SQLModel, col

from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.ids import new_id
from passerelles.core.tables import AWARE

GENESIS = "0" * 64


class AuditEntry(SQLModel, table=True):
    """One act. `digest` covers every other column and the digest of the entry before (`previous`)."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "campus_id", "subject", "at"),
        Index("ix_audit_entry_actor", "campus_id", "actor_id", "at"),
        Index("uq_audit_entry_number", "campus_id", "number", unique=True),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    number: int  # 1, 2, 3… within the campus
    at: datetime = Field(sa_type=AWARE)
    actor_id: UUID | None  # None: the clock, or the command line
    act: str  # "role.grant", "booking.refuse"…
    subject: str  # typed: "person:<uuid>", "booking:<uuid>", "HOUSE:0850033Z"
    why: str | None  # a code, or the reason that the actor had to give
    details: dict[str, Any] = Field(sa_type=JSON)
    previous: str
    digest: str


class AuditHead(SQLModel, table=True):
    """The last link of a campus's chain: the row that writers of the chain wait for."""

    __tablename__ = "audit_head"

    campus_id: str = Field(primary_key=True)
    number: int
    digest: str


async def record(
    session: Session,
    *,
    campus_id: str,
    actor_id: UUID | None,
    act: str,
    subject: str,
    why: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry to the campus's chain, in the transaction of the act itself. `details`: codes and ids only."""
    head = await _head(session, campus_id)
    entry = AuditEntry(
        campus_id=campus_id,
        id=new_id(),
        number=head.number + 1,
        at=clock.now(),
        actor_id=actor_id,
        act=act,
        subject=subject,
        why=why,
        details=dict(details or {}),
        previous=head.digest,
        digest="",
    )
    entry.digest = seal(entry)
    session.add(entry)
    head.number, head.digest = entry.number, entry.digest
    session.add(head)


def seal(entry: AuditEntry) -> str:
    """The digest that this entry must carry (SHA-256, hexadecimal)."""
    words = [
        entry.campus_id,
        str(entry.id),
        entry.number,
        clock.aware(entry.at).isoformat(),
        str(entry.actor_id),
        entry.act,
        entry.subject,
        entry.why,
        entry.details,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


async def broken_at(session: Session, campus_id: str) -> int | None:
    """The number of the first entry that was altered, or that follows one removed; None when the chain is whole.

    The oldest entries may have been purged: the chain is checked from the first that remains.
    """
    rows = await session.execute(
        select(AuditEntry).where(col(AuditEntry.campus_id) == campus_id).order_by(col(AuditEntry.number))
    )
    before: AuditEntry | None = None
    for entry in rows.scalars():
        follows = before is None or (entry.previous, entry.number) == (before.digest, before.number + 1)
        if not follows or entry.digest != seal(entry):
            return entry.number
        before = entry
    head = await session.get(AuditHead, campus_id)
    if head is not None and before is not None and (head.number, head.digest) != (before.number, before.digest):
        return head.number
    return None


async def _head(session: Session, campus_id: str) -> AuditHead:
    """The end of the chain, locked until the commit; made at the first act of a campus."""
    first = insert_into(session, AuditHead).values(campus_id=campus_id, number=0, digest=GENESIS)
    await session.execute(first.on_conflict_do_nothing())
    # What this session already holds is written first, then read again: another act may have moved the end since.
    statement = select(AuditHead).where(col(AuditHead.campus_id) == campus_id).with_for_update()
    return (await session.execute(statement.execution_options(populate_existing=True))).scalar_one()
