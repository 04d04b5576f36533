"""The bed plan of one week: who sleeps where, for staff of the house only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.faces import Face, faces
from passerelles.boarding import rules
from passerelles.boarding.houses import House, beds_of, published
from passerelles.boarding.requests import lacking, name_of
from passerelles.boarding.schemas import PlanCell, PlanOut, PlanRow
from passerelles.boarding.tables import HouseNight
from passerelles.booking import service as booking
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.service import Snapshot
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.core.retention import school_year_start

SHOWN: Final[tuple[BookingStatus, ...]] = ("awaiting_guardian", "awaiting_decision", "accepted", "finished")
DECIDED: Final = ("accepted", "finished")


async def plan(session: Session, of: House, week: date | None, *, decider: bool = True) -> PlanOut:
    """The week of that day; by default this week, or the next one in which the house opens.

    For whoever does not decide, undecided requests hold a bed and have no name.
    """
    monday = _monday(week or await _next_open_day(session, of))
    nights = await published(session, of, monday, monday + timedelta(days=6))
    found = await booking.of_resource(
        session,
        campus_id=of.campus_id,
        resource=of.id,
        statuses=SHOWN,
        slots=[night.isoformat() for night in nights],
    )
    people = await faces(session, campus_id=of.campus_id, people={stay.person_id for stay in found})
    offered = {bed.id for bed in (await beds_of(session, of, retired=False)).values()}
    due = {stay.id for stay, standing in await lacking(session, of) if standing.due}
    every = [
        PlanRow(bed=bed, cells=_cells(unit, found, nights, people, due, decider=decider))
        for unit, bed in (await beds_of(session, of)).items()
    ]
    rows = [row for row in every if row.bed.id in offered or row.cells]  # a retired bed shows while somebody has it
    taken = [(cell.status, len(cell.nights)) for row in rows for cell in row.cells]
    free = len(offered) * len(nights) - sum(
        len(cell.nights) for row in rows if row.bed.id in offered for cell in row.cells
    )
    occupied = sum(count for status, count in taken if status in DECIDED)
    awaiting = sum(count for status, count in taken if status not in DECIDED)
    return PlanOut(
        house=of.id,
        name=of.label,
        week=monday,
        nights=nights,
        beds=len(offered),
        occupied=occupied,
        free=free,
        awaiting=awaiting,
        rows=rows,
    )


def _cells(
    unit: UUID,
    found: Sequence[Snapshot],
    nights: Sequence[date],
    people: dict[UUID, Face],
    due: set[UUID],
    *,
    decider: bool,
) -> list[PlanCell]:
    cells = [
        PlanCell(
            booking=str(stay.id),
            label=_label(stay, people.get(stay.person_id), decider=decider),
            status=stay.status,
            agreement_due=stay.id in due,
            nights=run,
        )
        for stay in found
        if stay.unit_id == unit
        for run in rules.runs([night for night in nights if night.isoformat() in stay.slots], nights)
    ]
    return sorted(cells, key=lambda cell: cell.nights[0])


def _label(stay: Snapshot, face: Face | None, *, decider: bool) -> str:
    """Who sleeps there; nobody's name once the school year of the stay is over (`retention`: archive)."""
    if not decider and stay.status not in DECIDED:
        return t("boarding.kept")
    return t("boarding.archived") if stay.ends_at < school_year_start(clock.now()) else name_of(face)


async def _next_open_day(session: Session, of: House) -> date:
    today = clock.today()
    statement = (
        select(col(HouseNight.night))
        .where(
            col(HouseNight.campus_id) == of.campus_id,
            col(HouseNight.house) == of.id,
            col(HouseNight.night) >= _monday(today),
        )
        .order_by(col(HouseNight.night))
        .limit(1)
    )
    return (await session.execute(statement)).scalar() or today


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
