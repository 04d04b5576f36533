"""One-time codes by e-mail: six digits, fifteen minutes, one use, for the browser that asked and no other.

Each browser that asks about an address has a code of its own: asking again replaces that one, wrong entries count
against that one. What a stranger asks for or guesses costs the owner of the mailbox nothing (`code_limits`).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import col

from passerelles.accounts import code_limits
from passerelles.accounts.code_limits import PER_ADDRESS, WINDOW, Sent
from passerelles.accounts.tables import SignInCode
from passerelles.core import clock
from passerelles.core.db import Session, insert_into
from passerelles.core.ids import digest, new_id
from passerelles.core.security.throttle import TooMany

LIFE: Final = timedelta(minutes=15)

Refusal = Literal["wrong", "not_asked_here"]
"""Why digits open nothing: "wrong" also says used, replaced, too old, tried too often."""


class TooManyCodes(TooMany):
    """429: this browser, this network or everybody together asked for too many codes to one address."""

    slug = "too-many-codes"


@dataclass(frozen=True)
class Asker:
    """Who asks for a code: the secret of their browser, and the keyed digest of their network."""

    browser: str
    network: str


@dataclass(frozen=True)
class Code:
    """A code as it was sent: the only place where its digits are known."""

    digits: str
    expires_at: datetime


async def issue(session: Session, *, campus_id: str, email: str, asker: Asker) -> Code:
    """Make the code of a (normalised) address for one browser; its earlier one opens nothing any more.

    Raises:
        TooManyCodes: as `code_limits` says.
    """
    now = clock.now()
    address = address_digest(campus_id, email)
    of_address = _sent_to(campus_id, address)
    new = Sent(now, digest(asker.browser), asker.network)
    await session.execute(delete(SignInCode).where(*of_address, col(SignInCode.created_at) <= now - WINDOW))
    code_id = new_id()
    code = Code(digits=f"{secrets.randbelow(10**6):06d}", expires_at=now + LIFE)
    found = await _take_place(
        session,
        await _taken(session, of_address),
        campus_id=campus_id,
        id=code_id,
        email_digest=address,
        browser_digest=new.browser,
        network_digest=new.network,
        code_digest=_secret(code_id, code.digits),
        attempts=0,
        created_at=now,
        expires_at=code.expires_at,
    )
    # Counted once in its place: whoever asked at the same instant has waited for it, and sees it.
    rows = await session.execute(
        select(col(SignInCode.created_at), col(SignInCode.browser_digest), col(SignInCode.network_digest)).where(
            *of_address
        )
    )
    sent = [Sent(clock.aware(at), browser, network) for at, browser, network in rows]
    wait = code_limits.wait(sent, new) if found else min(one.at for one in sent) + WINDOW - now
    if wait is not None:
        raise TooManyCodes(wait)
    return code


async def redeem(
    session: Session, *, campus_id: str, email: str, digits: str, browser: str | None
) -> Refusal | Literal["right"]:
    """Use up the last code that this browser asked for when the digits are right; count the try when they are wrong.

    Returns rather than raises, so that the transaction commits the count.
    """
    if browser is None:
        return "not_asked_here"
    statement = (
        select(SignInCode)
        .where(*_sent_to(campus_id, address_digest(campus_id, email)), *_asked_by(browser))
        .order_by(col(SignInCode.created_at).desc(), col(SignInCode.id).desc())
        .limit(1)
        .with_for_update()
    )
    code = (await session.execute(statement)).scalar_one_or_none()
    if code is None:
        return "not_asked_here"
    now = clock.now()
    tries = code_limits.tries(code.place or 0)
    if code.used_at or clock.aware(code.expires_at) <= now or code.attempts >= tries:
        return "wrong"
    if not hmac.compare_digest(code.code_digest, _secret(code.id, digits)):
        code.attempts += 1
        return "wrong"
    code.used_at = now
    return "right"


async def forget_old(session: Session) -> None:
    """Delete the codes that neither open anything nor count against the limit."""
    await session.execute(delete(SignInCode).where(col(SignInCode.created_at) < clock.now() - WINDOW))


async def _taken(session: Session, of_address: tuple[ColumnElement[bool], ...]) -> set[int | None]:
    return set((await session.execute(select(col(SignInCode.place)).where(*of_address))).scalars())


async def _take_place(session: Session, taken: set[int | None], **values: object) -> bool:
    """Put the code at the first free place; False when there is none. The unique index decides between two at once."""
    for place in range(PER_ADDRESS):
        if place in taken:
            continue
        row = insert_into(session, SignInCode).values(**values, place=place, used_at=None)
        added = await session.execute(row.on_conflict_do_nothing().returning(col(SignInCode.id)))
        if added.first() is not None:
            return True
    return False


def _sent_to(campus_id: str, address: str) -> tuple[ColumnElement[bool], ...]:
    return (col(SignInCode.campus_id) == campus_id, col(SignInCode.email_digest) == address)


def _asked_by(browser: str) -> tuple[ColumnElement[bool], ...]:
    return (col(SignInCode.browser_digest) == digest(browser),)


def address_digest(campus_id: str, email: str) -> str:
    """What is kept of an address that a code was sent to."""
    return digest(f"{campus_id}:{email}")


def _secret(code_id: UUID, digits: str) -> str:
    return digest(f"{code_id}:{digits}")
