"""Closing every session of somebody else: a lost phone, an account that somebody took (OWASP ASVS v5.0.0-7.4.5)."""

from __future__ import annotations

from uuid import UUID

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Person
from passerelles.core import audit
from passerelles.core.db import Session
from passerelles.core.errors import NotFound


async def sign_out(session: Session, actor: Person, person_id: UUID) -> None:
    """Sign a person of the campus out everywhere. Their passkeys stay: only they remove them.

    Raises:
        NotFound: nobody has this id in the campus, or the actor is no administrator (any more).
    """
    known = await people.exists(session, actor.campus_id, person_id)
    if not known or not actor.has("administrator", actor.campus_id):
        raise NotFound
    await close(session, actor.campus_id, person_id, by=actor.id)


async def close(session: Session, campus_id: str, person_id: UUID, *, by: UUID | None) -> int:
    """As `sign_out`, for whoever has checked the right; returns how many sessions ended."""
    ended = await sessions.close_all(session, campus_id, person_id)
    await audit.record(
        session,
        campus_id=campus_id,
        actor_id=by,
        act="session.close-all",
        subject=f"person:{person_id}",
        details={"ended": ended},
    )
    return ended
