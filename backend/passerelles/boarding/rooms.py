"""The beds of an open house when its zones grow, shrink, come or go: retired and taken back, never dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count, islice
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding.provision import BEDS_IN_A_ROOM, NewBed
from passerelles.boarding.tables import BedRecord
from passerelles.booking import service as booking
from passerelles.booking.service import NewUnit
from passerelles.catalogue import records
from passerelles.core import clock
from passerelles.core.db import Session


async def renew_beds(session: Session, campus_id: str, record: records.House, claimed: Collection[UUID]) -> bool:
    """Give each zone as many beds as the record declares; whether any came or went.

    `claimed` are the units that somebody has: the last to be retired, the first to be taken back.
    """
    beds = await _beds(session, campus_id, record.id)
    declared = {zone.id: zone for zone in record.zones}
    changed = False
    for zone_id in dict.fromkeys([*declared, *(bed.zone for bed in beds)]):
        mine = [bed for bed in beds if bed.zone == zone_id]
        offered = [bed for bed in mine if bed.retired_on is None]
        missing = (declared[zone_id].capacity if zone_id in declared else 0) - len(offered)
        if missing < 0:
            reason = "capacity" if zone_id in declared else "zone"
            await _retire(session, campus_id, _first_to_go(offered, claimed)[:-missing], reason)
        elif missing > 0:
            back = sorted(
                (bed for bed in mine if bed.retired_on), key=lambda bed: (bed.unit_id not in claimed, bed.position)
            )[:missing]
            await _take_back(session, campus_id, back)
            await _add(session, campus_id, record.id, zone_id, missing - len(back))
        changed |= missing != 0
    return await _arrange(session, campus_id, record) or changed


def _first_to_go(offered: Sequence[BedRecord], claimed: Collection[UUID]) -> list[BedRecord]:
    return sorted(offered, key=lambda bed: (bed.unit_id in claimed, bed.accessible, -bed.position))


async def _retire(session: Session, campus_id: str, beds: Sequence[BedRecord], reason: str) -> None:
    for bed in beds:
        bed.retired_on, bed.retired_reason = clock.today(), reason
    await booking.activate(session, campus_id=campus_id, units=[bed.unit_id for bed in beds], active=False)


async def _take_back(session: Session, campus_id: str, beds: Sequence[BedRecord]) -> None:
    for bed in beds:
        bed.retired_on, bed.retired_reason = None, None
    await booking.activate(session, campus_id=campus_id, units=[bed.unit_id for bed in beds], active=True)


async def _add(session: Session, campus_id: str, house: str, zone: str, wanted: int) -> None:
    """Add beds to a zone, on its floor or on the first one that nobody uses."""
    known = await _beds(session, campus_id, house)
    new = list(islice(_unused(zone, known), wanted))
    units = await booking.add_units(
        session, campus_id=campus_id, resource=house, units=[NewUnit(bed.zone, bed.label) for bed in new]
    )
    for position, (unit_id, bed) in enumerate(zip(units, new, strict=True), start=len(known)):
        session.add(
            BedRecord(
                campus_id=campus_id,
                unit_id=unit_id,
                house=house,
                zone=zone,
                room=bed.room,
                letter=bed.letter,
                accessible=False,
                position=position,
                retired_on=None,
                retired_reason=None,
            )
        )
    await session.flush()  # the next zone chooses among the rooms that are left


def _unused(zone: str, known: Sequence[BedRecord]) -> Iterator[NewBed]:
    floors = {bed.room[:-2] for bed in known}
    mine = min((bed.room for bed in known if bed.zone == zone), key=len, default=None)
    floor = mine[:-2] if mine else next(str(number) for number in count(1) if str(number) not in floors)
    taken = {(bed.room, bed.letter) for bed in known}
    for index in count():
        room, letter = f"{floor}{index // BEDS_IN_A_ROOM + 1:02}", "AB"[index % BEDS_IN_A_ROOM]
        if (room, letter) not in taken:
            yield NewBed(zone=zone, room=room, letter=letter, accessible=False)


async def _arrange(session: Session, campus_id: str, record: records.House) -> bool:
    """Put the beds in the order of zones and rooms; give an accessible zone that has none an accessible room."""
    order = {zone.id: position for position, zone in enumerate(record.zones)}
    beds = sorted(
        await _beds(session, campus_id, record.id),
        key=lambda bed: (order.get(bed.zone, len(order)), len(bed.room), bed.room, bed.letter),
    )
    for position, bed in enumerate(beds):
        bed.position = position
    changed = False
    for zone in record.zones:
        offered = [bed for bed in beds if bed.zone == zone.id and bed.retired_on is None]
        has_one = any(bed.accessible for bed in offered)
        if offered and has_one != bool(zone.accessible):
            for bed in offered:
                bed.accessible = bool(zone.accessible) and bed.room == offered[-1].room
            changed = True
    return changed


async def _beds(session: Session, campus_id: str, house: str) -> list[BedRecord]:
    rows = await session.execute(
        select(BedRecord)
        .where(col(BedRecord.campus_id) == campus_id, col(BedRecord.house) == house)
        .order_by(col(BedRecord.position))
    )
    return list(rows.scalars())
