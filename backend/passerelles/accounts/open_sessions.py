"""The sessions of one person, as they see them: where they are signed in, and closing any of them."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from passerelles.accounts import sessions
from passerelles.accounts.rules import session_end
from passerelles.accounts.schemas import OpenSessionList, OpenSessionOut, SessionKind
from passerelles.accounts.sessions import Current
from passerelles.accounts.tables import SessionRecord
from passerelles.core import audit, clock
from passerelles.core.db import Database, Session
from passerelles.core.errors import NotFound
from passerelles.core.ids import digest
from passerelles.core.messages import catalogue, t


async def mine(db: Database, current: Current) -> OpenSessionList:
    """My living sessions: this one first, then the last used."""
    person, now = current.person, clock.now()
    statement = (
        select(SessionRecord)
        .where(col(SessionRecord.campus_id) == person.campus_id, col(SessionRecord.person_id) == person.id)
        .order_by(col(SessionRecord.seen_at).desc())
    )
    async with db.read() as session:
        records = list((await session.execute(statement)).scalars())
    items = [shown for record in records if (shown := _shown(record, current)).ends_at > now]
    return OpenSessionList(items=sorted(items, key=lambda item: not item.current))


async def close_one(db: Database, current: Current, session_id: UUID) -> None:
    """End one of my sessions, wherever it is.

    Raises:
        NotFound: I have no such session (any more).
    """
    person = current.person
    mine = (col(SessionRecord.campus_id) == person.campus_id, col(SessionRecord.person_id) == person.id)

    async def act(session: Session) -> None:
        ended = await session.execute(
            delete(SessionRecord).where(*mine, col(SessionRecord.id) == session_id).returning(col(SessionRecord.id))
        )
        if ended.first() is None:
            raise NotFound

    await db.write(act)


async def close_everywhere(db: Database, current: Current, *, but: str | None) -> int:
    """End all my sessions, except the one whose token is `but`; returns how many ended."""
    person = current.person

    async def act(session: Session) -> int:
        ended = await sessions.close_all(
            session, person.campus_id, person.id, except_digest=None if but is None else digest(but)
        )
        await audit.record(
            session,
            campus_id=person.campus_id,
            actor_id=person.id,
            act="session.close-all",
            subject=f"person:{person.id}",
            details={"ended": ended},
        )
        return ended

    return await db.write(act)


def _shown(record: SessionRecord, current: Current) -> OpenSessionOut:
    kind, seen_at = cast(SessionKind, record.kind), clock.aware(record.seen_at)
    return OpenSessionOut(
        id=str(record.id),
        device=record.device or t("sessions.device.unknown"),
        way_in=_way_in(record.provider),
        short=kind == "short",
        opened_at=clock.aware(record.created_at),
        seen_at=seen_at,
        ends_at=session_end(kind, seen_at, clock.aware(record.expires_at)),
        current=record.id == current.id,
    )


def _way_in(provider: str) -> str:
    """Our own ways in have words; an identity provider has its name in the settings."""
    key = f"sessions.provider.{provider}"
    return t(key) if key in catalogue() else t("sessions.provider.other", provider=provider)
