"""A database that served as a demonstration, before it serves real people: what is left there, and removing it."""

from __future__ import annotations

from sqlalchemy import func, inspect, select
from sqlmodel import SQLModel

from passerelles.accounts import demo_left as accounts
from passerelles.core import audit
from passerelles.core.db import Database, Session
from passerelles.core.hanging import delete_whole
from passerelles.core.messages import t
from passerelles.core.settings import Settings


async def left(config: Settings) -> list[str]:
    """What a demonstration left, in sentences; empty in a demonstration, and where there is no database yet."""
    if config.demo:
        return []
    db = Database(config.database_url, demo=True)
    try:
        async with db.read() as session:
            return await _sentences(session, config.campus_id) if await _is_migrated(session) else []
    finally:
        await db.close()


async def remove(config: Settings) -> list[str]:
    """Remove it, in one transaction; returns what there was, in sentences."""
    db = Database(config.database_url, demo=True)

    async def work(session: Session) -> list[str]:
        found = await _sentences(session, config.campus_id)
        if found:
            await _remove(session, config.campus_id)
        return found

    try:
        return await db.write(work)
    finally:
        await db.close()


async def _is_migrated(session: Session) -> bool:
    """Whether the tables that are read here exist: before, nothing was ever written."""
    connection = await session.connection()
    known = await connection.run_sync(lambda one: set(inspect(one).get_table_names()))
    return {"person", "house", "invitation"} <= known


async def _sentences(session: Session, campus_id: str) -> list[str]:
    house = SQLModel.metadata.tables["house"]
    houses = select(func.count()).select_from(house).where(house.c.campus_id == campus_id, house.c.demo)
    counted = {
        "people": await accounts.count(session, campus_id),
        "houses": (await session.execute(houses)).scalar_one(),
        "powers": len(await accounts.powers(session, campus_id)),
    }
    return [t(f"health.demo-left.{kind}", n=n) for kind, n in counted.items() if n]


async def _remove(session: Session, campus_id: str) -> None:
    """Houses with their requests, then requests and progressions of invented people, then those people."""
    tables = SQLModel.metadata.tables
    resource, house, booking, curated = (
        tables[name] for name in ("resource", "house", "booking", "curated_progression")
    )
    people = await accounts.invented(session, campus_id)
    invented = select(house.c.id).where(house.c.campus_id == campus_id, house.c.demo)
    ids = list((await session.execute(invented)).scalars())
    await delete_whole(session, resource, (resource.c.campus_id == campus_id) & resource.c.id.in_(ids))
    await delete_whole(session, booking, (booking.c.campus_id == campus_id) & booking.c.person_id.in_(people))
    await delete_whole(session, curated, (curated.c.campus_id == campus_id) & curated.c.author.in_(people))
    await accounts.remove(session, campus_id)
    await audit.record(
        session,
        campus_id=campus_id,
        actor_id=None,
        act="demonstration.remove",
        subject=campus_id,
        details={"people": len(people), "houses": len(ids)},
    )
