"""`/api/journeys` keeps the contract that other programs rely on."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY, TCI

ITINERARY = "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Answers come from memory, whatever the database."""
    return sqlite_url


async def ask(reader: httpx.AsyncClient, **query: object) -> dict[str, Any]:
    asked = {"from": "stage:3e", "to": CINAV, "near": CHALLANS} | query
    response = await reader.get(
        "/api/journeys", params={name: str(value) for name, value in asked.items() if value is not None}
    )
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_the_contract_names_are_all_there(reader: httpx.AsyncClient) -> None:
    answer = await ask(reader, boarding=1)
    assert {"edition", "itineraries"} <= answer.keys()
    for itinerary in answer["itineraries"]:
        assert {"id", "years", "moves", "why", "legs", "arrival"} <= itinerary.keys()
        assert itinerary["why"]
        for leg in itinerary["legs"]:
            assert {"from", "progression", "programme", "distance_km", "boarding", "internships"} <= leg.keys()
            if leg["programme"]:
                wanted = {
                    "id", "certification", "institution", "status", "track", "rhythm", "places", "pressure", "outcomes",
                }  # fmt: skip
                assert wanted <= leg["programme"].keys()
                assert leg["programme"]["certification"]["id"].startswith("CFD:")
                assert leg["programme"]["institution"]["id"].startswith("UAI:")


async def test_the_flagship_joins_a_bed_to_each_leg_beyond_the_limit(reader: httpx.AsyncClient) -> None:
    answer = await ask(reader, boarding=1)
    assert answer["message"] == "Rien à moins de 30\u00a0km de Challans\u00a0: voici plus loin, avec un lit."
    real = [one for one in answer["itineraries"] if all(leg["programme"] for leg in one["legs"])]
    assert {one["legs"][-1]["status"] for one in real} == {"school", "apprenticeship"}
    for one in real:
        places = [leg["programme"]["institution"]["id"] for leg in one["legs"]]
        assert places == [TABARLY, BRIAND]
        for leg in one["legs"]:
            assert leg["beyond_limit"]
            assert leg["boarding"]["needed"]
            assert leg["boarding"]["state_words"]
    first = real[0]["legs"][0]
    assert first["programme"]["certification"]["id"] == TCI
    assert first["via"] == "par la 2de Réalisation d’ensembles mécaniques et industriels (15 places)"
    assert first["years"] == 3
    assert first["programme"]["places"]["value"] == 15
    assert first["distance_words"] == "36\u00a0km à vol d’oiseau"


async def test_a_placement_is_a_contact_and_not_an_offer(reader: httpx.AsyncClient) -> None:
    first = (await ask(reader))["itineraries"][0]["legs"][0]["internships"]
    assert first["count"] == 1
    assert "pas une offre" in first["words"]


async def test_who_refuses_to_board_is_told_the_daily_ride(reader: httpx.AsyncClient) -> None:
    answer = await ask(reader, boarding=0)
    leg = answer["itineraries"][0]["legs"][0]
    assert leg["boarding"] is None
    assert leg["distance_words"].startswith("internat refusé\u00a0: 36\u00a0km")
    assert "sans internat" in answer["message"]


async def test_no_home_means_no_distance(reader: httpx.AsyncClient) -> None:
    answer = await ask(reader, near=None)
    legs = [leg for one in answer["itineraries"] for leg in one["legs"]]
    assert {leg["distance_km"] for leg in legs} == {None}
    assert not any(leg["beyond_limit"] for leg in legs)
    assert answer["message"] is None


async def test_an_adult_gets_the_continuing_line_as_leads(reader: httpx.AsyncClient) -> None:
    answer = await ask(reader, **{"from": "stage:work"}, to=TCI)
    leg = answer["itineraries"][0]["legs"][0]
    assert (leg["programme"], leg["track"], leg["letter"]) == (None, "continuing", "C")
    assert leg["progression"]["confidence"] == "inferred"
    assert leg["lead"]["words"] == "Accessible en formation continue\u00a0: à confirmer avec le GRETA"
    distances = [contact["distance_km"] for contact in leg["lead"]["contacts"]]
    assert distances == sorted(distances)
    assert distances


@pytest.mark.parametrize(
    "query",
    [
        {"from": CINAV, "to": TCI},  # backwards
        {"from": TCI, "to": TCI},  # already there
        {"from": "stage:work", "to": "CFD:40025223"},  # nothing says it is open to adults
    ],
)
async def test_no_itinerary_always_comes_with_two_exits(reader: httpx.AsyncClient, query: dict[str, str]) -> None:
    answer = await ask(reader, **query)
    assert answer["itineraries"] == []
    assert answer["message"]
    assert len(answer["exits"]) == 2
    assert all(way["url"].startswith("/") and way["words"] for way in answer["exits"])


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ({"from": "stage:4e"}, "unknown-start"),
        ({"to": "CFD:99999999"}, "unknown-destination"),
        ({"to": "COM:85047"}, "unknown-destination"),
        ({"near": "COM:99999"}, "unknown-place"),
        ({"tracks": "flying"}, "malformed-input"),
        ({"max_km": "-1"}, "malformed-input"),
        ({"boarding": "perhaps"}, "malformed-input"),
    ],
)
async def test_an_unknown_thing_is_refused_with_a_next_step(
    reader: httpx.AsyncClient, query: dict[str, str], slug: str
) -> None:
    response = await reader.get("/api/journeys", params={"from": "stage:3e", "to": CINAV, **query})
    assert response.status_code in {404, 422}
    assert response.json()["type"] == f"/problemes/{slug}"
    assert response.json()["next"]


async def test_the_answer_is_named_by_its_edition_and_kept_a_minute(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/api/journeys", params={"to": CINAV})
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = await reader.get("/api/journeys", params={"to": CINAV}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.json()["edition"] in first.headers["ETag"]


async def test_an_itinerary_has_its_own_address(reader: httpx.AsyncClient) -> None:
    shown = next(one for one in (await ask(reader))["itineraries"] if one["id"] == ITINERARY)
    assert shown["url"] == f"/parcours/{ITINERARY}"
    page = (await reader.get(f"/api/journeys/{ITINERARY}")).json()
    assert page["itinerary"] == shown
    assert (page["near"], page["changed"]) == ("Challans", None)


async def test_an_unknown_itinerary_is_refused_with_a_next_step(reader: httpx.AsyncClient) -> None:
    response = await reader.get("/api/journeys/3e_0850033Z.99999999.s")
    assert response.status_code == 404
    assert response.json()["type"] == "/problemes/unknown-itinerary"


async def test_what_follows_a_diploma_is_listed_with_who_says_so(reader: httpx.AsyncClient) -> None:
    answer = (await reader.get(f"/api/certifications/{TCI}/next")).json()
    first = answer["items"][0]
    assert first["to"] == CINAV
    assert {"to", "label", "kind", "confidence", "conditions", "source"} <= first.keys()
    assert first["confidence_words"] == "suite probable, à confirmer avec l’établissement"
    old = (await reader.get("/api/certifications/CFD:40025009/next")).json()
    assert old == (await reader.get("/api/certifications/CFD:40025223/next")).json()
    assert (await reader.get("/api/certifications/CFD:99999999/next")).status_code == 404
    assert (await reader.get("/api/certifications/stage:3e/next")).json()["items"]


async def test_a_diploma_page_shows_what_comes_around_it(reader: httpx.AsyncClient) -> None:
    page = (await reader.get(f"/api/certifications/{TCI}")).json()
    assert CINAV in [one["to"] for one in page["next"]]
    assert "stage:3e" in [one["to"] for one in page["before"]]
