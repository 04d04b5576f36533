"""The demonstration: houses that look alive, flagged, opened once, relative to the day they are opened on."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding import demo
from passerelles.boarding.houses import houses, published
from passerelles.boarding.tables import HouseRecord, TariffRecord
from passerelles.booking.tables import Booking
from passerelles.core.clock import PARIS
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.booking.claims import claimed_slots_match_bookings, oversold


async def test_demonstration_houses_are_opened_once_and_flagged(db: Database, config: Settings) -> None:
    await demo.seed(db, config)
    async with db.read() as session:
        first = list((await session.execute(select(col(Booking.id)))).scalars())
        flags = set((await session.execute(select(col(HouseRecord.demo)))).scalars())
        tariffs = set((await session.execute(select(col(TariffRecord.demo)))).scalars())
    await demo.seed(db, config)
    async with db.read() as session:
        again = list((await session.execute(select(col(Booking.id)))).scalars())
    assert sorted(first) == sorted(again)
    assert flags == tariffs == {True}
    assert await oversold(db) == []
    assert await claimed_slots_match_bookings(db)


async def test_the_first_house_has_its_96_beds_and_requests_in_every_state(db: Database, config: Settings) -> None:
    await demo.seed(db, config)
    async with db.read() as session:
        statuses = set((await session.execute(select(col(Booking.status)))).scalars())
        [tabarly] = await houses(session, config.campus_id, ["HOUSE:0850033Z"])
    assert statuses == {"accepted", "refused", "awaiting_decision", "awaiting_guardian"}
    assert sum(demo.HOUSES[0].beds.values()) == 96
    assert [zone.adults_only for zone in tabarly.zones] == [False, False, True]


@pytest.mark.parametrize("day", [(2026, 12, 24), (2027, 6, 30), (2027, 7, 20), (2027, 9, 1)])
async def test_it_can_be_opened_on_any_day_of_the_year(
    db: Database, config: Settings, day: tuple[int, int, int], clock_: time_machine.Traveller
) -> None:
    clock_.move_to(datetime(*day, 10, tzinfo=PARIS))
    await demo.seed(db, config)
    assert await oversold(db) == []


async def test_the_next_school_year_is_published_when_this_one_is_over(
    db: Database, config: Settings, clock_: time_machine.Traveller
) -> None:
    await demo.seed(db, config)
    clock_.move_to(datetime(2027, 7, 20, 10, tzinfo=PARIS))
    await demo.seed(db, config)
    async with db.read() as session:
        [tabarly] = await houses(session, config.campus_id, ["HOUSE:0850033Z"])
        nights = await published(session, tabarly, date(2027, 9, 6), date(2027, 9, 12))
    assert [night.day for night in nights] == [6, 7, 8, 9]
