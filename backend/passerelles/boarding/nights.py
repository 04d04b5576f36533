"""The nights of a house that one can ask for: those of the school year that runs, on the evenings it opens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, select
from sqlmodel import col

from passerelles.boarding import calendar
from passerelles.boarding.houses import House, published, real
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.tables import HouseNight, HouseRecord
from passerelles.core import clock
from passerelles.core.db import Database, Session

BATCH: Final = 200  # nights in one statement


async def publish_nights(session: Session, house: House, first: date, last: date) -> int:
    """Publish the opening nights of a period that are not published yet; returns how many."""
    known = set(await published(session, house, first, last))
    nights = [
        night
        for night in calendar.opening_nights(first, last, evenings=house.evenings, zone=house.school_zone)
        if night not in known
    ]
    session.add_all(HouseNight(campus_id=house.campus_id, house=house.id, night=night) for night in nights)
    return len(nights)


async def withdraw_nights(session: Session, house: House, kept: Collection[date]) -> int:
    """Close the published nights to come on which the house does not open any more, save those of `kept`.

    Returns how many were closed.
    """
    today = clock.today()
    coming = await published(session, house, today + calendar.ONE_DAY, date.max)
    open_ = set(calendar.opening_nights(today, house.published_to, evenings=house.evenings, zone=house.school_zone))
    closed = [night for night in coming if night not in open_ and night not in kept]
    for start in range(0, len(closed), BATCH):
        await session.execute(
            delete(HouseNight).where(
                col(HouseNight.campus_id) == house.campus_id,
                col(HouseNight.house) == house.id,
                col(HouseNight.night).in_(closed[start : start + BATCH]),
            )
        )
    return len(closed)


async def publish_year_if_over(db: Database, campus_id: str) -> int:
    """`publish_running_year`, without a transaction that writes when no year is over: cheap enough to ask often."""
    async with db.read() as session:
        over = (await session.execute(select(exists().where(*_over(session, campus_id))))).scalar()
    return await db.write(lambda session: publish_running_year(session, campus_id)) if over else 0


async def publish_running_year(session: Session, campus_id: str) -> int:
    """Publish the nights of the school year that runs for every house whose published nights are over.

    Idempotent, and two processes that do it together take turns.
    """
    count = 0
    rows = await session.execute(select(HouseRecord).where(*_over(session, campus_id)).with_for_update())
    for row in rows.scalars():
        year = calendar.school_year(clock.today(), row.school_zone)
        if year is not None:
            row.published_to = year.last
            row.revision += 1
            session.add(row)
            house = await read_house(session, campus_id, row.id)
            count += await publish_nights(session, house, year.first, year.last)
    return count


def _over(session: Session, campus_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(HouseRecord.campus_id) == campus_id, col(HouseRecord.published_to) < clock.today(), *real(session)
