"""Who answers for whom, now. The rest of the house asks here."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from passerelles.accounts.guardians.tables import Guardianship
from passerelles.core.db import Session


async def children_of(session: Session, campus_id: str, guardian_id: UUID) -> frozenset[UUID]:
    """The students for whom this person answers, confirmed or only declared."""
    rows = await session.execute(
        select(col(Guardianship.student_id)).where(*_living(campus_id), col(Guardianship.guardian_id) == guardian_id)
    )
    return frozenset(rows.scalars())


async def guardians_of(session: Session, campus_id: str, student_id: UUID) -> frozenset[UUID]:
    """The confirmed guardians of a student."""
    rows = await session.execute(
        select(col(Guardianship.guardian_id)).where(
            *_living(campus_id), col(Guardianship.student_id) == student_id, col(Guardianship.confirmed_at).is_not(None)
        )
    )
    return frozenset(rows.scalars())


async def concerns(session: Session, campus_id: str, actor_id: UUID, student_id: UUID) -> bool:
    """Whether a decision about this student is one about the actor, or about their own child."""
    return actor_id == student_id or student_id in await children_of(session, campus_id, actor_id)


def _living(campus_id: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Guardianship.campus_id) == campus_id, col(Guardianship.ended_at).is_(None))
