"""Deleting rows with all that hangs on them, whichever feature's it is: the schema's foreign keys say what does."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, and_, delete, literal, select

from passerelles.core.db import Session


async def delete_whole(session: Session, table: Table, which: ColumnElement[bool]) -> int:
    """Delete the rows of `table` that answer `which`, after those that point at them; returns how many of `table`."""
    for child in table.metadata.sorted_tables:
        for key in child.foreign_key_constraints:
            if key.referred_table is table and child is not table:
                joined = and_(*(element.parent == element.column for element in key.elements))
                parents = select(literal(1)).select_from(table).where(joined, which).correlate(child)
                await delete_whole(session, child, parents.exists())
    result = await session.execute(delete(table).where(which))
    return int(getattr(result, "rowcount", 0))
