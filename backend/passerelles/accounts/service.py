"""What other features and the process may ask of accounts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Final

import structlog

from passerelles.accounts import codes, people, sessions, unread
from passerelles.accounts.identity import attempts
from passerelles.accounts.me import describe, nobody
from passerelles.accounts.passkeys import challenges
from passerelles.accounts.person import Person
from passerelles.accounts.rules import is_plausible_birth_date, kept_birth_date
from passerelles.accounts.schemas import MeOut
from passerelles.accounts.sessions import Current
from passerelles.core import clock, idempotency, outbox
from passerelles.core.db import Database, Session
from passerelles.core.errors import Problem

log = structlog.get_logger()

TIDY_SECONDS: Final = 60.0


class IdentityFixed(Problem):
    """Requests rest on the age given first: a new one would change what was decided."""

    status = 409
    slug = "identity-fixed"


class BirthDateImplausible(Problem):
    status = 422
    slug = "birth-date-implausible"


async def me(db: Database, current: Current | None) -> MeOut:
    """What a browser is told about its user; visitors get an answer too."""
    if current is None:
        return nobody()
    async with db.read() as session:
        waiting = await unread.count(session, current.person.campus_id, current.person.id)
    return describe(current, waiting)


async def give_birth_date(db: Database, person: Person, *, name: str, birth_date: date) -> Person:
    """Record who a person says they are, once; returns them so named. The same answer again is fine.

    Raises:
        BirthDateImplausible: nobody of that age uses the service.
        IdentityFixed: another name or birth date is already recorded.
    """
    if not is_plausible_birth_date(birth_date, clock.today()):
        raise BirthDateImplausible
    kept, adult = kept_birth_date(birth_date, clock.today())
    if person.age_known and (person.name, person.birth_date, person.adult) == (name, kept, adult):
        return person

    async def act(session: Session) -> None:
        recorded = await people.set_identity(
            session, campus_id=person.campus_id, person_id=person.id, name=name, birth_date=birth_date
        )
        if not recorded:
            raise IdentityFixed

    await db.write(act)
    return replace(person, name=name, birth_date=kept, adult=adult)


async def keep_tidy(db: Database) -> None:
    """Forget what has ended, every minute, until cancelled."""
    while True:
        try:
            await db.write(tidy)
        except Exception as error:  # the loop must survive a database that went away
            log.error("tidying failed", error=type(error).__name__)
        await asyncio.sleep(TIDY_SECONDS)


async def tidy(session: Session) -> None:
    """Delete ended sessions, old codes, answers kept for retries past their time, and messages already sent."""
    await sessions.forget_ended(session)
    await codes.forget_old(session)
    await challenges.forget_old(session)
    await attempts.forget_old(session)
    await idempotency.forget_old(session)
    await outbox.forget_sent(session)
