"""Houses that a campus declares by file become bookable when the edition is published."""

from __future__ import annotations

from passerelles.boarding.houses import beds_of, house, published
from passerelles.boarding.upkeep import apply_declared
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.boarding.houses import TABARLY, a_house
from tests.support.editions import an_edition, publish


async def test_a_declared_house_is_opened_once_with_its_beds_and_the_nights_of_its_school_year(
    db: Database, config: Settings
) -> None:
    await publish(db, an_edition(houses=[a_house(beds={"filles": 3, "majeurs": 2})]))
    assert await apply_declared(db, config) == 1
    assert await apply_declared(db, config) == 0
    async with db.read() as session:
        opened = await house(session, config.campus_id, TABARLY)
        beds = [bed.label for bed in (await beds_of(session, opened)).values()]
        nights = await published(session, opened, opened.published_from, opened.published_to)
    assert opened.label == "Internat 0850033Z, Les Sables-d'Olonne"
    assert opened.phone == "02 51 95 10 00"
    assert beds == ["101 · A", "101 · B", "102 · A", "201 · A", "201 · B"]
    assert [zone.adults_only for zone in opened.zones] == [False, True]
    assert (nights[0].isoformat(), nights[-1].isoformat()) == ("2026-09-01", "2027-07-01")


async def test_an_invented_house_is_not_opened_outside_the_demonstration(db: Database, config: Settings) -> None:
    await publish(db, an_edition(houses=[a_house(demo=True)]))
    assert await apply_declared(db, config.model_copy(update={"demo": False})) == 0
    assert await apply_declared(db, config) == 1


async def test_without_an_edition_nothing_is_opened(db: Database, config: Settings) -> None:
    assert await apply_declared(db, config) == 0
