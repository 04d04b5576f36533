"""Houses kept as the campus declares them: a published edition opens or changes them, a new year opens nights."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

import structlog

from passerelles.boarding.nights import publish_year_if_over
from passerelles.boarding.provision import open_house
from passerelles.boarding.renewal import renew_house
from passerelles.boarding.tables import HouseRecord
from passerelles.catalogue import records
from passerelles.catalogue.editions import store
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings

log = structlog.get_logger()

PERIOD: Final = 60.0  # seconds between two looks


async def keep_up(db: Database, config: Settings, period: float = PERIOD) -> None:
    """Follow the published edition and the calendar until cancelled. A failure is logged and tried again."""
    applied: str | None = None
    while True:
        try:
            applied = await look(db, config, applied)
        except Exception as error:  # one house that cannot be kept up must not stop the others' next year
            log.error("houses not kept up", error=type(error).__name__)
        await asyncio.sleep(period)


async def look(db: Database, config: Settings, applied: str | None) -> str | None:
    """Apply the published edition unless it is `applied`, and publish a new year's nights; returns the edition's id."""
    async with db.read() as session:
        published_id = await store.current_id(session)
    if published_id != applied:
        await apply_declared(db, config)
    await publish_year_if_over(db, config.campus_id)
    return published_id


async def apply_declared(db: Database, config: Settings) -> int:
    """Open the houses of the published edition that are not open, change those it declares otherwise.

    Returns how many were opened or changed. A house that no edition declares any more stays as it is.
    """
    async with db.read() as session:
        edition = await store.current(session)
    if edition is None:
        return 0
    institutions = {institution.id: institution for institution in edition.institutions}
    applied = 0
    for record in edition.houses:
        at = institutions.get(record.institution)
        if not record.demo or config.demo:
            applied += await db.write(
                partial(
                    _apply,
                    campus_id=config.campus_id,
                    record=record,
                    city=at.city if at else None,
                    phone=at.phone if at else None,
                )
            )
    return applied


async def _apply(
    session: Session, *, campus_id: str, record: records.House, city: str | None, phone: str | None
) -> bool:
    if await session.get(HouseRecord, (campus_id, record.id)) is None:
        return await open_house(session, campus_id, record, city=city, phone=phone) is not None
    return await renew_house(session, campus_id, record, city=city, phone=phone)
