"""Opening a house: its zones, rooms and beds, its published nights, its tariffs. From a record of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import col, select

from passerelles.boarding import calendar
from passerelles.boarding.houses import House, published
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.kind import BoardingKind
from passerelles.boarding.tables import BedRecord, HouseNight, HouseRecord, HouseZoneRecord, TariffRecord
from passerelles.booking.service import NewUnit, open_resource
from passerelles.catalogue import records
from passerelles.catalogue.editions import store
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.core.messages import t
from passerelles.core.settings import Settings

BEDS_IN_A_ROOM: Final = 2
GUARDIAN_DAYS: Final = 7
DECISION_DAYS: Final = 14
MAX_OPEN: Final = 5


@dataclass(frozen=True)
class NewBed:
    """A bed to open: rooms of two, one floor to a zone, the accessible room last so that it is offered last."""

    zone: str
    room: str
    letter: str
    accessible: bool

    @property
    def label(self) -> str:
        return t("boarding.bed.short", room=self.room, letter=self.letter)


async def open_declared(db: Database, config: Settings) -> int:
    """Open the houses of the published edition that are not open yet; returns how many."""
    async with db.read() as session:
        published_id = await store.current_id(session)
        edition = await store.load(session, published_id) if published_id else None
    if edition is None:
        return 0
    institutions = {institution.id: institution for institution in edition.institutions}
    opened = 0
    for record in edition.houses:
        at = institutions.get(record.institution)
        if not record.demo or config.demo:
            house = await db.write(
                lambda session, record=record, at=at: open_house(  # type: ignore[misc] # mypy does not infer a lambda's defaults
                    session, config.campus_id, record, city=at.city if at else None, phone=at.phone if at else None
                )
            )
            opened += house is not None
    return opened


async def open_house(
    session: Session, campus_id: str, record: records.House, *, city: str | None, phone: str | None
) -> House | None:
    """Open a house for the school year that runs (the next one in summer); None when it was open already."""
    if await session.get(HouseRecord, (campus_id, record.id)) is not None:
        return None
    today = clock.today()
    year = calendar.school_year(today, record.opening.school_zone)
    beds = list(_beds(record))
    units = await open_resource(
        session,
        campus_id=campus_id,
        resource=record.id,
        kind=BoardingKind.name,
        units=[NewUnit(bed.zone, bed.label) for bed in beds],
    )
    session.add(
        HouseRecord(
            campus_id=campus_id,
            id=record.id,
            institution=record.institution,
            name=record.name,
            city=city,
            phone=phone,
            school_zone=record.opening.school_zone,
            evenings=list(record.opening.evenings),
            published_from=year.first if year else today,
            published_to=year.last if year else today,
            guardian_days=GUARDIAN_DAYS,
            decision_days=DECISION_DAYS,
            max_open=MAX_OPEN,
            demo=record.demo,
            revision=1,
        )
    )
    await session.flush()  # zones point at the house
    for position, zone in enumerate(record.zones):
        session.add(
            HouseZoneRecord(
                campus_id=campus_id,
                house=record.id,
                id=zone.id,
                label=zone.label,
                adults_only=zone.adults_only,
                accessible=bool(zone.accessible),
                position=position,
            )
        )
    await session.flush()  # beds point at the zones
    for position, (unit_id, bed) in enumerate(zip(units, beds, strict=True)):
        session.add(
            BedRecord(
                campus_id=campus_id,
                unit_id=unit_id,
                house=record.id,
                zone=bed.zone,
                room=bed.room,
                letter=bed.letter,
                accessible=bed.accessible,
                position=position,
            )
        )
    for tariff in record.tariffs:
        session.add(_tariff(campus_id, record, tariff, today))
    house = await read_house(session, campus_id, record.id)
    if year:
        await publish_nights(session, house, year.first, year.last)
    return house


async def publish_nights(session: Session, house: House, first: date, last: date) -> int:
    """Publish the opening nights of a period that are not published yet; returns how many."""
    known = set(await published(session, house, first, last))
    nights = [
        night
        for night in calendar.opening_nights(first, last, evenings=house.evenings, zone=house.school_zone)
        if night not in known
    ]
    session.add_all(HouseNight(campus_id=house.campus_id, house=house.id, night=night) for night in nights)
    return len(nights)


async def publish_running_year(session: Session, campus_id: str) -> int:
    """Publish the nights of the school year that runs for every house whose published nights are over."""
    today, count = clock.today(), 0
    rows = await session.execute(
        select(HouseRecord).where(col(HouseRecord.campus_id) == campus_id, col(HouseRecord.published_to) < today)
    )
    for row in rows.scalars():
        year = calendar.school_year(today, row.school_zone)
        if year is not None:
            row.published_to = year.last
            row.revision += 1
            session.add(row)
            house = await read_house(session, campus_id, row.id)
            count += await publish_nights(session, house, year.first, year.last)
    return count


def _beds(record: records.House) -> Iterator[NewBed]:
    for floor, zone in enumerate(record.zones, start=1):
        rooms = -(-zone.capacity // BEDS_IN_A_ROOM)
        for index in range(zone.capacity):
            room = index // BEDS_IN_A_ROOM + 1
            yield NewBed(
                zone=zone.id,
                room=f"{floor}{room:02}",
                letter="AB"[index % BEDS_IN_A_ROOM],
                accessible=bool(zone.accessible) and room == rooms,
            )


def _tariff(campus_id: str, record: records.House, tariff: records.HouseTariff, today: date) -> TariffRecord:
    return TariffRecord(
        campus_id=campus_id,
        id=new_id(),
        house=record.id,
        label=tariff.label,
        cents=tariff.cents,
        unit=tariff.unit,
        valid_from=date.fromisoformat(tariff.valid_from),
        valid_to=date.fromisoformat(tariff.valid_to),
        source=tariff.source,
        checked_on=today,
        demo=record.demo,
    )
