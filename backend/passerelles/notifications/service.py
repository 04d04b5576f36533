"""Messages to a person inside the app: written in the act's own transaction, read in "Moi"."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import col

from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.notifications.schemas import NotificationList, NotificationOut
from passerelles.notifications.tables import NotificationRecord

log = structlog.get_logger()

SHOWN: Final = 50
KEPT_ONCE_READ: Final = timedelta(days=365)
"""A school year, its summer included."""
PERIOD: Final = 3600.0  # seconds between two looks


async def tell(session: Session, campus_id: str, person_id: UUID, *, title: str, body: str, url: str | None) -> None:
    """Leave a message for a person, in the current transaction: told only if the act happened.

    `title` and `body` are whole French sentences; `url` is a path of the app, or None.
    """
    session.add(
        NotificationRecord(
            campus_id=campus_id,
            id=new_id(),
            person_id=person_id,
            title=title,
            body=body,
            url=url,
            created_at=clock.now(),
            read_at=None,
        )
    )


async def unread(session: Session, campus_id: str, person_id: UUID) -> int:
    """How many messages this person has not read."""
    statement = select(func.count()).where(*_of(campus_id, person_id), col(NotificationRecord.read_at).is_(None))
    return (await session.execute(statement)).scalar_one()


async def latest(session: Session, campus_id: str, person_id: UUID) -> NotificationList:
    """The person's last fifty messages, newest first."""
    statement = (
        select(NotificationRecord)
        .where(*_of(campus_id, person_id))
        .order_by(col(NotificationRecord.created_at).desc(), col(NotificationRecord.id).desc())
        .limit(SHOWN)
    )
    records = (await session.execute(statement)).scalars()
    items = [_shown(record) for record in records]
    return NotificationList(items=items, unread=await unread(session, campus_id, person_id))


async def mark_read(session: Session, campus_id: str, person_id: UUID) -> None:
    """Every message of this person is read from now on."""
    await session.execute(
        update(NotificationRecord)
        .where(*_of(campus_id, person_id), col(NotificationRecord.read_at).is_(None))
        .values(read_at=clock.now())
    )


async def keep_tidy(db: Database, period: float = PERIOD) -> None:
    """Forget old messages, every `period` seconds, until cancelled. A failure is logged and tried again."""
    while True:
        try:
            await db.write(forget_read)
        except Exception as error:  # the loop must survive a database that went away
            log.error("notifications not tidied", error=type(error).__name__)
        await asyncio.sleep(period)


async def forget_read(session: Session) -> None:
    """Delete the messages read more than a school year ago. What nobody read is kept."""
    await session.execute(
        delete(NotificationRecord).where(col(NotificationRecord.read_at) < clock.now() - KEPT_ONCE_READ)
    )


def _of(campus_id: str, person_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (col(NotificationRecord.campus_id) == campus_id, col(NotificationRecord.person_id) == person_id)


def _shown(record: NotificationRecord) -> NotificationOut:
    return NotificationOut(
        id=str(record.id),
        title=record.title,
        body=record.body,
        url=record.url,
        created_at=clock.aware(record.created_at),
        read=record.read_at is not None,
    )
