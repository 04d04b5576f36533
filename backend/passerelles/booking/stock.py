"""What there is to claim: opening a resource with its units, and counting what is free."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import col

from passerelles.booking.claiming import counts, free_units
from passerelles.booking.kinds import KindName
from passerelles.booking.tables import Claim, Resource, Unit
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import new_id


@dataclass(frozen=True)
class NewUnit:
    """A unit to open, in the order it is to be offered."""

    zone: str
    label: str  # unique in its resource


async def open_resource(
    session: Session, *, campus_id: str, resource: str, kind: KindName, units: Sequence[NewUnit]
) -> list[UUID]:
    """Create a resource with its units; returns the units' ids in the same order."""
    session.add(Resource(campus_id=campus_id, id=resource, kind=kind))
    await session.flush()  # its units point at it, and nothing tells the session which comes first
    return await add_units(session, campus_id=campus_id, resource=resource, units=units)


async def add_units(session: Session, *, campus_id: str, resource: str, units: Sequence[NewUnit]) -> list[UUID]:
    """Add units to a resource, offered after those it has; returns their ids in the same order."""
    last = await session.execute(
        select(func.max(col(Unit.position))).where(col(Unit.campus_id) == campus_id, col(Unit.resource) == resource)
    )
    known = last.scalar()
    ids = [new_id() for _ in units]
    for position, (unit_id, unit) in enumerate(zip(ids, units, strict=True), start=0 if known is None else known + 1):
        session.add(
            Unit(
                campus_id=campus_id,
                id=unit_id,
                resource=resource,
                zone=unit.zone,
                label=unit.label,
                position=position,
                active=True,
            )
        )
    await session.flush()  # what the kind writes next points at the units
    return ids


async def activate(session: Session, *, campus_id: str, units: Collection[UUID], active: bool) -> None:
    """Offer these units again, or no more. Their claims stay: whoever has one keeps it."""
    await session.execute(
        update(Unit).where(col(Unit.campus_id) == campus_id, col(Unit.id).in_(units)).values(active=active)
    )


async def claimed(session: Session, *, campus_id: str, resource: str) -> set[tuple[UUID, str]]:
    """Every (unit, slot) of a resource with a claim that counts, on units no more offered too."""
    rows = await session.execute(
        select(col(Claim.unit_id), col(Claim.slot))
        .join(Unit, (col(Unit.campus_id) == col(Claim.campus_id)) & (col(Unit.id) == col(Claim.unit_id)))
        .where(col(Unit.campus_id) == campus_id, col(Unit.resource) == resource, counts(clock.now()))
    )
    return {(unit, slot) for unit, slot in rows}


async def sizes(session: Session, *, campus_id: str, resources: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many active units each zone has, by (resource, zone)."""
    rows = await session.execute(
        select(col(Unit.resource), col(Unit.zone), func.count())
        .where(col(Unit.campus_id) == campus_id, col(Unit.resource).in_(resources), col(Unit.active))
        .group_by(col(Unit.resource), col(Unit.zone))
    )
    return {(resource, zone): size for resource, zone, size in rows}


async def used(
    session: Session, *, campus_id: str, resources: Sequence[str], first: str, last: str
) -> dict[tuple[str, str, str], int]:
    """How many active units are taken, by (resource, zone, slot), for slots from `first` to `last` included."""
    rows = await session.execute(
        select(col(Unit.resource), col(Unit.zone), col(Claim.slot), func.count())
        .join(Claim, (col(Claim.campus_id) == col(Unit.campus_id)) & (col(Claim.unit_id) == col(Unit.id)))
        .where(
            col(Unit.campus_id) == campus_id,
            col(Unit.resource).in_(resources),
            col(Unit.active),
            col(Claim.slot).between(first, last),
            counts(clock.now()),
        )
        .group_by(col(Unit.resource), col(Unit.zone), col(Claim.slot))
    )
    return {(resource, zone, slot): taken for resource, zone, slot, taken in rows}


async def has_free(session: Session, *, campus_id: str, resource: str, zone: str, slots: Sequence[str]) -> bool:
    """Whether one unit of the zone is free for all the slots: true when read, promised to nobody."""
    choice = free_units(campus_id=campus_id, resource=resource, zone=zone, slots=slots, now=clock.now())
    return (await session.execute(choice.limit(1))).first() is not None
