"""The 18th birthday: rights have switched at the date itself; here students are told, and dates are forgotten."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from passerelles.accounts.guardians.majority import come_of_age
from passerelles.core.db import Database, Session
from passerelles.core.messages import t
from passerelles.notifications import service as notifications

log = structlog.get_logger()

PERIOD: Final = 3600.0  # seconds between two looks


async def keep_telling(db: Database, period: float = PERIOD) -> None:
    """Tell those who come of age, every `period` seconds, until cancelled. A failure is logged and tried again."""
    while True:
        try:
            await tell_all(db)
        except Exception as error:  # the loop must survive a database that went away
            log.error("birthdays not told", error=type(error).__name__)
        await asyncio.sleep(period)


async def tell_all(db: Database) -> int:
    """Tell everybody who has come of age, once each; returns how many dates were forgotten."""
    count = 0
    while batch := await db.write(_tell_batch):
        count += batch
    return count


async def _tell_batch(session: Session) -> int:
    grown = await come_of_age(session)
    for person in grown:
        if person.recently:
            await notifications.tell(
                session,
                person.campus_id,
                person.id,
                title=t("guardians.birthday.title"),
                body=t("guardians.birthday.body"),
                url="/moi",
            )
    return len(grown)
