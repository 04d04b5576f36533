"""A real campus publishes an edition, or a school year ends: its houses follow without anybody's hand."""

from __future__ import annotations

import asyncio
from datetime import date, datetime

import pytest
import time_machine

from passerelles.app import create_app
from passerelles.boarding import upkeep
from passerelles.boarding.houses import House, house, houses, published
from passerelles.boarding.nights import publish_running_year, publish_year_if_over
from passerelles.core.clock import PARIS
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.boarding.houses import TABARLY, a_house, opened
from tests.booking.halls import CAMPUS
from tests.support.editions import an_edition, publish


@pytest.fixture
def real(config: Settings) -> Settings:
    """A campus that is no demonstration."""
    return config.model_copy(update={"demo": False})


async def open_houses(db: Database) -> list[House]:
    async with db.read() as session:
        return await houses(session, CAMPUS)


async def nights_of_next_september(db: Database) -> list[int]:
    async with db.read() as session:
        found = await house(session, CAMPUS, TABARLY)
        return [night.day for night in await published(session, found, date(2027, 9, 6), date(2027, 9, 12))]


async def test_an_edition_that_is_published_later_opens_then_changes_its_houses(db: Database, real: Settings) -> None:
    applied = await upkeep.look(db, real, None)
    assert (applied, await open_houses(db)) == (None, [])
    await publish(db, an_edition(houses=[a_house(beds={"filles": 2})]))
    applied = await upkeep.look(db, real, applied)
    assert [zone.id for zone in (await open_houses(db))[0].zones] == ["filles"]
    await publish(db, an_edition(houses=[a_house(beds={"filles": 2, "garcons": 1})]))
    assert await upkeep.look(db, real, applied) != applied
    assert [zone.id for zone in (await open_houses(db))[0].zones] == ["filles", "garcons"]


async def test_the_same_edition_again_changes_nothing(db: Database, real: Settings) -> None:
    await publish(db, an_edition(houses=[a_house()]))
    assert await upkeep.apply_declared(db, real) == 1
    assert await upkeep.apply_declared(db, real) == 0


async def test_the_next_school_year_is_published_once_this_one_is_over(
    db: Database, real: Settings, clock_: time_machine.Traveller
) -> None:
    await publish(db, an_edition(houses=[a_house()]))
    applied = await upkeep.look(db, real, None)
    assert await nights_of_next_september(db) == []
    clock_.move_to(datetime(2027, 7, 20, 10, tzinfo=PARIS))
    await upkeep.look(db, real, applied)
    assert await nights_of_next_september(db) == [6, 7, 8, 9]
    assert await publish_year_if_over(db, CAMPUS) == 0


async def test_two_processes_publish_a_year_once(db: Database, clock_: time_machine.Traveller) -> None:
    await opened(db)
    clock_.move_to(datetime(2027, 7, 20, 10, tzinfo=PARIS))
    counts = await asyncio.gather(*(db.write(lambda session: publish_running_year(session, CAMPUS)) for _ in range(2)))
    assert sorted(counts)[0] == 0 < sorted(counts)[1]


async def test_the_loop_survives_a_failure_and_stops_when_asked(
    db: Database, real: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, calls = asyncio.Event(), 0

    async def clumsy(_db: Database, _config: Settings, applied: str | None) -> str | None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError
        looked.set()
        return applied

    monkeypatch.setattr(upkeep, "look", clumsy)
    loop = asyncio.create_task(upkeep.keep_up(db, real, period=0))
    await asyncio.wait_for(looked.wait(), timeout=20)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


async def test_an_application_that_serves_keeps_its_houses_up(real: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = asyncio.Event()

    async def seen(_db: Database, _config: Settings, applied: str | None) -> str | None:
        looked.set()
        return applied

    monkeypatch.setattr(upkeep, "look", seen)
    application = create_app(real.model_copy(update={"outbox_loop": True}))
    async with application.router.lifespan_context(application):
        await asyncio.wait_for(looked.wait(), timeout=20)
