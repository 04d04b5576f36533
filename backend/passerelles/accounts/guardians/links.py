"""Who answers for whom, now. The rest of the house asks here.

A guardianship gives rights while the student is a minor: the birthday ends them when read, before anything is written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlmodel import col

from passerelles.accounts.guardians.tables import Guardianship
from passerelles.accounts.rules import latest_adult_birth_date
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Session


@dataclass(frozen=True)
class Guardian:
    """Somebody who says they answer for a student. `institution` ("UAI:…") confirmed it, or nobody has yet."""

    id: UUID
    student: UUID
    name: str | None
    confirmed: bool
    institution: str | None


async def children_of(session: Session, campus_id: str, guardian_id: UUID) -> frozenset[UUID]:
    """The students for whom this person answers, confirmed or only declared. An adult is nobody's child here."""
    return frozenset(
        row.student_id for row in await _rows(session, campus_id, col(Guardianship.guardian_id) == guardian_id)
    )


async def guardians_of(session: Session, campus_id: str, student_id: UUID) -> frozenset[UUID]:
    """The confirmed guardians of a minor."""
    return frozenset(one.id for one in await guardians(session, campus_id, {student_id}) if one.confirmed)


async def guardians(session: Session, campus_id: str, students: Collection[UUID]) -> list[Guardian]:
    """The guardians of these minors, confirmed or only declared, the first declared first."""
    rows = await _rows(session, campus_id, col(Guardianship.student_id).in_(students))
    return [
        Guardian(row.guardian_id, row.student_id, row.name, row.confirmed_at is not None, row.institution)
        for row in rows
    ]


async def confirmed_children(session: Session, campus_id: str, guardian_id: UUID) -> frozenset[UUID]:
    """The minors for whom an institution has confirmed that this person answers."""
    rows = await _rows(session, campus_id, col(Guardianship.guardian_id) == guardian_id)
    return frozenset(row.student_id for row in rows if row.confirmed_at is not None)


async def concerns(session: Session, campus_id: str, actor_id: UUID, student_id: UUID) -> bool:
    """Whether a decision about this student is one about the actor, or about their own child, of whatever age."""
    if actor_id == student_id:
        return True
    found = await session.execute(
        select(col(Guardianship.student_id)).where(
            col(Guardianship.campus_id) == campus_id,
            col(Guardianship.guardian_id) == actor_id,
            col(Guardianship.student_id) == student_id,
            or_(col(Guardianship.ended_at).is_(None), col(Guardianship.ended_why) == "adult"),
        )
    )
    return found.first() is not None


async def leave(session: Session, campus_id: str, guardian_id: UUID) -> None:
    """This person answers for nobody any more, and nothing says that they did: they are being erased."""
    await session.execute(
        delete(Guardianship).where(
            col(Guardianship.campus_id) == campus_id, col(Guardianship.guardian_id) == guardian_id
        )
    )


async def _rows(session: Session, campus_id: str, *conditions: ColumnElement[bool]) -> list[Any]:
    statement = (
        select(
            col(Guardianship.guardian_id),
            col(Guardianship.student_id),
            col(Guardianship.confirmed_at),
            col(Guardianship.institution),
            col(PersonRecord.name),
        )
        .join(
            PersonRecord,
            (col(PersonRecord.campus_id) == col(Guardianship.campus_id))
            & (col(PersonRecord.id) == col(Guardianship.guardian_id)),
        )
        .where(
            col(Guardianship.campus_id) == campus_id,
            col(Guardianship.ended_at).is_(None),
            _is_minor(campus_id),
            *conditions,
        )
        .order_by(col(Guardianship.declared_at), col(Guardianship.guardian_id))
    )
    return list((await session.execute(statement)).all())


def _is_minor(campus_id: str) -> ColumnElement[bool]:
    """The student is a minor today, in Paris: rights switch at the date itself."""
    minors = select(col(PersonRecord.id)).where(
        col(PersonRecord.campus_id) == campus_id,
        col(PersonRecord.birth_date) > latest_adult_birth_date(clock.today()),
    )
    return col(Guardianship.student_id).in_(minors)
