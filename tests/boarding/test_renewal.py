"""A house that is open follows what the campus declares next; whoever has a bed keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding import availability
from passerelles.boarding.houses import House, beds_of, house, published
from passerelles.boarding.renewal import renew_house
from passerelles.boarding.tables import BedRecord, HouseRecord, TariffRecord
from passerelles.booking import service as booking
from passerelles.booking.tables import Unit
from passerelles.catalogue import records
from passerelles.core.db import Database
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.boarding.test_staff import agree, asked, decide
from tests.booking.callers import sign_in
from tests.booking.claims import claimed_slots_match_bookings, claims
from tests.booking.halls import CAMPUS

CITY, PHONE = "Les Sables-d’Olonne", "02 51 95 10 00"


async def renewed(db: Database, record: records.House) -> bool:
    return await db.write(lambda session: renew_house(session, CAMPUS, record, city=CITY, phone=PHONE))


async def tabarly(db: Database) -> House:
    async with db.read() as session:
        return await house(session, CAMPUS, TABARLY)


async def offered(db: Database) -> list[str]:
    """The beds that are offered, in the order of the plan."""
    async with db.read() as session:
        known = await beds_of(session, await house(session, CAMPUS, TABARLY), retired=False)
    return [f"{bed.zone} {bed.label}" for bed in known.values()]


async def retired(db: Database) -> dict[str, str | None]:
    """Why each retired bed is: by room and letter. Beds and units agree on which are."""
    async with db.read() as session:
        rows = await session.execute(
            select(BedRecord, col(Unit.active)).join(Unit, col(Unit.id) == col(BedRecord.unit_id))
        )
        found = [(bed, active) for bed, active in rows]
    assert all(active == (bed.retired_on is None) for bed, active in found)
    return {f"{bed.room}{bed.letter}": bed.retired_reason for bed, active in found if not active}


async def version(db: Database) -> str:
    async with db.read() as session:
        return await availability.version(session, CAMPUS)


async def test_the_same_declaration_changes_nothing(db: Database) -> None:
    await opened(db)
    before = await version(db)
    assert await renewed(db, a_house()) is False
    assert await version(db) == before


async def test_a_zone_that_grows_gets_beds_on_its_floor_and_what_is_free_is_told(db: Database) -> None:
    await opened(db)
    before = await version(db)
    assert await renewed(db, a_house(beds={"filles": 5, "garcons": 2, "majeurs": 2})) is True
    assert (await offered(db))[:6] == [
        "filles 101 · A",
        "filles 101 · B",
        "filles 102 · A",
        "filles 102 · B",
        "filles 103 · A",
        "garcons 201 · A",
    ]
    async with db.read() as session:
        sizes = await booking.sizes(session, campus_id=CAMPUS, resources=[TABARLY])
    assert sizes[TABARLY, "filles"] == 5
    assert await version(db) != before


async def test_a_zone_that_shrinks_retires_the_beds_that_nobody_has_first(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 4}))
    caller = await sign_in(db)
    mine = await caller.ask(client, WEEK, resource=TABARLY, zone="filles")
    await renewed(db, a_house(beds={"filles": 1}))
    assert await offered(db) == ["filles 101 · A"]
    assert await retired(db) == {"101B": "capacity", "102A": "capacity", "102B": "capacity"}
    assert (await caller.get(client, f"/bookings/{mine.json()['id']}")).json()["status"] == "awaiting_decision"
    other = await (await sign_in(db)).ask(client, WEEK, resource=TABARLY, zone="filles")
    assert other.json()["type"] == "/problemes/slot-taken"


async def test_a_bed_that_somebody_has_is_retired_and_kept(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds={"filles": 2, "garcons": 2}))
    staff = await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
    _, first = await asked(db, client)
    _, second = await asked(db, client)
    await renewed(db, a_house(beds={"filles": 1, "garcons": 2}))
    assert len(await claims(db)) == 2 * len(WEEK)
    assert await retired(db) == {"101B": "capacity"}
    for request in (first, second):
        assert (await decide(client, staff, request, outcome="accepted")).status_code == 200
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    assert [row["bed"]["label"] for row in plan["rows"] if row["cells"]] == ["101 · A", "101 · B"]
    assert (plan["beds"], plan["occupied"], plan["free"]) == (3, 8, 8)
    assert await claimed_slots_match_bookings(db)


async def test_nobody_is_moved_to_a_retired_bed(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds={"filles": 2}))
    staff = await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
    _, request = await asked(db, client)
    async with db.read() as session:
        beds = await beds_of(session, await house(session, CAMPUS, TABARLY))
    last = next(bed.id for bed in beds.values() if bed.label == "101 · B")
    await renewed(db, a_house(beds={"filles": 1}))
    assert (await staff.put(client, f"/boarding/requests/{request}/bed", {"bed": last})).status_code == 404


async def test_a_retired_bed_comes_back_before_a_new_one_is_made(db: Database) -> None:
    await opened(db, a_house(beds={"filles": 3}))
    before = await offered(db)
    await renewed(db, a_house(beds={"filles": 1}))
    await renewed(db, a_house(beds={"filles": 3}))
    assert await offered(db) == before
    assert await retired(db) == {}


async def test_a_zone_that_goes_is_no_more_offered_and_a_new_one_has_its_own_floor(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 2, "garcons": 2}))
    caller, request = await asked(db, client, zone="garcons")
    await renewed(db, a_house(beds={"bts": 1, "filles": 2}, adults=("bts",)))
    assert await offered(db) == ["bts 301 · A", "filles 101 · A", "filles 101 · B"]
    assert set((await retired(db)).values()) == {"zone"}
    assert [(zone.id, zone.adults_only) for zone in (await tabarly(db)).zones] == [("bts", True), ("filles", False)]
    assert (await caller.get(client, f"/bookings/{request}")).json()["zone_label"] == "garcons"
    refused = await (await sign_in(db, birth_date=date(2010, 5, 5))).ask(client, WEEK, resource=TABARLY, zone="garcons")
    assert refused.json()["type"] == "/problemes/zone-needed"


async def test_a_minor_who_holds_a_bed_in_a_zone_that_becomes_adults_is_not_accepted_there(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 1, "garcons": 1}))
    staff = await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
    _, request = await asked(db, client, minor=True)
    await agree(client, staff, request)
    await renewed(db, a_house(beds={"filles": 1, "garcons": 1}, adults=("filles",)))
    answer = await decide(client, staff, request, outcome="accepted")
    assert answer.json()["type"] == "/problemes/zone-not-allowed"


@pytest.mark.parametrize(("accessible", "beds"), [(True, ["102 · A"]), (None, [])])
async def test_an_accessible_zone_has_an_accessible_room(
    db: Database, accessible: bool | None, beds: list[str]
) -> None:
    record = a_house(beds={"filles": 3})
    await opened(db, record)
    zones = (replace(record.zones[0], accessible=accessible),)
    assert await renewed(db, replace(record, zones=zones)) is bool(accessible)
    assert await renewed(db, replace(record, zones=zones)) is False
    async with db.read() as session:
        known = (await beds_of(session, await house(session, CAMPUS, TABARLY))).values()
    assert [bed.label for bed in known if bed.accessible] == beds


async def test_tariffs_are_replaced_and_those_that_are_over_are_kept(db: Database) -> None:
    def priced(year: int, cents: int, **more: Any) -> records.HouseTariff:
        return replace(a_house().tariffs[0], valid_from=f"{year}-01-01", valid_to=f"{year}-12-31", cents=cents, **more)

    record = a_house()
    await opened(db, replace(record, tariffs=(priced(2025, 900), priced(2026, 1000), priced(2027, 1205))))
    assert await renewed(db, replace(record, tariffs=(priced(2026, 1000), priced(2027, 1300)))) is True
    async with db.read() as session:
        rows = await session.execute(select(col(TariffRecord.cents)).order_by(col(TariffRecord.valid_from)))
        assert list(rows.scalars()) == [900, 1000, 1300]
    assert await renewed(db, replace(record, tariffs=(priced(2025, 950), priced(2026, 1000)))) is True
    async with db.read() as session:
        rows = await session.execute(select(col(TariffRecord.cents)).order_by(col(TariffRecord.valid_from)))
        assert list(rows.scalars()) == [950, 1000]


async def test_evenings_that_change_open_and_close_nights_to_come_save_those_that_somebody_has(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db)
    await (await sign_in(db)).ask(client, WEEK[:1], resource=TABARLY, zone="filles")
    assert await renewed(db, a_house(evenings=(7, 2, 3))) is True
    found = await tabarly(db)
    async with db.read() as session:
        past = await published(session, found, date(2026, 11, 16), date(2026, 11, 22))
        january = await published(session, found, date(2027, 1, 3), date(2027, 1, 17))
    assert [night.day for night in past] == [16, 17, 18, 19]
    assert [night.day for night in january] == [4, 5, 6, 10, 12, 13, 17]


async def test_another_zone_of_school_holidays_moves_the_nights(db: Database) -> None:
    await opened(db)
    opening = replace(a_house().opening, school_zone="C")
    assert await renewed(db, replace(a_house(), opening=opening)) is True
    found = await tabarly(db)
    async with db.read() as session:
        february = await published(session, found, date(2027, 2, 1), date(2027, 3, 7))
        rows = list((await session.execute(select(col(HouseRecord.revision)))).scalars())
    assert rows == [2]
    assert date(2027, 2, 8) not in february
    assert date(2027, 2, 22) in february
