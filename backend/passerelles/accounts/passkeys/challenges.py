"""Questions asked to a device: 256 random bits, five minutes, one answer. Only their digest is kept."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from passerelles.accounts.passkeys.rules import LIFE
from passerelles.accounts.passkeys.tables import PasskeyChallenge
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import digest, new_token

Purpose = Literal["register", "sign-in"]


def ask(session: Session, *, campus_id: str, purpose: Purpose, person_id: UUID | None) -> str:
    """A new challenge, in base64url. `person_id`: who registers a key; None to sign in."""
    challenge = new_token()
    session.add(
        PasskeyChallenge(
            campus_id=campus_id,
            digest=digest(challenge),
            purpose=purpose,
            person_id=person_id,
            expires_at=clock.now() + LIFE,
        )
    )
    return challenge


async def use(session: Session, *, campus_id: str, challenge: str, purpose: Purpose, person_id: UUID | None) -> bool:
    """Use up a challenge; whether it was ours, for this purpose and this person, and in time."""
    mine = col(PasskeyChallenge.person_id)
    used = await session.execute(
        delete(PasskeyChallenge)
        .where(
            col(PasskeyChallenge.campus_id) == campus_id,
            col(PasskeyChallenge.digest) == digest(challenge),
            col(PasskeyChallenge.purpose) == purpose,
            mine.is_(None) if person_id is None else mine == person_id,
        )
        .returning(col(PasskeyChallenge.expires_at))
    )
    row = used.one_or_none()
    return row is not None and clock.now() < clock.aware(row.expires_at)


async def forget_old(session: Session) -> None:
    """Delete the questions that nobody may answer any more."""
    await session.execute(delete(PasskeyChallenge).where(col(PasskeyChallenge.expires_at) <= clock.now()))
