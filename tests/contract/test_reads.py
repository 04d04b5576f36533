"""The names that outside programs rely on: public reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

FLAGSHIP = {"from": "stage:3e", "to": "CFD:32025413", "near": "COM:85047", "boarding": "1"}
LEG = {"from", "progression", "programme", "distance_km", "boarding", "internships"}
PROGRAMME = {"id", "certification", "institution", "status", "track", "rhythm", "places", "pressure", "outcomes"}
STATES = {"free", "few", "waiting", "closed"}


async def read(caller: httpx.AsyncClient, path: str, **query: str) -> Any:
    answer = await caller.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_search_answers_items_with_kind_id_label_detail_and_url(caller: httpx.AsyncClient) -> None:
    answer = await read(caller, "/api/search", q="construction navale", near="COM:85047", limit="5")
    assert answer["edition"]
    assert answer["items"][0]["id"] == "CFD:32025413"
    assert all({"kind", "id", "label", "detail", "url"} <= item.keys() for item in answer["items"])
    assert len(answer["items"]) <= 5


async def test_a_certification_and_its_next_steps(caller: httpx.AsyncClient) -> None:
    page = await read(caller, "/api/certifications/CFD:40025411")
    assert page["id"] == "CFD:40025411"
    steps = (await read(caller, "/api/certifications/CFD:40025411/next"))["items"]
    assert 0 < len(steps) <= 12
    assert all({"to", "label", "kind", "confidence", "conditions", "source"} <= step.keys() for step in steps)
    assert {step["confidence"] for step in steps} <= {"official", "documented", "curated", "inferred"}


async def test_an_old_code_answers_with_the_diploma_open_now(caller: httpx.AsyncClient) -> None:
    page = await read(caller, "/api/certifications/CFD:40025009")
    assert page["id"] == "CFD:40025223"
    assert page["resolved_from"] == "CFD:40025009"


async def test_the_flagship_journey(caller: httpx.AsyncClient) -> None:
    """From Challans to naval construction: as a student and as an apprentice, with the bed joined to each far leg."""
    answer = await read(caller, "/api/journeys", **FLAGSHIP)
    itineraries = answer["itineraries"]
    assert len(itineraries) >= 2
    for itinerary in itineraries:
        assert {"id", "years", "moves", "why", "legs", "arrival"} <= itinerary.keys()
        assert itinerary["why"], "every itinerary says why it is there"
        for leg in itinerary["legs"]:
            assert leg.keys() >= LEG
            if leg["programme"] is not None:
                assert leg["programme"].keys() >= PROGRAMME
                assert leg["distance_km"] is None or leg["distance_km"] <= 30 or leg["boarding"], (
                    "a far leg has its bed"
                )
    to_naval_construction = {
        leg["programme"]["status"]
        for itinerary in itineraries
        for leg in itinerary["legs"]
        if leg["programme"]
        and leg["programme"]["certification"]["id"] == "CFD:32025413"
        and leg["programme"]["institution"]["id"] == "UAI:0440069L"
    }
    assert to_naval_construction == {"school", "apprenticeship"}


async def test_every_institution_of_the_flagship_is_in_the_data(caller: httpx.AsyncClient) -> None:
    answer = await read(caller, "/api/journeys", **FLAGSHIP)
    institutions = {
        leg["programme"]["institution"]["id"]
        for itinerary in answer["itineraries"]
        for leg in itinerary["legs"]
        if leg["programme"]
    }
    assert "UAI:0850033Z" in institutions
    for institution in institutions:
        assert (await read(caller, f"/api/institutions/{institution}"))["id"] == institution


async def test_an_itinerary_has_an_address_of_its_own(caller: httpx.AsyncClient) -> None:
    first = (await read(caller, "/api/journeys", **FLAGSHIP))["itineraries"][0]
    page = await read(caller, f"/api/journeys/{first['id']}")
    assert page["itinerary"]["id"] == first["id"]
    assert [leg["programme"] and leg["programme"]["id"] for leg in page["itinerary"]["legs"]] == [
        leg["programme"] and leg["programme"]["id"] for leg in first["legs"]
    ]


async def test_houses_and_their_nights_are_told_in_words(caller: httpx.AsyncClient) -> None:
    houses = (await read(caller, "/api/boarding/houses", near="COM:85194", max_km="30"))["items"]
    assert houses
    house = houses[0]["id"]
    year = date.today().year  # noqa: DTZ011 - any window will do
    answer = await read(
        caller, f"/api/boarding/houses/{house}/availability", **{"from": f"{year}-12-01", "to": f"{year}-12-31"}
    )
    assert {state for night in answer["nights"] for state in night["zones"].values()} <= STATES


async def test_public_reads_are_cached_under_the_edition(caller: httpx.AsyncClient) -> None:
    first = await caller.get("/api/search", params={"q": "melec"})
    assert "public" in first.headers["cache-control"]
    again = await caller.get("/api/search", params={"q": "melec"}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_availability_is_not_kept_longer_than_a_minute(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/api/journeys", params=FLAGSHIP)
    assert "max-age=60" in answer.headers["cache-control"]
    assert answer.headers["etag"]


async def test_unknown_things_are_problems_with_a_next_step(caller: httpx.AsyncClient) -> None:
    for path in (
        "/api/certifications/CFD:99999999",
        "/api/institutions/UAI:0000000X",
        "/api/journeys/nothing",
        "/api/x",
    ):
        answer = await caller.get(path)
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail", "next"} <= answer.json().keys()
