"""A boarding house in public: words, never a number of beds; the same page while nothing changes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from passerelles.boarding import demo
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.pages.conftest import reader
from tests.pages.reading import Reader

HOUSE = "/internats/HOUSE:0850033Z"


@pytest.fixture
async def robot(published: Settings) -> AsyncIterator[Reader]:
    """A reader of an installation with the demonstration houses."""
    database = Database(published.database_url, demo=True)
    await demo.seed(database, published)
    await database.close()
    async with reader(published) as reading:
        yield reading


async def test_the_list_leads_to_the_house(robot: Reader) -> None:
    page = await robot.read("/internats?near=COM:85194")
    assert HOUSE in page.anchors
    assert "lits libres" in page.main


async def test_the_house_says_when_it_opens_what_it_costs_and_that_it_is_invented(robot: Reader) -> None:
    page = await robot.read(HOUSE)
    assert "fermé" in page.main
    assert "€" in page.main
    assert "jusqu’au" in page.main
    assert "tarifs inventés" in page.main
    assert page.structured[0]["@type"] == "Accommodation"
    assert page.start["answer"]["id"] == "HOUSE:0850033Z"


async def test_no_number_of_beds_is_given(robot: Reader) -> None:
    assert " lits" not in (await robot.read(HOUSE)).main.replace("lits libres", "").replace("peu de lits", "")


async def test_the_same_house_is_sent_once_while_nothing_changes(robot: Reader) -> None:
    first = await robot.read(HOUSE)
    again = await robot.client.get(HOUSE, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


async def test_an_unknown_house_is_not_found(robot: Reader) -> None:
    assert (await robot.read("/internats/HOUSE:0000000X")).status == 404
