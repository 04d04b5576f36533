"""Progressions added by the campus's staff: adding, withdrawing, listing, and what is shown of them in this process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.policy import Person
from passerelles.boarding.words import day_and_year
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import ProgressionKind
from passerelles.core import audit, clock
from passerelles.core.db import Database, Session
from passerelles.core.errors import Forbidden, NotFound, Problem
from passerelles.core.ids import digest, new_id
from passerelles.core.messages import t
from passerelles.journeys.curated_rules import check, may_add, may_withdraw
from passerelles.journeys.curated_schemas import CuratedIn, CuratedList, CuratedOut, StationNamed
from passerelles.journeys.graph import curated as held
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.progression import Note
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.tables import CuratedProgression

MOST_LISTED: Final = 500
VERSION_LENGTH: Final = 12


class CuratedExists(Problem):
    """409: official, documented, or added before."""

    status = 409
    slug = "curated-exists"


async def load(db: Database, campus_id: str) -> None:
    """Show in this process what the database holds now: one small query, never during a public read."""
    async with db.read() as session:
        rows = await shown(session, campus_id)
    version = digest("|".join(f"{row.id}" for row in rows))[:VERSION_LENGTH] if rows else ""
    held.show(held.Curated(version, tuple(map(_entry, rows))))


async def shown(session: Session, campus_id: str) -> Sequence[CuratedProgression]:
    """Those nobody withdrew, oldest first. They never change but by being withdrawn: their ids name them."""
    query = (
        select(CuratedProgression)
        .where(col(CuratedProgression.campus_id) == campus_id, col(CuratedProgression.withdrawn_at).is_(None))
        .order_by(col(CuratedProgression.id))
    )
    return (await session.execute(query)).scalars().all()


async def create(session: Session, person: Person, catalogue: Catalogue, asked: CuratedIn) -> CuratedOut:
    """Add a progression in the name of the campus's team.

    Raises:
        Forbidden: neither end is taught where they counsel.
        CuratedUnknown, CuratedBackwards, CuratedExists.
    """
    if not may_add(person, catalogue, *check(catalogue, asked)):
        raise Forbidden
    row = await add(session, person.campus_id, catalogue, asked, author=person.id, at=clock.now())
    await _record(session, row, act="progression.add", by=person.id)
    return _out(catalogue, row, {person.id: person.name} if person.name else {}, person)


async def add(
    session: Session, campus_id: str, catalogue: Catalogue, asked: CuratedIn, *, author: UUID | None, at: datetime
) -> CuratedProgression:
    """As `create`, for a file too. A pair that was only inferred may be added: somebody now vouches for it."""
    source, target = check(catalogue, asked)
    known = (step for step in graph_of(catalogue).before_of(target) if step.source == source)
    if any(step.confidence in ("official", "documented") for step in known):
        raise CuratedExists
    mine = CuratedProgression
    same = select(col(mine.id)).where(
        col(mine.campus_id) == campus_id,
        col(mine.source) == source,
        col(mine.target) == target,
        col(mine.withdrawn_at).is_(None),
    )
    if (await session.execute(same)).first() is not None:
        raise CuratedExists
    row = CuratedProgression(
        campus_id=campus_id,
        id=new_id(),
        source=source,
        target=target,
        kind=asked.kind,
        conditions=asked.conditions,
        source_note=asked.source_note,
        author=author,
        created_at=at,
    )
    session.add(row)
    try:
        await session.flush()  # somebody else may add the same pair now: the index says so here, not at the commit
    except IntegrityError as error:
        raise CuratedExists from error
    return row


async def withdraw(session: Session, person: Person, catalogue: Catalogue, identifier: UUID) -> CuratedOut:
    """Show it no more. Withdrawing twice changes nothing.

    Raises:
        NotFound: not one of this campus, or not theirs to withdraw.
    """
    query = select(CuratedProgression).where(
        col(CuratedProgression.campus_id) == person.campus_id, col(CuratedProgression.id) == identifier
    )
    row = (await session.execute(query.with_for_update())).scalar_one_or_none()
    if row is None or not may_withdraw(person, row.author):
        raise NotFound
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        await _record(session, row, act="progression.withdraw", by=person.id)
    return _out(catalogue, row, await _names(session, person.campus_id, [row]), person)


async def listed(session: Session, person: Person, catalogue: Catalogue) -> CuratedList:
    """Those of the campus, newest first, withdrawn ones included."""
    campus_id = person.campus_id
    query = (
        select(CuratedProgression)
        .where(col(CuratedProgression.campus_id) == campus_id)
        .order_by(col(CuratedProgression.created_at).desc(), col(CuratedProgression.id).desc())
        .limit(MOST_LISTED)
    )
    rows = (await session.execute(query)).scalars().all()
    names = await _names(session, campus_id, rows)
    return CuratedList(items=[_out(catalogue, row, names, person) for row in rows])


async def _record(session: Session, row: CuratedProgression, *, act: str, by: UUID) -> None:
    """Write it in the audit log: ids only. Last in the transaction."""
    await audit.record(
        session,
        campus_id=row.campus_id,
        actor_id=by,
        act=act,
        subject=f"progression:{row.id}",
        details={"source": row.source, "target": row.target},
    )


async def _names(session: Session, campus_id: str, rows: Sequence[CuratedProgression]) -> dict[UUID, str]:
    return await people.names(session, campus_id, [row.author for row in rows if row.author])


def _out(catalogue: Catalogue, row: CuratedProgression, names: dict[UUID, str], person: Person) -> CuratedOut:
    source, target = held.station_now(catalogue, row.source), held.diploma_now(catalogue, row.target)
    known = source is not None and target is not None
    return CuratedOut(
        id=str(row.id),
        source=StationNamed(id=source or row.source, label=label_of(catalogue, source or row.source)),
        target=StationNamed(id=target or row.target, label=label_of(catalogue, target or row.target)),
        kind=cast(ProgressionKind, row.kind),
        conditions=row.conditions,
        source_note=row.source_note,
        author=names.get(row.author) if row.author else None,
        created_at=clock.aware(row.created_at),
        may_withdraw=row.withdrawn_at is None and may_withdraw(person, row.author),
        state="withdrawn" if row.withdrawn_at else "shown" if known else "unknown",
    )


def _entry(row: CuratedProgression) -> held.Entry:
    day = clock.aware(row.created_at).astimezone(clock.PARIS).date()
    added = t("journeys.curated.added", day=day_and_year(day))
    note = Note(conditions=row.conditions, source=row.source_note, added=added)
    return held.Entry(row.source, row.target, cast(ProgressionKind, row.kind), note)
