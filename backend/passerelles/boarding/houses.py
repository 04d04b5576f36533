"""Houses as they are kept: rows read together, joined with the catalogue's institutions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from passerelles.boarding.rules import Zone
from passerelles.boarding.schemas import BedOut, ZoneOut
from passerelles.boarding.tables import BedRecord, HouseNight, HouseRecord, HouseZoneRecord
from passerelles.core.db import Session, shows_demo
from passerelles.core.errors import NotFound
from passerelles.core.messages import t


@dataclass(frozen=True)
class House:
    """A bookable house with its zones, in their order."""

    campus_id: str
    id: str
    institution: str
    name: str
    city: str | None
    phone: str | None
    school_zone: str
    evenings: tuple[int, ...]
    published_from: date
    published_to: date
    guardian_days: int
    decision_days: int
    max_open: int
    agreements_required: int
    demo: bool
    zones: tuple[HouseZone, ...]
    former_zones: tuple[HouseZone, ...]  # no more declared: somebody may still have a bed there

    @property
    def label(self) -> str:
        """ "Internat Éric-Tabarly, Les Sables-d’Olonne"."""
        return f"{self.name}, {self.city}" if self.city else self.name

    @property
    def url(self) -> str:
        return f"/internats/{self.id}"

    def zone(self, identifier: str) -> HouseZone | None:
        """A zone, former ones included."""
        return next((zone for zone in (*self.zones, *self.former_zones) if zone.id == identifier), None)


@dataclass(frozen=True)
class HouseZone(Zone):
    """A zone with its words."""

    label: str
    accessible: bool
    active: bool

    def out(self) -> ZoneOut:
        return ZoneOut(id=self.id, label=self.label, accessible=self.accessible)


async def houses(session: Session, campus_id: str, ids: Collection[str] | None = None) -> list[House]:
    """The houses of a campus, by id; those of `ids` when given, even of a demonstration that is over."""
    joined = (col(HouseZoneRecord.campus_id) == col(HouseRecord.campus_id)) & (
        col(HouseZoneRecord.house) == col(HouseRecord.id)
    )
    statement = (
        select(HouseRecord, HouseZoneRecord)
        .join(HouseZoneRecord, joined, isouter=True)
        .where(col(HouseRecord.campus_id) == campus_id)
        .order_by(col(HouseRecord.id), col(HouseZoneRecord.position))
    )
    statement = statement.where(*real(session) if ids is None else (col(HouseRecord.id).in_(ids),))
    found: dict[str, tuple[HouseRecord, list[HouseZone]]] = {}
    for row, zone in await session.execute(statement):
        _, zones = found.setdefault(row.id, (row, []))
        if zone is not None:
            zones.append(
                HouseZone(
                    id=zone.id,
                    adults_only=zone.adults_only,
                    label=zone.label,
                    accessible=zone.accessible,
                    active=zone.active,
                )
            )
    return [_house(row, zones) for row, zones in found.values()]


async def house(session: Session, campus_id: str, identifier: str) -> House:
    """One house.

    Raises:
        NotFound: no bookable house has this id.
    """
    found = await houses(session, campus_id, [identifier])
    if not found or (found[0].demo and not shows_demo(session)):
        raise NotFound
    return found[0]


def real(session: Session) -> tuple[ColumnElement[bool], ...]:
    """Leaves out the houses of a demonstration, but where there is one."""
    return () if shows_demo(session) else (col(HouseRecord.demo).is_(False),)


async def house_at(session: Session, campus_id: str, institution: str) -> str | None:
    """The first bookable house of an institution, or None."""
    statement = (
        select(col(HouseRecord.id))
        .where(col(HouseRecord.campus_id) == campus_id, col(HouseRecord.institution) == institution, *real(session))
        .order_by(col(HouseRecord.id))
        .limit(1)
    )
    return (await session.execute(statement)).scalar()


async def published(session: Session, house_: House, first: date, last: date) -> list[date]:
    """The published nights of a house from `first` to `last` included, in order."""
    rows = await session.execute(
        select(col(HouseNight.night))
        .where(
            col(HouseNight.campus_id) == house_.campus_id,
            col(HouseNight.house) == house_.id,
            col(HouseNight.night).between(first, last),
        )
        .order_by(col(HouseNight.night))
    )
    return list(rows.scalars())


async def beds_of(session: Session, house_: House, *, retired: bool = True) -> dict[UUID, BedOut]:
    """The beds of a house by unit, in their order; those that are no more offered too, unless told otherwise."""
    statement = (
        select(BedRecord)
        .where(col(BedRecord.campus_id) == house_.campus_id, col(BedRecord.house) == house_.id)
        .order_by(col(BedRecord.position))
    )
    if not retired:
        statement = statement.where(col(BedRecord.retired_on).is_(None))
    rows = await session.execute(statement)
    return {row.unit_id: bed_out(row) for row in rows.scalars()}


async def beds(session: Session, campus_id: str, units: Sequence[UUID]) -> dict[UUID, BedOut]:
    """These beds, by unit."""
    rows = await session.execute(
        select(BedRecord).where(col(BedRecord.campus_id) == campus_id, col(BedRecord.unit_id).in_(units))
    )
    return {row.unit_id: bed_out(row) for row in rows.scalars()}


def bed_out(row: BedRecord) -> BedOut:
    return BedOut(
        id=str(row.unit_id),
        label=t("boarding.bed.short", room=row.room, letter=row.letter),
        room=row.room,
        zone=row.zone,
        accessible=row.accessible,
    )


def _house(row: HouseRecord, zones: Sequence[HouseZone]) -> House:
    return House(
        campus_id=row.campus_id,
        id=row.id,
        institution=row.institution,
        name=row.name,
        city=row.city,
        phone=row.phone,
        school_zone=row.school_zone,
        evenings=tuple(row.evenings),
        published_from=row.published_from,
        published_to=row.published_to,
        guardian_days=row.guardian_days,
        decision_days=row.decision_days,
        max_open=row.max_open,
        agreements_required=row.agreements_required,
        demo=row.demo,
        zones=tuple(zone for zone in zones if zone.active),
        former_zones=tuple(zone for zone in zones if not zone.active),
    )
