"""Accounts that nobody uses any more: a mail a month before, then an erasure like any other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.privacy import erasure, whose
from passerelles.accounts.privacy.tables import AccountUse
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock, mails
from passerelles.core.db import Session, insert_into
from passerelles.core.messages import t
from passerelles.core.retention import Rule

NOTICE: Final = timedelta(days=30)
BATCH: Final = 50


async def warn(session: Session, rule: Rule, now: datetime) -> int:
    """Tell those whose account will be erased in a month, where they can be told; returns how many were noted."""
    limit = _day(rule.before(now) + NOTICE)
    rows = await session.execute(_unused_since(limit).where(col(AccountUse.warned_on).is_(None)).limit(BATCH))
    found = [(row.campus_id, row.id, row.created_at) for row in rows]
    for campus_id, person_id, made_at in found:
        await _tell(session, campus_id, person_id, _day(now + NOTICE))
        row = insert_into(session, AccountUse).values(
            campus_id=campus_id, person_id=person_id, used_on=_day(clock.aware(made_at)), warned_on=_day(now)
        )
        same = ["campus_id", "person_id"]
        await session.execute(row.on_conflict_do_update(index_elements=same, set_={"warned_on": _day(now)}))
    return len(found)


async def due(session: Session, rule: Rule, now: datetime) -> list[tuple[str, UUID]]:
    """The accounts to erase: unused for the whole time, and told a month ago at least."""
    rows = await session.execute(_due(rule, now))
    return [(row.campus_id, row.id) for row in rows]


async def erase_one(session: Session, rule: Rule, now: datetime, *, campus_id: str, person_id: UUID) -> bool:
    """Erase an unused account; False when somebody has come back to it since it was found due.

    Raises:
        Problem: as `erasure.erase`.
    """
    same = (col(AccountUse.campus_id) == campus_id, col(AccountUse.person_id) == person_id)
    await session.execute(select(col(AccountUse.used_on)).where(*same).with_for_update())  # a return waits, or is seen
    still = _due(rule, now).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id)
    if (await session.execute(still)).first() is None:
        return False
    await erasure.erase(session, await whose.who_is(session, campus_id, person_id), actor_id=None, why="unused")
    return True


def _due(rule: Rule, now: datetime) -> Select[str, UUID, datetime]:
    return _unused_since(_day(rule.before(now))).where(col(AccountUse.warned_on) <= _day(now - NOTICE))


def _unused_since(limit: date) -> Select[str, UUID, datetime]:
    """People whose account was not used from `limit` on. Without a day of use, the day it was made counts."""
    same = (col(AccountUse.campus_id) == col(PersonRecord.campus_id)) & (
        col(AccountUse.person_id) == col(PersonRecord.id)
    )
    made_before = datetime.combine(limit, datetime.min.time(), clock.PARIS).astimezone(UTC)
    return (
        select(col(PersonRecord.campus_id), col(PersonRecord.id), col(PersonRecord.created_at))
        .outerjoin(AccountUse, same)
        .where(
            or_(
                col(AccountUse.used_on) < limit,
                col(AccountUse.used_on).is_(None) & (col(PersonRecord.created_at) < made_before),
            )
        )
        .order_by(col(PersonRecord.campus_id), col(PersonRecord.id))
    )


async def _tell(session: Session, campus_id: str, person_id: UUID, day: date) -> None:
    subject, text = t("privacy.unused.subject"), t("privacy.unused.text", day=day.strftime("%d/%m/%Y"))
    for mailbox in await people.mailboxes(session, campus_id, person_id):
        mails.put(session, campus_id=campus_id, to=mailbox, subject=subject, text=text)


def _day(instant: datetime) -> date:
    return instant.astimezone(clock.PARIS).date()
