"""The whole database as text, one row a line, its table first: what a `grep` of a dump would read."""

from __future__ import annotations

from sqlalchemy import inspect, text

from passerelles.core.db import Database


async def dump(db: Database) -> str:
    """Every table that the database has, declared or not."""
    lines = []
    async with db.read() as session:
        connection = await session.connection()
        for table in await connection.run_sync(lambda sync: inspect(sync).get_table_names()):
            rows = await session.execute(text(f'SELECT * FROM "{table}"'))  # names come from the database itself
            lines += ["\t".join((table, *map(_readable, row))) for row in rows]
    return "\n".join(lines)


def _readable(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
