"""Attempts to sign in at a provider: begun by a person here, bound to their browser, used once, ten minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import col

from passerelles.accounts.identity.proof import Proof
from passerelles.accounts.identity.tables import LoginAttempt
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import digest, new_token

LIFE: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Secrets:
    """What one attempt is known by: 256 bits each, 43 characters."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Attempt:
    """What was kept while the browser was away."""

    provider: str
    nonce: str
    verifier: str | None
    next: str | None
    short: bool
    proof: Proof | None


def new_secrets() -> Secrets:
    return Secrets(state=new_token(), nonce=new_token(), verifier=new_token(48))


def begin(
    session: Session, *, campus_id: str, state: str, browser: str, provider: str,
    nonce: str, verifier: str | None, next_: str | None, short: bool,
) -> None:  # fmt: skip
    """Keep what the browser's return will be compared with."""
    now = clock.now()
    session.add(
        LoginAttempt(
            campus_id=campus_id,
            state_digest=digest(state),
            browser_digest=digest(browser),
            provider=provider,
            nonce=nonce,
            verifier=verifier,
            next=next_,
            short=short,
            created_at=now,
            expires_at=now + LIFE,
            proof=None,
        )
    )


async def take(session: Session, *, campus_id: str, state: str, browser: str, provider: str) -> Attempt | None:
    """The attempt of this browser at this provider, used up; None when there is none (any more)."""
    statement = (
        delete(LoginAttempt)
        .where(*_open(campus_id, state, provider), col(LoginAttempt.browser_digest) == digest(browser))
        .returning(LoginAttempt)
    )
    row = (await session.execute(statement)).scalar_one_or_none()
    if row is None:
        return None
    proof = Proof(**row.proof) if row.proof else None
    return Attempt(row.provider, row.nonce, row.verifier, row.next, row.short, proof)


async def is_open(session: Session, *, campus_id: str, state: str, browser: str, provider: str) -> bool:
    """Whether `take` would find something: an invented state costs a read, and never waits for the writers' turn."""
    statement = select(col(LoginAttempt.provider)).where(
        *_open(campus_id, state, provider), col(LoginAttempt.browser_digest) == digest(browser)
    )
    return (await session.execute(statement)).first() is not None


async def waiting_for(session: Session, *, campus_id: str, state: str, provider: str) -> str | None:
    """The request (SAML) that an answer carrying this state should answer; None when none waits for one."""
    statement = select(col(LoginAttempt.nonce)).where(
        *_open(campus_id, state, provider), col(LoginAttempt.proof).is_(None)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def answer(session: Session, *, campus_id: str, state: str, provider: str, proof: Proof) -> bool:
    """Keep what was proved until the browser asks for it; False when the attempt was already answered."""
    statement = (
        update(LoginAttempt)
        .where(*_open(campus_id, state, provider), col(LoginAttempt.proof).is_(None))
        .values(proof=asdict(proof))
        .returning(col(LoginAttempt.state_digest))
    )
    return (await session.execute(statement)).first() is not None


async def forget_old(session: Session) -> None:
    """Delete the attempts that nobody came back from."""
    await session.execute(delete(LoginAttempt).where(col(LoginAttempt.expires_at) <= clock.now()))


def _open(campus_id: str, state: str, provider: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(LoginAttempt.campus_id) == campus_id,
        col(LoginAttempt.state_digest) == digest(state),
        col(LoginAttempt.provider) == provider,
        col(LoginAttempt.expires_at) > clock.now(),
    )
