"""A person in every table: rows made from the schema, so that a table declared tomorrow is filled too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    insert,
    select,
)
from sqlmodel import SQLModel

from passerelles.accounts.codes import address_digest
from passerelles.core import audit, clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.core.personal import Holding, as_held, holdings, suspects
from tests.booking.halls import CAMPUS

CANARY: Final = "canari-7f3a"
ADDRESS: Final = f"{CANARY}@exemple.fr"
WRITTEN_BY_ITS_OWN_CODE: Final = frozenset({"person", "identity", "audit_entry", "account_use"})
"""Filled by the test's own acts: signing in, asking, deciding."""

VALUES: Final[Mapping[tuple[str, str], Any]] = {
    ("booking", "status"): "finished",
    ("booking", "kind"): "house",
    ("booking", "seat"): None,
    ("sign_in_code", "email_digest"): address_digest(CAMPUS, ADDRESS),
    ("outbox_message", "payload"): {"to": ADDRESS, "subject": CANARY, "text": CANARY},
    ("outbox_message", "topic"): "mail",
    ("guardian_answer", "answer"): "agree",  # of what is kept of it, only codes
    ("guardian_answer", "reason"): None,
    ("guardian_answer", "terms"): "0123456789abcdef",
    ("look", "what"): "queue",
    ("look", "role"): "boarding_manager",
    ("session", "kind"): "personal",
}
"""What the code that reads these rows must understand."""


async def fill(db: Database, person_id: UUID, other: UUID, *, only: frozenset[str] | None = None) -> None:
    """One row in each declared table, about this person; whoever else it names is `other`.

    What is deleted with the person is full of the canary; what stays says nothing of them.
    """

    async def work(session: Session) -> None:
        for table in SQLModel.metadata.sorted_tables:
            for holding in (held for held in holdings() if held.table == table.name):
                wanted = only is None or table.name in only
                if wanted and table.name not in WRITTEN_BY_ITS_OWN_CODE:
                    await session.execute(insert(table).values(await _row(session, table, holding, person_id, other)))
        await audit.record(session, campus_id=CAMPUS, actor_id=other, act="tests.note", subject=f"person:{person_id}")

    await db.write(work)


async def _row(session: Session, table: Table, holding: Holding, person_id: UUID, other: UUID) -> dict[str, Any]:
    words = CANARY if holding.on_erasure == "delete" else "mot"
    row = {column.name: _value(table, column, words) for column in table.columns}
    for name in {name for of, name in suspects(SQLModel.metadata) if of == table.name}:
        if isinstance(table.c[name].type, Uuid):
            row[name] = other
    for constraint in table.foreign_key_constraints:
        row.update(await _parent(session, table, constraint, holding, person_id) or {})
    row.update({key: as_held(table, key, person_id) for key in holding.keys})
    return row


async def _parent(
    session: Session, table: Table, constraint: ForeignKeyConstraint, holding: Holding, person_id: UUID
) -> dict[str, Any] | None:
    """The columns that point at another table: a row of this person's where the table hangs on theirs, else any."""
    parent = constraint.referred_table
    if parent.name == "person":
        return None
    if all(table.c[name].nullable for name in constraint.column_keys if name != "campus_id"):
        return {name: None for name in constraint.column_keys if name != "campus_id"}
    chosen = select(*(element.column for element in constraint.elements)).limit(1)
    if holding.through is not None and parent.name == holding.through.table:
        chosen = chosen.where(parent.c[holding.through.key] == person_id)
    elif parent.name == "booking":  # theirs when the row names who asked; else somebody else's, when there is one
        mine = parent.c.person_id == person_id
        chosen = chosen.where(mine) if "person_id" in holding.keys else chosen.order_by(mine)
    found = (await session.execute(chosen)).one()
    return dict(zip(constraint.column_keys, found, strict=True))


def _value(table: Table, column: Column[Any], words: str) -> Any:
    if (table.name, column.name) in VALUES:
        return VALUES[table.name, column.name]
    if column.name == "campus_id":
        return CAMPUS
    now = clock.now()
    kinds: tuple[tuple[type[Any], Any], ...] = (
        (Uuid, new_id()),
        (DateTime, now - timedelta(days=1)),
        (Date, now.date() - timedelta(days=1)),
        (Boolean, False),
        (Integer, 1),
        (JSON, {"text": words}),
        (LargeBinary, words.encode()),
    )
    return next((value for kind, value in kinds if isinstance(column.type, kind)), f"{words}-{new_id().hex[-6:]}")
