"""One-time codes by e-mail: six digits, fifteen minutes, one use, five tries, the last one sent only.

The limit per mailbox is counted in the database, exactly: five codes an hour of five tries each leave a guesser
one chance in 40 000 an hour against one address.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlmodel import col

from passerelles.accounts.tables import SignInCode
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import digest, new_id
from passerelles.core.security.throttle import TooMany

LIFE: Final = timedelta(minutes=15)
MAX_ATTEMPTS: Final = 5
PER_ADDRESS: Final = 5
WINDOW: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Code:
    """A code as it was sent: the only place where its digits are known."""

    digits: str
    expires_at: datetime


async def issue(session: Session, *, campus_id: str, email: str) -> Code:
    """Make the code of a (normalised) address; any earlier one opens nothing any more.

    Raises:
        TooMany: this address was sent five codes within the hour.
    """
    now = clock.now()
    address = address_digest(campus_id, email)
    recent = select(func.count(), func.min(col(SignInCode.created_at))).where(
        *_sent_to(campus_id, address), col(SignInCode.created_at) > now - WINDOW
    )
    count, oldest = (await session.execute(recent)).one()
    if count >= PER_ADDRESS:
        raise TooMany(clock.aware(oldest) + WINDOW - now)
    code_id = new_id()
    code = Code(digits=f"{secrets.randbelow(10**6):06d}", expires_at=now + LIFE)
    session.add(
        SignInCode(
            campus_id=campus_id,
            id=code_id,
            email_digest=address,
            code_digest=_secret(code_id, code.digits),
            attempts=0,
            created_at=now,
            expires_at=code.expires_at,
            used_at=None,
        )
    )
    return code


async def redeem(session: Session, *, campus_id: str, email: str, digits: str) -> bool:
    """Use up the address's last code when the digits are right; count the try when they are wrong.

    Returns rather than raises, so that the transaction commits the count.
    """
    statement = (
        select(SignInCode)
        .where(*_sent_to(campus_id, address_digest(campus_id, email)))
        .order_by(col(SignInCode.created_at).desc(), col(SignInCode.id).desc())
        .limit(1)
        .with_for_update()
    )
    code = (await session.execute(statement)).scalar_one_or_none()
    now = clock.now()
    if code is None or code.used_at or clock.aware(code.expires_at) <= now or code.attempts >= MAX_ATTEMPTS:
        return False
    if not hmac.compare_digest(code.code_digest, _secret(code.id, digits)):
        code.attempts += 1
        return False
    code.used_at = now
    return True


async def forget_old(session: Session) -> None:
    """Delete the codes that neither open anything nor count against the limit."""
    await session.execute(delete(SignInCode).where(col(SignInCode.created_at) < clock.now() - WINDOW))


def _sent_to(campus_id: str, address: str) -> tuple[ColumnElement[bool], ...]:
    return (col(SignInCode.campus_id) == campus_id, col(SignInCode.email_digest) == address)


def address_digest(campus_id: str, email: str) -> str:
    """What is kept of an address that a code was sent to."""
    return digest(f"{campus_id}:{email}")


def _secret(code_id: UUID, digits: str) -> str:
    return digest(f"{code_id}:{digits}")
