"""Whose data one may ask about: one's own, and that of a child who is a minor today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.guardians import links
from passerelles.accounts.person import Person
from passerelles.accounts.privacy.schemas import ChildOut
from passerelles.accounts.rules import is_minor_on
from passerelles.accounts.tables import IdentityRecord, PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.personal import Who


async def who_is(session: Session, campus_id: str, person_id: UUID) -> Who:
    """A person as the house's rows know them."""
    rows = await session.execute(
        select(col(IdentityRecord.subject)).where(
            col(IdentityRecord.campus_id) == campus_id, col(IdentityRecord.person_id) == person_id
        )
    )
    return Who(campus_id, person_id, tuple(rows.scalars()))


async def children(session: Session, guardian: Person) -> list[ChildOut]:
    """The children for whom an institution has confirmed this person, while they are minors."""
    found = []
    for child in sorted(await links.children_of(session, guardian.campus_id, guardian.id)):
        confirmed = guardian.id in await links.guardians_of(session, guardian.campus_id, child)
        row = await session.get(PersonRecord, (guardian.campus_id, child))
        if confirmed and row is not None and _is_minor(row.birth_date):
            found.append(ChildOut(id=str(child), name=row.name))
    return found


async def check_child(session: Session, guardian: Person, child: UUID) -> None:
    """Pass when the guardian may act for this child.

    Raises:
        NotFound: not their child, not confirmed, of age, or of an age nobody knows.
    """
    if str(child) not in {known.id for known in await children(session, guardian)}:
        raise NotFound


def _is_minor(birth_date: date | None) -> bool:
    return birth_date is not None and is_minor_on(birth_date, clock.today())
