"""Messages to a person inside the app: written in the act's own transaction, read in "Moi"."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import col

from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import new_id
from passerelles.notifications.schemas import NotificationList, NotificationOut
from passerelles.notifications.tables import NotificationRecord

SHOWN: Final = 50


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
