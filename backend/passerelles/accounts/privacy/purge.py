"""Time's own erasures: once an hour, what is past its retention goes, class by class, each in its own transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final

import structlog
from sqlalchemy import Date, Table, delete
from sqlmodel import SQLModel

from passerelles.accounts.privacy import erasure, unused, use
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.errors import Overloaded, Problem
from passerelles.core.personal import anchors, purgers
from passerelles.core.retention import Rule, shortened
from passerelles.core.settings import Settings

log = structlog.get_logger()

PERIOD: Final = 3600.0


async def keep_purged(db: Database, settings: Settings, period: float = PERIOD) -> None:
    """Apply the retention, every `period` seconds, until cancelled. A failure is logged and tried again."""
    while True:
        try:
            await purge(db, settings)
        except Exception as error:  # the loop must survive a database that went away
            log.error("purge failed", error=type(error).__name__)
        await asyncio.sleep(period)


async def purge(db: Database, settings: Settings) -> dict[str, int]:
    """Apply every class of the retention now; returns how many rows went, by class."""
    rules = shortened(settings.retention_days)
    gone = {name: await _purge_class(db, rule) for name, rule in rules.items()}
    gone["account"] += await _accounts(db, rules) + await _left_over(db)
    if any(gone.values()):
        log.info("purged", **{name: count for name, count in gone.items() if count})
    return gone


async def _purge_class(db: Database, rule: Rule) -> int:
    """The class's own purger, batch after batch; and every table of the class with an anchor."""
    gone = 0
    purger = purgers().get(rule.name)
    while purger is not None and (batch := await db.write(lambda session: purger(session, rule, clock.now()))):
        gone += batch
    for table, anchor in anchors().get(rule.name, ()):
        gone += await db.write(partial(_older, table=SQLModel.metadata.tables[table], anchor=anchor, rule=rule))
    return gone


async def _left_over(db: Database) -> int:
    async with db.read() as session:
        found = await erasure.left_over(session)
    for who in found:
        await db.write(partial(erasure.erase, who=who, actor_id=None, why="left over"))
    return len(found)


async def _older(session: Session, *, table: Table, anchor: str, rule: Rule) -> int:
    limit = rule.before(clock.now())
    is_day = isinstance(table.c[anchor].type, Date)
    result = await session.execute(
        delete(table).where(table.c[anchor] < (limit.astimezone(clock.PARIS).date() if is_day else limit))
    )
    return int(getattr(result, "rowcount", 0))


async def _accounts(db: Database, rules: Mapping[str, Rule]) -> int:
    """Note who still comes, warn those who do not, erase those who were warned and did not come."""
    rule = rules["account"]
    await db.write(use.note_living)
    while await db.write(lambda session: unused.warn(session, rule, clock.now())):
        pass
    async with db.read() as session:
        now = clock.now()
        due = await unused.due(session, rule, now)
    gone = 0
    for campus_id, person_id in due:
        try:
            one = partial(unused.erase_one, rule=rule, now=now, campus_id=campus_id, person_id=person_id)
            gone += await db.write(one)
        except Overloaded:
            raise
        except Problem as refusal:
            log.info("unused account kept", why=refusal.slug)
    return gone
