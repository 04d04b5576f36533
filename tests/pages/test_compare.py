"""The comparison and the sectors are there before any script: a real table, real links."""

from __future__ import annotations

from tests.pages.addresses import FLAGSHIP
from tests.pages.reading import Reader

FIRST = FLAGSHIP.removeprefix("/parcours/")
SECOND = f"{FIRST[:-1]}s"
TWO = f"/comparer?ids={FIRST},{SECOND}"


async def test_two_itineraries_are_a_table_with_headers_and_a_caption(robot: Reader) -> None:
    page = await robot.read(TWO)
    assert page.status == 200
    assert "<caption>" in page.source
    assert page.source.count('scope="col"') == 2
    assert page.source.count('scope="row"') == 8
    assert {f"/parcours/{FIRST}", f"/parcours/{SECOND}"} <= set(page.anchors)


async def test_the_app_is_given_the_comparison_it_would_ask_for(robot: Reader) -> None:
    page = await robot.read(TWO)
    asked = page.start["question"]
    assert asked.startswith("/api/journeys/comparison?ids=")
    assert page.start["answer"] == (await robot.client.get(asked)).json()


async def test_one_itinerary_is_not_a_comparison_and_the_page_says_how_to_choose(robot: Reader) -> None:
    page = await robot.read(f"/comparer?ids={FIRST}")
    assert page.status == 200
    assert "Choisis deux ou trois parcours" in page.main
    assert page.start["answer"] is None


async def test_a_comparison_with_an_unknown_itinerary_is_not_found(robot: Reader) -> None:
    assert (await robot.read(f"/comparer?ids={FIRST},rien")).status == 404


async def test_a_sector_lists_what_is_taught_in_it_and_leads_to_the_planner(robot: Reader) -> None:
    page = await robot.read("/secteurs/NSF:25")
    assert page.status == 200
    assert "/?to=NSF:25" in page.anchors
    assert page.start["answer"] == (await robot.client.get(page.start["question"])).json()


async def test_an_unknown_sector_is_not_found(robot: Reader) -> None:
    assert (await robot.read("/secteurs/NSF:00")).status == 404


async def test_an_arrival_alone_is_answered_with_the_ways_in(robot: Reader) -> None:
    page = await robot.read("/?to=CFD:32025413")
    assert page.start["answer"]["kind"] == "ways_in"
    assert "from=" not in page.start["question"]


async def test_a_year_puts_dates_on_the_stations_of_the_answer_the_app_is_given(robot: Reader) -> None:
    page = await robot.read(f"{FLAGSHIP}?start=2027")
    assert page.start["question"] == f"/api/journeys/{FIRST}?start=2027"
    assert page.start["answer"]["itinerary"]["ends"]
