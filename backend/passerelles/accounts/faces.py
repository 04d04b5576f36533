"""What staff see of the people whose requests they handle: a name and an age, nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.rules import minority
from passerelles.accounts.tables import PersonRecord
from passerelles.core.db import Session


@dataclass(frozen=True)
class Face:
    """A person, without roles or identities."""

    name: str | None  # as the person gave it
    birth_date: date | None  # of a minor only
    adult: bool = False

    def is_minor_on(self, day: date) -> bool | None:
        """Whether under 18 on `day`; None when the birth date is unknown."""
        return minority(self.birth_date, adult=self.adult, day=day)


async def faces(session: Session, *, campus_id: str, people: Collection[UUID]) -> dict[UUID, Face]:
    """The faces of these people, by id; an unknown id is left out."""
    rows = await session.execute(
        select(
            col(PersonRecord.id), col(PersonRecord.name), col(PersonRecord.birth_date), col(PersonRecord.adult)
        ).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id).in_(people))
    )
    return {person: Face(name, birth_date, adult) for person, name, birth_date, adult in rows}
