"""Signed-in browsers: an opaque 256-bit token in a cookie, its digest here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, and_, delete, or_, select, update
from sqlmodel import col

from passerelles.accounts.person import Person, Role
from passerelles.accounts.rules import LIMITS, SEEN_EVERY, session_end
from passerelles.accounts.schemas import RoleName, ScopeKind, SessionKind
from passerelles.accounts.tables import PersonRecord, RoleGrant, SessionRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import digest, new_token


@dataclass(frozen=True)
class Current:
    """The person behind a cookie, and until when the session lasts if it is not used again."""

    person: Person
    kind: SessionKind
    ends_at: datetime
    due: bool  # its last use deserves to be written

    @property
    def alive(self) -> bool:
        return clock.now() < self.ends_at


async def open_session(session: Session, *, campus_id: str, person_id: UUID, kind: SessionKind) -> str:
    """Sign a person in; returns the token to put in the cookie, known to nobody else."""
    token = new_token()
    now = clock.now()
    session.add(
        SessionRecord(
            campus_id=campus_id,
            digest=digest(token),
            person_id=person_id,
            kind=kind,
            created_at=now,
            seen_at=now,
            expires_at=now + LIMITS[kind].absolute,
        )
    )
    return token


async def find(session: Session, *, campus_id: str, token: str) -> Current | None:
    """The person whose browser holds `token`, or None when it opens nothing (any more)."""
    now = clock.now()
    campus, person = col(SessionRecord.campus_id), col(SessionRecord.person_id)
    valid = and_(col(RoleGrant.starts_at) <= now, or_(col(RoleGrant.ends_at).is_(None), col(RoleGrant.ends_at) > now))
    statement = (
        select(
            col(SessionRecord.kind),
            col(SessionRecord.seen_at),
            col(SessionRecord.expires_at),
            col(PersonRecord.id),
            col(PersonRecord.name),
            col(PersonRecord.birth_date),
            col(PersonRecord.demo),
            col(RoleGrant.role),
            col(RoleGrant.scope_kind),
            col(RoleGrant.scope),
            col(RoleGrant.place),
        )
        .join(PersonRecord, and_(campus == col(PersonRecord.campus_id), person == col(PersonRecord.id)))
        .outerjoin(RoleGrant, and_(campus == col(RoleGrant.campus_id), person == col(RoleGrant.person_id), valid))
        .where(campus == campus_id, col(SessionRecord.digest) == digest(token))
        .order_by(col(RoleGrant.role), col(RoleGrant.scope))
    )
    rows = (await session.execute(statement)).all()
    if not rows:
        return None
    current = _current(campus_id, rows[0], tuple(_role(row) for row in rows if row.role is not None))
    return current if current.alive else None


async def touch(session: Session, *, campus_id: str, token: str) -> None:
    """Note that the session was used."""
    await session.execute(
        update(SessionRecord)
        .where(col(SessionRecord.campus_id) == campus_id, col(SessionRecord.digest) == digest(token))
        .values(seen_at=clock.now())
    )


async def close(session: Session, *, campus_id: str, token: str) -> None:
    """Sign this browser out: the cookie opens nothing any more, even if somebody kept a copy."""
    await session.execute(
        delete(SessionRecord).where(
            col(SessionRecord.campus_id) == campus_id, col(SessionRecord.digest) == digest(token)
        )
    )


async def close_all(session: Session, *, campus_id: str, person_id: UUID) -> None:
    """Sign a person out everywhere: after a change of rights, sessions start anew."""
    await session.execute(
        delete(SessionRecord).where(
            col(SessionRecord.campus_id) == campus_id, col(SessionRecord.person_id) == person_id
        )
    )


def _current(campus_id: str, row: Row[*tuple[Any, ...]], roles: tuple[Role, ...]) -> Current:
    kind = cast(SessionKind, row.kind)
    seen_at = clock.aware(row.seen_at)
    return Current(
        person=Person(
            id=row.id, campus_id=campus_id, name=row.name, birth_date=row.birth_date, roles=roles, demo=row.demo
        ),
        kind=kind,
        ends_at=session_end(kind, seen_at, clock.aware(row.expires_at)),
        due=clock.now() - seen_at >= SEEN_EVERY,
    )


def _role(row: Row[*tuple[Any, ...]]) -> Role:
    return Role(
        name=cast(RoleName, row.role), scope_kind=cast(ScopeKind, row.scope_kind), scope=row.scope, place=row.place
    )
