"""What anybody is really answered about houses: words, never how many beds are free."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Final

import httpx
import pytest

from passerelles.catalogue import live
from passerelles.core.db import Database
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import sign_in
from tests.security.things import ITINERARY
from tests.support.editions import CINAV, TCI, publish_small

BEDS: Final = {"filles": 613, "garcons": 601}
TELLING: Final = re.compile(r"(?<!\w)(?<!\d\.)(613|612|601|1214|1213|2452|2448|4856|4852)(?!\w)(?!\.\d)")
"""Beds, and those left once one is asked for; over four nights too."""
COUNTED: Final = re.compile(r"\b\d+[\s\u00a0\u202f]+(lits?|places?)[\s\u00a0\u202f]+(libres?|disponibles?|restante?s?)")
SCHOOL: Final = "UAI:0850033Z"
PROGRAMME: Final = "PRG:0850033Z.40025411.school.1re"
DAYS: Final = f"from={WEEK[0]}&to={WEEK[-1]}"
PUBLIC: Final = (
    "/api/campus",
    "/api/boarding/houses",
    "/api/boarding/houses?near=COM:85047&max_km=500",
    f"/api/boarding/houses/{TABARLY}",
    f"/api/boarding/houses/{TABARLY}/availability?{DAYS}",
    f"/api/institutions/{SCHOOL}",
    f"/api/programmes/{PROGRAMME}",
    "/api/programmes?boarding=true",
    f"/api/certifications/{TCI}",
    f"/api/journeys?from=stage:3e&to={CINAV}&near=COM:85047&boarding=true",
    f"/api/journeys/{ITINERARY}",
    f"/api/journeys/comparison?ids={ITINERARY},{ITINERARY[:-1]}s",
    "/api/journeys/explore?from=stage:3e&near=COM:85047",
    "/api/search?q=internat",
    "/internats",
    f"/internats/{TABARLY}",
    f"/etablissements/{SCHOOL}",
    f"/formations/{PROGRAMME}",
    f"/parcours/{ITINERARY}",
    f"/?from=stage:3e&to={CINAV}&near=COM:85047",
)


@pytest.fixture(autouse=True)
async def _edition(db: Database) -> AsyncIterator[None]:
    await publish_small(db)
    await live.load(db)
    yield
    live.show(None)


@pytest.mark.parametrize("beds", [BEDS, {"filles": 3, "garcons": 2}], ids=["many", "few"])
async def test_no_public_answer_counts_beds(beds: dict[str, int], db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds=beds))
    student = await sign_in(db, name="Camille")
    assert (await student.ask(client, WEEK, resource=TABARLY, zone="filles")).status_code == 201
    told, silent = {}, []
    for path in PUBLIC:
        answer = await client.get(path)
        found = [match.group() for pattern in (TELLING, COUNTED) for match in pattern.finditer(answer.text)]
        if found:
            told[path] = found
        if answer.status_code != 200:
            silent.append((path, answer.status_code))
    assert silent == []
    assert told == {}


async def test_the_search_finds_beds_that_staff_are_told(db: Database, client: httpx.AsyncClient) -> None:
    """The negative control."""
    await opened(db, a_house(beds=BEDS))
    staff = await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    plan.pop("rows")
    assert TELLING.search(str(plan))
    assert COUNTED.search("12\u00a0lits libres")
