"""An open house that the campus declares otherwise: zones, beds, tariffs and evenings follow, nobody loses a bed.

A bed that is not declared any more is retired, not dropped: it is offered to nobody, and whoever has it keeps it. So
is a zone; a night on which somebody has a bed stays published.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import structlog
from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding import calendar
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.nights import publish_nights, withdraw_nights
from passerelles.boarding.provision import tariff_row, zone_row, zone_says
from passerelles.boarding.rooms import renew_beds
from passerelles.boarding.tables import HouseRecord, HouseZoneRecord, TariffRecord
from passerelles.booking import service as booking
from passerelles.catalogue import records
from passerelles.core import clock
from passerelles.core.db import Session

log = structlog.get_logger()


async def renew_house(
    session: Session, campus_id: str, record: records.House, *, city: str | None, phone: str | None
) -> bool:
    """Make an open house what the record says; whether anything changed. The same record again changes nothing."""
    row = (
        await session.execute(
            select(HouseRecord)
            .where(col(HouseRecord.campus_id) == campus_id, col(HouseRecord.id) == record.id)
            .with_for_update()
            .execution_options(populate_existing=True)  # what this session read before the lock may be old
        )
    ).scalar_one()
    claimed = await booking.claimed(session, campus_id=campus_id, resource=record.id)
    opening = (row.school_zone, tuple(row.evenings))
    changed = [
        _describe(row, record, city, phone),
        await _renew_zones(session, campus_id, record),
        await renew_beds(session, campus_id, record, {unit for unit, _ in claimed}),
        await _renew_tariffs(session, campus_id, record),
    ]
    if opening != (record.opening.school_zone, record.opening.evenings):
        await _renew_nights(session, row, {date.fromisoformat(slot) for _, slot in claimed})
    if not any(changed):
        return False
    row.revision += 1
    session.add(row)
    log.info("house changed", house=record.id)
    return True


def _describe(row: HouseRecord, record: records.House, city: str | None, phone: str | None) -> bool:
    return _set(
        row,
        institution=record.institution,
        name=record.name,
        city=city,
        phone=phone,
        school_zone=record.opening.school_zone,
        evenings=list(record.opening.evenings),
        demo=record.demo,
    )


async def _renew_zones(session: Session, campus_id: str, record: records.House) -> bool:
    rows = await session.execute(
        select(HouseZoneRecord).where(
            col(HouseZoneRecord.campus_id) == campus_id, col(HouseZoneRecord.house) == record.id
        )
    )
    former = {row.id: row for row in rows.scalars()}
    changed = False
    for position, zone in enumerate(record.zones):
        row = former.pop(zone.id, None)
        if row is None:
            session.add(zone_row(campus_id, record, zone, position))
            changed = True
        else:
            changed |= _set(row, **zone_says(zone, position))
    for row in former.values():
        changed |= _set(row, active=False)
    await session.flush()  # beds point at the zones
    return changed


async def _renew_tariffs(session: Session, campus_id: str, record: records.House) -> bool:
    """Replace what differs; a tariff that is over, and that nothing declared overlaps, still tells old stays' price."""
    today = clock.today()
    rows = await session.execute(
        select(TariffRecord).where(col(TariffRecord.campus_id) == campus_id, col(TariffRecord.house) == record.id)
    )
    known = list(rows.scalars())
    wanted = [tariff_row(campus_id, record, tariff, today) for tariff in record.tariffs]
    same = {_said(row) for row in known} & {_said(row) for row in wanted}
    dropped = [row for row in known if _said(row) not in same and not _is_history(row, wanted, today)]
    added = [row for row in wanted if _said(row) not in same]
    for row in dropped:
        await session.delete(row)
    session.add_all(added)
    return bool(dropped or added)


def _said(row: TariffRecord) -> tuple[object, ...]:
    return (row.label, row.cents, row.unit, row.valid_from, row.valid_to, row.source, row.demo)


def _is_history(row: TariffRecord, wanted: Sequence[TariffRecord], today: date) -> bool:
    end = row.valid_to
    return (
        end is not None
        and end < today
        and all(
            other.unit != row.unit or other.valid_from > end or (other.valid_to or date.max) < row.valid_from
            for other in wanted
        )
    )


async def _renew_nights(session: Session, row: HouseRecord, claimed: set[date]) -> None:
    year = calendar.school_year(clock.today(), row.school_zone)
    if year is not None:
        row.published_to = max(year.last, *claimed) if claimed else year.last
    session.add(row)
    await session.flush()  # the house is read back with its new evenings
    house = await read_house(session, row.campus_id, row.id)
    await withdraw_nights(session, house, claimed)
    if year is not None:
        await publish_nights(session, house, max(year.first, clock.today() + calendar.ONE_DAY), year.last)


def _set(row: HouseRecord | HouseZoneRecord, **wanted: object) -> bool:
    """Give a row these values; whether one differed."""
    differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
