"""A birth date is given once. Only staff who have seen a document correct it, and say why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from passerelles.accounts.guardians.tables import Guardianship
from passerelles.accounts.rules import is_plausible_birth_date, kept_birth_date
from passerelles.accounts.service import BirthDateImplausible
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session


@dataclass(frozen=True)
class Corrected:
    """Somebody whose age is another than was believed, on the word of `by`."""

    campus_id: str
    person_id: UUID
    by: UUID


Look = Callable[[Session, Corrected], Awaitable[None]]
_looks: list[Look] = []


def when_corrected(look: Look) -> None:
    """Run `look` in the correction's transaction, once the new age can be read: for what was decided on the old one."""
    _looks.append(look)


async def correct_birth_date(session: Session, *, campus_id: str, person_id: UUID, birth_date: date, by: UUID) -> None:
    """Replace what is kept of a person's birth date, and have what rests on it looked at again.

    The caller says who did it and why in the audit log, last.

    Raises:
        BirthDateImplausible: nobody of that age uses the service.
    """
    today = clock.today()
    if not is_plausible_birth_date(birth_date, today):
        raise BirthDateImplausible
    kept, adult = kept_birth_date(birth_date, today)
    await session.execute(
        update(PersonRecord)
        .where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id)
        .values(birth_date=kept, adult=adult)
    )
    await _end_or_resume(session, campus_id, person_id, adult=adult)
    for look in _looks:
        await look(session, Corrected(campus_id, person_id, by))


async def _end_or_resume(session: Session, campus_id: str, person_id: UUID, *, adult: bool) -> None:
    """Guardians of somebody of age have no child here; those whom only a wrong age had dismissed have one again."""
    theirs = (col(Guardianship.campus_id) == campus_id, col(Guardianship.student_id) == person_id)
    if adult:
        living = update(Guardianship).where(*theirs, col(Guardianship.ended_at).is_(None))
        await session.execute(living.values(ended_at=clock.now(), ended_why="adult"))
    else:
        dismissed = update(Guardianship).where(*theirs, col(Guardianship.ended_why) == "adult")
        await session.execute(dismissed.values(ended_at=None, ended_why=None))
