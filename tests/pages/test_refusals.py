"""What does not exist is a designed page with its status; the API's unknown addresses stay problem+json."""

from __future__ import annotations

import pytest

from passerelles.core.settings import Settings
from tests.pages.conftest import reader
from tests.pages.reading import Reader


@pytest.mark.parametrize(
    "path",
    ["/nulle-part", "/parcours/nulle-part", "/diplomes/CFD:00000000", "/formations/x", "/apiculture", "/p/inconnu"],
)
async def test_an_unknown_address_is_a_404_page_with_a_way_out(robot: Reader, path: str) -> None:
    page = await robot.read(path)
    assert page.status == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.meta["robots"] == "noindex, nofollow"
    assert "/" in page.anchors
    assert page.scripts == []  # no screen of the app draws it


@pytest.mark.parametrize("path", ["/api/nulle-part", "/api", "/api/"])
async def test_an_unknown_address_of_the_api_stays_a_problem(robot: Reader, path: str) -> None:
    answer = await robot.client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_method_that_an_api_route_refuses_stays_a_problem(robot: Reader) -> None:
    answer = await robot.client.get("/api/reports")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


async def test_without_an_edition_the_planner_still_opens_and_the_rest_says_when(installation: Settings) -> None:
    async with reader(installation) as robot:
        assert (await robot.read("/")).status == 200
        waiting = await robot.read("/explorer")
        assert waiting.status == 503
        assert waiting.headers["retry-after"] == "10"


async def test_every_refusal_of_the_api_has_the_page_its_type_names(robot: Reader) -> None:
    refused = (await robot.client.get("/api/nulle-part")).json()
    page = await robot.read(refused["type"])
    assert page.status == 200
    assert refused["title"] in page.main


async def test_a_refusal_that_does_not_exist_is_not_found(robot: Reader) -> None:
    assert (await robot.read("/problemes/inconnu")).status == 404
