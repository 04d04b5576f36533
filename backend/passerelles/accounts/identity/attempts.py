"""Attempts to sign in at a provider: begun by a person here, bound to their browser, used once, ten minutes."""

from __future__ import annotations

import hmac
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
POSTED_BY: Final = "posted_by"
"""Beside what was proved: the digest of the token given to the browser that posted it."""


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


async def take(
    session: Session, *, campus_id: str, state: str, browser: str | None, provider: str, token: str | None = None
) -> Attempt | None:
    """The attempt of this browser at this provider, used up; None when there is none (any more).

    An answered attempt asks for both secrets: the cookie of the browser that began, the `token` of the one that posted.
    With one of them only, two browsers share it: the attempt is deleted, and nobody gets what was proved.
    """
    statement = (
        delete(LoginAttempt)
        .where(*_open(campus_id, state, provider), _begun_by(browser) | col(LoginAttempt.proof).is_not(None))
        .returning(LoginAttempt)
    )
    row = (await session.execute(statement)).scalar_one_or_none()
    if row is None or not _same(row.browser_digest, browser):
        return None
    proof = dict(row.proof) if row.proof else None
    if proof and not _same(proof.pop(POSTED_BY, ""), token):
        return None
    return Attempt(row.provider, row.nonce, row.verifier, row.next, row.short, Proof(**proof) if proof else None)


async def is_open(session: Session, *, campus_id: str, state: str, browser: str | None, provider: str) -> bool:
    """Whether `take` would find something to use up. An invented state costs a read, it never waits for the writers."""
    statement = select(col(LoginAttempt.provider)).where(
        *_open(campus_id, state, provider), _begun_by(browser) | col(LoginAttempt.proof).is_not(None)
    )
    return (await session.execute(statement)).first() is not None


async def waiting_for(session: Session, *, campus_id: str, state: str, provider: str) -> str | None:
    """The request (SAML) that an answer carrying this state should answer; None when none waits for one."""
    statement = select(col(LoginAttempt.nonce)).where(
        *_open(campus_id, state, provider), col(LoginAttempt.proof).is_(None)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def answer(session: Session, *, campus_id: str, state: str, provider: str, proof: Proof) -> str | None:
    """Keep what was proved until the browser asks for it, with the token returned here; None when already answered."""
    token = new_token()
    statement = (
        update(LoginAttempt)
        .where(*_open(campus_id, state, provider), col(LoginAttempt.proof).is_(None))
        .values(proof=asdict(proof) | {POSTED_BY: digest(token)})
        .returning(col(LoginAttempt.state_digest))
    )
    return token if (await session.execute(statement)).first() is not None else None


async def forget_old(session: Session) -> None:
    """Delete the attempts that nobody came back from."""
    await session.execute(delete(LoginAttempt).where(col(LoginAttempt.expires_at) <= clock.now()))


def _begun_by(browser: str | None) -> ColumnElement[bool]:
    return col(LoginAttempt.browser_digest) == digest(browser or "")  # of no secret of ours


def _same(kept: str, given: str | None) -> bool:
    """Whether `kept` is the digest of what was given, in constant time."""
    return given is not None and hmac.compare_digest(kept, digest(given))


def _open(campus_id: str, state: str, provider: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(LoginAttempt.campus_id) == campus_id,
        col(LoginAttempt.state_digest) == digest(state),
        col(LoginAttempt.provider) == provider,
        col(LoginAttempt.expires_at) > clock.now(),
    )
