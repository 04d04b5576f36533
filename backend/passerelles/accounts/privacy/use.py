"""When an account was last used: a day, written at each sign-in and once a day while a session lives."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts.privacy.tables import AccountUse
from passerelles.accounts.tables import SessionRecord
from passerelles.core import clock
from passerelles.core.db import Session, insert_into


async def note(session: Session, campus_id: str, person_id: UUID, on: date | None = None) -> None:
    """The account was used today (or `on`): any warning that it would be erased is forgotten."""
    row = insert_into(session, AccountUse).values(
        campus_id=campus_id, person_id=person_id, used_on=on or clock.today(), warned_on=None
    )
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["campus_id", "person_id"],
            set_={"used_on": row.excluded.used_on, "warned_on": None},
            where=col(AccountUse.used_on) < row.excluded.used_on,
        )
    )


async def note_living(session: Session) -> None:
    """Count the use of sessions that last for weeks without a new sign-in."""
    rows = await session.execute(
        select(
            col(SessionRecord.campus_id), col(SessionRecord.person_id), func.max(col(SessionRecord.seen_at))
        ).group_by(col(SessionRecord.campus_id), col(SessionRecord.person_id))
    )
    for campus_id, person_id, seen_at in rows.all():
        await note(session, campus_id, person_id, clock.aware(seen_at).astimezone(clock.PARIS).date())
