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

from sqlalchemy import JSON, Index, delete, func, select
from sqlmodel import Field, SQLModel, col

from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.ids import new_id
from passerelles.core.retention import Rule
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
    """The last link of a campus's chain, which its writers wait for, and the last link that the retention removed."""

    __tablename__ = "audit_head"

    campus_id: str = Field(primary_key=True)
    number: int
    digest: str
    removed_number: int  # 0: nothing was removed yet
    removed_digest: str


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
    """The number of the first entry that was altered, or is missing before the next; None when the chain is whole.

    It must follow what the retention removed (`purge` writes that down) and reach the head: a log that was emptied is
    broken. Whoever rewrites the head too leaves no trace here: see `docs/roles.md` for a copy kept elsewhere.
    """
    rows = await session.execute(
        select(AuditEntry).where(col(AuditEntry.campus_id) == campus_id).order_by(col(AuditEntry.number))
    )
    head = await session.get(AuditHead, campus_id, populate_existing=True)
    number, digest = (head.removed_number, head.removed_digest) if head else (0, GENESIS)
    for entry in rows.scalars():
        if (entry.previous, entry.number) != (digest, number + 1) or entry.digest != seal(entry):
            return entry.number
        number, digest = entry.number, entry.digest
    if head is None:
        return number or None  # entries without the end of their chain
    return None if (head.number, head.digest) == (number, digest) else number + 1


async def purge(session: Session, rule: Rule, now: datetime) -> int:
    """Remove the oldest entries, past their retention, and note where the chain begins from now on.

    Returns how many went. Only the beginning goes: an entry whose clock was late waits for those before it.
    """
    gone = 0
    for campus_id in (
        await session.execute(select(col(AuditHead.campus_id)).order_by(col(AuditHead.campus_id)))
    ).scalars():
        head = await _head(session, campus_id)
        mine = col(AuditEntry.campus_id) == campus_id
        kept = select(func.min(col(AuditEntry.number))).where(mine, col(AuditEntry.at) >= rule.before(now))
        first = (await session.execute(kept)).scalar() or head.number + 1
        old = select(AuditEntry).where(mine, col(AuditEntry.number) < first).order_by(col(AuditEntry.number).desc())
        last = (await session.execute(old.limit(1))).scalar()
        if last is None:
            continue
        head.removed_number, head.removed_digest = last.number, last.digest
        session.add(head)
        removed = await session.execute(delete(AuditEntry).where(mine, col(AuditEntry.number) < first))
        gone += int(getattr(removed, "rowcount", 0))
    return gone


async def _head(session: Session, campus_id: str) -> AuditHead:
    """The end of the chain, locked until the commit; made at the first act of a campus."""
    first = insert_into(session, AuditHead).values(
        campus_id=campus_id, number=0, digest=GENESIS, removed_number=0, removed_digest=GENESIS
    )
    await session.execute(first.on_conflict_do_nothing())
    # What this session already holds is written first, then read again: another act may have moved the end since.
    statement = select(AuditHead).where(col(AuditHead.campus_id) == campus_id).with_for_update()
    return (await session.execute(statement.execution_options(populate_existing=True))).scalar_one()
