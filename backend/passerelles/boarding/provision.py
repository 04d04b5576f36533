"""Opening a house: its zones, rooms and beds, its published nights, its tariffs. From a record of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from passerelles.boarding import calendar
from passerelles.boarding.houses import House
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.kind import BoardingKind
from passerelles.boarding.nights import publish_nights
from passerelles.boarding.tables import BedRecord, HouseRecord, HouseZoneRecord, TariffRecord
from passerelles.booking.service import NewUnit, open_resource
from passerelles.catalogue import records
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.ids import new_id
from passerelles.core.messages import t

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


async def open_house(
    session: Session, campus_id: str, record: records.House, *, city: str | None, phone: str | None
) -> House | None:
    """Open a house for the school year that runs (the next one in summer); None when it was open already."""
    if await session.get(HouseRecord, (campus_id, record.id)) is not None:
        return None
    today = clock.today()
    year = calendar.school_year(today, record.opening.school_zone)
    beds = list(beds_of_record(record))
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
        session.add(zone_row(campus_id, record, zone, position))
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
                retired_on=None,
                retired_reason=None,
            )
        )
    for tariff in record.tariffs:
        session.add(tariff_row(campus_id, record, tariff, today))
    house = await read_house(session, campus_id, record.id)
    if year:
        await publish_nights(session, house, year.first, year.last)
    return house


def beds_of_record(record: records.House) -> Iterator[NewBed]:
    """The beds of a house that opens, zone by zone."""
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


def zone_row(campus_id: str, record: records.House, zone: records.HouseZone, position: int) -> HouseZoneRecord:
    """A zone of the record, as it is kept."""
    return HouseZoneRecord(campus_id=campus_id, house=record.id, id=zone.id, **zone_says(zone, position))


def zone_says(zone: records.HouseZone, position: int) -> dict[str, Any]:
    """What the record says of a zone, by column."""
    return {
        "label": zone.label,
        "adults_only": zone.adults_only,
        "accessible": bool(zone.accessible),
        "position": position,
        "active": True,
    }


def tariff_row(campus_id: str, record: records.House, tariff: records.HouseTariff, today: date) -> TariffRecord:
    """A tariff of the record, as it is kept."""
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
