"""Whom does not know yet explores sectors on a phone that runs no script."""

from __future__ import annotations

import pytest

from passerelles.catalogue.records import Record, Sector
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.pages.conftest import reader
from tests.pages.reading import Reader
from tests.support.editions import a_certification, a_programme, an_edition, publish

SECTOR = "/secteurs/NSF:25"


@pytest.mark.parametrize(
    "asked", ["from=stage:3e", "near=Challans", "from=stage:3e&near=COM:85047", "ideas=1", "from=stage:3e&to="]
)
async def test_a_start_or_a_place_alone_shows_sectors_with_links(robot: Reader, asked: str) -> None:
    page = await robot.read(f"/?{asked}")
    assert page.status == 200
    assert SECTOR in page.anchors
    assert (await robot.read(SECTOR)).status == 200
    towards = [address for address in page.anchors if "to=NSF" in address]
    assert towards
    assert (await robot.read(towards[0])).status == 200
    assert any("to=CFD" in address for address in page.anchors)


async def test_distances_are_said_when_the_place_is_known(robot: Reader) -> None:
    page = await robot.read("/?from=stage:3e&near=Challans")
    assert "moins de 30\u00a0km" in page.main
    assert 'value="Challans"' in page.source


async def test_the_app_finds_the_answer_it_would_ask_for(robot: Reader) -> None:
    page = await robot.read("/?from=stage:3e&near=COM:85047")
    assert page.start["question"] == "/api/journeys/explore?from=stage%3A3e&near=COM%3A85047&max_km=30"
    asked = await robot.client.get(page.start["question"])
    assert page.start["answer"] == asked.json()


async def test_an_unknown_start_is_said_above_the_form(robot: Reader) -> None:
    page = await robot.read("/?from=stage:nulle-part")
    assert page.status == 404
    assert '<form class="plan-form' in page.source


async def test_the_planner_itself_lists_sectors(open_robot: Reader) -> None:
    page = await open_robot.read("/")
    assert SECTOR in page.anchors
    assert page.start["answer"] is None


async def test_a_sector_lists_its_diplomas_and_its_places(robot: Reader) -> None:
    page = await robot.read(SECTOR)
    assert any(address.startswith("/diplomes/CFD:") for address in page.anchors)
    assert any(address.startswith("/formations/PRG:") for address in page.anchors)
    assert "/?ideas=1" in page.anchors


async def test_a_sector_leads_to_the_others(installation: Settings) -> None:
    database = Database(installation.database_url)
    cooking = a_certification("50022133", "CAP Cuisine", sector="NSF:33")
    more: dict[str, list[Record]] = {
        "sectors": [Sector(id="NSF:33", label="Services aux personnes")],
        "certifications": [cooking],
        "programmes": [a_programme("0850033Z", "50022133", years=2)],
    }
    await publish(database, an_edition(**more))
    await database.close()
    async with reader(installation) as robot:
        page = await robot.read(SECTOR)
        assert "/secteurs/NSF:33" in page.anchors
        assert "/diplomes/CFD:50022133" in (await robot.read("/secteurs/NSF:33")).anchors
