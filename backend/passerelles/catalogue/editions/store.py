"""Editions in the database: keep drafts, publish one in one step, go back to the one before.

Reading functions take a session of `db.read()`, writing ones a session inside `db.write(work)`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy.orm import defer
from sqlmodel import col, select

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.difference import KindDifference, compare
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.tables import CURRENT, EditionPointer, EditionRow
from passerelles.core import clock
from passerelles.core.db import Session


class UnknownEditionError(LookupError):
    """No edition has this id."""


class NothingToRollBackToError(LookupError):
    """No edition was published before the current one."""


class EditionSummary(Struct, frozen=True, kw_only=True):
    """One line of the list of editions."""

    id: str
    state: str  # draft, published, retired
    is_current: bool
    created_at: datetime
    published_at: datetime | None
    published_by: str | None


async def current_id(session: Session) -> str | None:
    """The id of the edition people see: cheap enough to ask often."""
    pointer = await session.get(EditionPointer, CURRENT)
    return pointer.edition_id if pointer else None


async def published_by(session: Session, edition_id: str) -> str | None:
    """Who last published this edition, read without its archive; None for a draft."""
    chosen = select(EditionRow.published_by).where(col(EditionRow.id) == edition_id)
    return (await session.scalars(chosen)).one_or_none()


async def current(session: Session) -> Edition | None:
    """The edition people see, or None in an empty installation."""
    edition_id = await current_id(session)
    return await load(session, edition_id) if edition_id else None


async def load(session: Session, edition_id: str) -> Edition:
    """One edition by its id.

    Raises:
        UnknownEditionError: no such edition.
        UnreadableArchiveError: the stored archive is damaged.
    """
    row = await session.get(EditionRow, edition_id)
    if row is None:
        raise UnknownEditionError(edition_id)
    return archive.read(row.archive)


async def list_all(session: Session) -> list[EditionSummary]:
    """All editions, the newest first, without their archives."""
    shown = await current_id(session)
    without_archive = select(EditionRow).options(defer(EditionRow.archive, raiseload=True))  # type: ignore[arg-type] # a mapped column at run time
    rows = await session.scalars(without_archive.order_by(col(EditionRow.created_at).desc(), col(EditionRow.id)))
    return [
        EditionSummary(
            id=row.id,
            state=row.state,
            is_current=row.id == shown,
            created_at=clock.aware(row.created_at),
            published_at=clock.aware(row.published_at) if row.published_at else None,
            published_by=row.published_by,
        )
        for row in rows
    ]


async def add(session: Session, edition_id: str, content: bytes, report: dict[str, Any]) -> None:
    """Keep an archive as a draft. The same edition imported again only renews its report."""
    row = await session.get(EditionRow, edition_id)
    if row:
        row.report = report
        return
    session.add(EditionRow(id=edition_id, state="draft", created_at=clock.now(), report=report, archive=content))
    await session.flush()  # the pointer's foreign key needs the row when publishing follows in this transaction


async def publish(session: Session, edition_id: str, by: str) -> None:
    """Show an edition to everybody; the one shown until now is retired. Publishing the current one changes nothing.

    Raises:
        UnknownEditionError: no such edition.
    """
    row = await session.get(EditionRow, edition_id)
    if row is None:
        raise UnknownEditionError(edition_id)
    pointer = await session.get(EditionPointer, CURRENT, with_for_update=True)
    if pointer is None:
        session.add(EditionPointer(name=CURRENT, edition_id=edition_id))
    elif pointer.edition_id != edition_id:
        await _retire(session, pointer.edition_id)
        pointer.previous_id, pointer.edition_id = pointer.edition_id, edition_id
    else:
        return
    row.state, row.published_at, row.published_by = "published", clock.now(), by


async def rollback(session: Session, by: str) -> str:
    """Show again the edition published before the current one, and return its id.

    Raises:
        NothingToRollBackToError: the current edition is the first, or was itself reached by going back.
    """
    pointer = await session.get(EditionPointer, CURRENT, with_for_update=True)
    if pointer is None or pointer.previous_id is None:
        raise NothingToRollBackToError
    restored = pointer.previous_id
    await publish(session, restored, by)
    pointer.previous_id = None  # a second rollback must not bring the bad edition back
    return restored


async def diff(session: Session, new_id: str, old_id: str | None = None) -> dict[str, KindDifference]:
    """What `new_id` changes, compared with `old_id` or with the current edition.

    Raises:
        UnknownEditionError: one of the two does not exist.
    """
    old = await load(session, old_id) if old_id else await current(session)
    return compare(old, await load(session, new_id))


async def _retire(session: Session, edition_id: str) -> None:
    row = await session.get(EditionRow, edition_id)
    if row:
        row.state = "retired"
