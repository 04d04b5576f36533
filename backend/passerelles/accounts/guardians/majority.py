"""What the 18th birthday leaves to write down. Rights have changed already: everything reads the date itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts.guardians.tables import Guardianship
from passerelles.accounts.rules import latest_adult_birth_date
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session

BATCH: Final = 100
NEWS_FOR: Final = timedelta(days=31)
"""Whoever has been of age for longer knows it."""


@dataclass(frozen=True)
class Grown:
    """Somebody who is of age; `recently`: they have just become so."""

    campus_id: str
    id: UUID
    recently: bool


async def come_of_age(session: Session) -> list[Grown]:
    """Forget the birth dates of those who are of age, end their guardianships; returns who they are.

    Each person is returned once, whatever the number of processes that ask. Call it until it returns nobody.
    """
    born_before = latest_adult_birth_date(clock.today())
    statement = (
        select(PersonRecord)
        .where(col(PersonRecord.birth_date) <= born_before)
        .order_by(col(PersonRecord.id))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    grown = list((await session.execute(statement)).scalars())
    now = clock.now()
    news = [
        Grown(one.campus_id, one.id, one.birth_date is not None and one.birth_date > born_before - NEWS_FOR)
        for one in grown
    ]
    for person in grown:
        person.birth_date, person.adult = None, True
        session.add(person)
        await session.execute(
            update(Guardianship)
            .where(
                col(Guardianship.campus_id) == person.campus_id,
                col(Guardianship.student_id) == person.id,
                col(Guardianship.ended_at).is_(None),
            )
            .values(ended_at=now, ended_why="adult")
        )
    return news
