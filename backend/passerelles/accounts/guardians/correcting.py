"""A birth date is given once. Only staff who have seen a document correct it, and say why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from passerelles.accounts.rules import is_plausible_birth_date, kept_birth_date
from passerelles.accounts.service import BirthDateImplausible
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session


async def correct_birth_date(session: Session, *, campus_id: str, person_id: UUID, birth_date: date) -> None:
    """Replace what is kept of a person's birth date. The caller says who did it and why in the audit log, last.

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
