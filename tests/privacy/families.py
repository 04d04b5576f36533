"""Guardians and their children, confirmed by an institution or not yet."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from passerelles.accounts.guardians.tables import Guardianship
from passerelles.core import clock
from passerelles.core.db import Database, Session
from tests.booking.callers import Caller, sign_in
from tests.booking.halls import CAMPUS


async def family(
    db: Database,
    *,
    birth_date: date | None = date(2010, 5, 5),
    confirmed: bool = True,
    ended: bool = False,
) -> tuple[Caller, Caller]:
    """A guardian and a child."""
    child = await sign_in(db, name="Camille", birth_date=birth_date)
    guardian = await sign_in(db, role="guardian", name="Parent de Camille", birth_date=None)
    now = clock.now()
    await bind(db, guardian.id, child.id, confirmed_at=now if confirmed else None, ended_at=now if ended else None)
    return guardian, child


async def bind(
    db: Database, guardian: UUID, child: UUID, *, confirmed_at: datetime | None, ended_at: datetime | None
) -> None:
    row = Guardianship(
        campus_id=CAMPUS,
        guardian_id=guardian,
        student_id=child,
        declared_at=clock.now(),
        institution="UAI:0850033Z" if confirmed_at else None,
        confirmed_by=None,
        confirmed_at=confirmed_at,
        ended_at=ended_at,
        ended_why="staff" if ended_at else None,
    )

    async def work(session: Session) -> None:
        session.add(row)

    await db.write(work)
