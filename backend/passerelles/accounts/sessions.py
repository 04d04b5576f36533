"""Signed-in browsers: an opaque 256-bit token in a cookie, its digest here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.person import Person
from passerelles.accounts.rules import LIMITS, SEEN_EVERY, session_end, session_kind
from passerelles.accounts.schemas import SessionKind
from passerelles.accounts.tables import SessionRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotSignedIn
from passerelles.core.ids import digest, new_id, new_token

OWN_WAYS: Final = frozenset({"code", "passkey", "demo"})


@dataclass(frozen=True)
class Current:
    """The person behind a cookie, and until when the session lasts if it is not used again."""

    person: Person
    kind: SessionKind
    ends_at: datetime
    due: bool  # its last use deserves to be written
    id: UUID  # names the session in its owner's list; the token never leaves the cookie
    opened_at: datetime  # when its owner last proved who they are


@dataclass(frozen=True)
class Renewed:
    """A browser's new token, and who its owner is from now on."""

    token: str
    current: Current


@dataclass(frozen=True)
class WayIn:
    """How a session was opened: `provider`, and the token that an identity provider wants back at sign-out."""

    provider: str
    id_token: str | None

    @property
    def elsewhere(self) -> bool:
        """Whether an identity provider opened it, and may still know the person."""
        return self.provider not in OWN_WAYS


def open_session(
    session: Session,
    *,
    person: Person,
    kind: SessionKind,
    provider: str,
    device: str | None = None,
    id_token: str | None = None,
) -> tuple[str, Current]:
    """Sign a person in: the token to put in the cookie, known to nobody else, and what it opens."""
    token = new_token()
    now = clock.now()
    expires_at = now + LIMITS[kind].absolute
    session_id = new_id()
    session.add(
        SessionRecord(
            campus_id=person.campus_id,
            digest=digest(token),
            person_id=person.id,
            kind=kind,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            id=session_id,
            provider=provider,
            device=device,
            id_token=id_token,
        )
    )
    return token, Current(
        person, kind, ends_at=session_end(kind, now, expires_at), due=False, id=session_id, opened_at=now
    )


async def find(session: Session, *, campus_id: str, token: str) -> Current | None:
    """The person whose browser holds `token`, or None when it opens nothing (any more)."""
    statement = select(
        col(SessionRecord.id),
        col(SessionRecord.person_id),
        col(SessionRecord.kind),
        col(SessionRecord.created_at),
        col(SessionRecord.seen_at),
        col(SessionRecord.expires_at),
    ).where(*_opened_by(campus_id, token))
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    kind, now, seen_at = cast(SessionKind, row.kind), clock.now(), clock.aware(row.seen_at)
    ends_at = session_end(kind, seen_at, clock.aware(row.expires_at))
    if now >= ends_at:
        return None
    person = await people.find(session, campus_id=campus_id, person_id=row.person_id)
    if person is None:
        return None
    return Current(
        person,
        kind,
        ends_at=ends_at,
        due=now - seen_at >= SEEN_EVERY,
        id=row.id,
        opened_at=clock.aware(row.created_at),
    )


async def rotate(session: Session, *, campus_id: str, token: str) -> tuple[str, Current] | None:
    """A new token for this browser, whose owner's rights have just changed; the old one opens nothing any more.

    The session keeps its name and its end, sooner when the new rights ask for it (OWASP ASVS v5.0.0-7.2.4).
    None when `token` opened nothing. Call it after the rights are written.
    """
    found = await find(session, campus_id=campus_id, token=token)
    if found is None:
        return None
    short = found.kind == "short"
    kind = session_kind((role.name for role in found.person.roles), short=short)
    now, fresh = clock.now(), new_token()
    old = select(col(SessionRecord.expires_at)).where(*_opened_by(campus_id, token))
    expires_at = min(clock.aware((await session.execute(old)).scalar_one()), now + LIMITS[kind].absolute)
    await session.execute(
        update(SessionRecord)
        .where(*_opened_by(campus_id, token))
        .values(digest=digest(fresh), kind=kind, seen_at=now, expires_at=expires_at)
    )
    return fresh, replace(found, kind=kind, ends_at=session_end(kind, now, expires_at), due=False)


async def renew_session(session: Session, person: Person, token: str) -> Renewed:
    """After a change of this person's rights: signed out everywhere else, and here under a new token.

    Raises:
        NotSignedIn: the session ended meanwhile.
    """
    await close_all(session, person.campus_id, person.id, except_digest=digest(token))
    rotated = await rotate(session, campus_id=person.campus_id, token=token)
    if rotated is None:
        raise NotSignedIn
    return Renewed(*rotated)


async def way_in(session: Session, *, campus_id: str, token: str) -> WayIn | None:
    """How the session behind `token` was opened; None when it opens nothing."""
    statement = select(col(SessionRecord.provider), col(SessionRecord.id_token)).where(*_opened_by(campus_id, token))
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else WayIn(row.provider, row.id_token)


async def touch(session: Session, *, campus_id: str, token: str) -> None:
    """Note that the session was used."""
    await session.execute(update(SessionRecord).where(*_opened_by(campus_id, token)).values(seen_at=clock.now()))


async def close(session: Session, *, campus_id: str, token: str) -> None:
    """Sign this browser out: the cookie opens nothing any more, even if somebody kept a copy."""
    await session.execute(delete(SessionRecord).where(*_opened_by(campus_id, token)))


async def close_all(session: Session, campus_id: str, person_id: UUID, *, except_digest: str | None = None) -> int:
    """Sign a person out everywhere, but where the token has this digest; returns how many sessions ended.

    For whoever lost a phone, for an administrator, and whenever somebody's rights change.
    """
    theirs = [col(SessionRecord.campus_id) == campus_id, col(SessionRecord.person_id) == person_id]
    if except_digest is not None:
        theirs.append(col(SessionRecord.digest) != except_digest)
    ended = await session.execute(delete(SessionRecord).where(*theirs).returning(col(SessionRecord.id)))
    return len(ended.all())


async def forget_ended(session: Session) -> None:
    """Delete the sessions past one of their limits."""
    now = clock.now()
    for kind, limits in LIMITS.items():
        unused = col(SessionRecord.seen_at) <= now - limits.idle
        over = col(SessionRecord.expires_at) <= now
        await session.execute(delete(SessionRecord).where(col(SessionRecord.kind) == kind, or_(unused, over)))


def _opened_by(campus_id: str, token: str) -> tuple[ColumnElement[bool], ...]:
    return (col(SessionRecord.campus_id) == campus_id, col(SessionRecord.digest) == digest(token))
