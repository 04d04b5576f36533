"""Exploring, every way in, replacing, comparing and the guide, as other programs see them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.editions import BRIAND, CHALLANS, CINAV, TABARLY, TCI

FLAGSHIP = "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Answers come from memory, whatever the database."""
    return sqlite_url


async def read(reader: httpx.AsyncClient, path: str, **query: str) -> dict[str, Any]:
    response = await reader.get(path, params=query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_who_does_not_know_sees_the_sectors_with_examples(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys/explore", **{"from": "stage:3e", "near": CHALLANS})
    assert answer["sectors"]
    for sector in answer["sectors"]:
        assert 1 <= len(sector["examples"]) <= 3
        assert sector["diplomas"] >= len(sector["examples"])
        assert sector["url"].startswith(f"/?from=stage:3e&to={sector['id']}")
        towards = await read(reader, "/api/journeys", **{"from": "stage:3e", "to": sector["id"]})
        assert towards["itineraries"]
        assert towards["to"]["label"] == sector["label"]
    assert len(answer["exits"]) == 2


async def test_nothing_near_is_said_and_shown_farther(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys/explore", **{"near": CHALLANS, "max_km": "1"})
    assert "Rien à moins de 1\u00a0km de Challans" in answer["message"]
    assert answer["sectors"]


async def test_without_a_start_every_way_in_has_its_own_shortest_first(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", to=CINAV, near=CHALLANS)
    assert answer["kind"] == "ways_in"
    starts = [one["legs"][0]["from"]["id"] for one in answer["itineraries"]]
    assert len(set(starts)) == len(starts)
    assert {"stage:3e", "stage:2gt", TCI} <= set(starts)
    known = [one["years"] for one in answer["itineraries"] if one["legs"][-1]["lead"] is None]
    assert known == sorted(known)
    for one in answer["itineraries"]:
        assert (await read(reader, one["url"].replace("/parcours/", "/api/journeys/")))["itinerary"]["id"] == one["id"]


async def test_what_if_i_do_not_get_this_diploma(reader: httpx.AsyncClient) -> None:
    asked = {"from": "stage:3e", "to": CINAV, "near": CHALLANS}
    first = (await read(reader, "/api/journeys", **asked))["itineraries"][0]["legs"][0]
    assert first["without_url"] == f"/?from=stage:3e&to={CINAV}&near={CHALLANS}&without={TCI}"
    other = await read(reader, "/api/journeys", **asked, without=TCI)
    assert all(leg["to"]["id"] != TCI for one in other["itineraries"] for leg in one["legs"])
    assert [choice["key"] for choice in other["filters"]] == ["without"]


async def test_losing_the_diploma_one_starts_from_shows_the_other_ways_in(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", **{"from": TCI, "to": CINAV, "without": TCI})
    assert answer["kind"] == "ways_in"
    assert TCI not in [one["legs"][0]["from"]["id"] for one in answer["itineraries"]]


async def test_a_line_to_avoid_is_not_ridden(reader: httpx.AsyncClient) -> None:
    asked = {"from": "stage:3e", "to": CINAV, "near": CHALLANS, "avoid": "apprenticeship,general"}
    answer = await read(reader, "/api/journeys", **asked)
    assert answer["itineraries"]
    assert {leg["track"] for one in answer["itineraries"] for leg in one["legs"]} <= {"vocational", "higher"}


async def test_paid_while_learning_keeps_what_is_paid_for_a_part(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", **{"from": "stage:3e", "to": CINAV, "paid": "1"})
    assert answer["itineraries"]
    for one in answer["itineraries"]:
        assert "apprenticeship" in {leg["status"] for leg in one["legs"]}


async def test_no_paid_way_gives_two_exits_of_which_one_lifts_the_choice(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", **{"from": TCI, "to": "CFD:50025217", "paid": "1"})
    assert answer["itineraries"] == []
    assert len(answer["exits"]) == 2
    assert "paid" not in answer["exits"][0]["url"]


async def test_a_start_year_dates_every_station(reader: httpx.AsyncClient) -> None:
    asked = {"from": "stage:3e", "to": CINAV, "start": "2027"}
    one = (await read(reader, "/api/journeys", **asked))["itineraries"][0]
    assert [leg["from"]["when"] for leg in one["legs"]] == ["septembre 2027", "juin 2030"]
    assert (one["legs"][-1]["to"]["when"], one["ends"]) == ("juin 2032", "juin 2032")
    page = await read(reader, f"/api/journeys/{one['id']}", start="2027")
    assert page["itinerary"]["ends"] == "juin 2032"


async def test_what_nobody_publishes_about_access_is_said(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", **{"from": "stage:3e", "to": CINAV, "accessible": "1"})
    assert "à vérifier" in answer["notes"][0]


async def test_a_comparison_underlines_the_best_of_one_measure(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys/comparison", ids=f"{FLAGSHIP}s,{FLAGSHIP}a")
    assert [row["key"] for row in answer["rows"]] == [
        "duration", "line", "employed", "travel", "bed", "cost", "paid", "demand",
    ]  # fmt: skip
    rows = {row["key"]: row["cells"] for row in answer["rows"]}
    assert all(len(cells) == 2 for cells in rows.values())
    assert [cell["best"] for cell in rows["duration"]] == [False, False]
    assert [cell["best"] for cell in rows["paid"]] == [False, True]
    assert rows["cost"][0]["words"] == "n.\u00a0d."
    assert [part["letter"] for part in rows["line"][1]["line"]] == ["P", "A"]


@pytest.mark.parametrize("ids", ["", f"{FLAGSHIP}s", f"{FLAGSHIP}s,{FLAGSHIP}s", "a,b,c,d"])
async def test_a_comparison_is_of_two_or_three(reader: httpx.AsyncClient, ids: str) -> None:
    response = await reader.get("/api/journeys/comparison", params={"ids": ids})
    assert (response.status_code, response.json()["type"]) == (422, "/problemes/malformed-input")


async def test_the_guide_is_five_questions_about_sectors_taught_here(reader: httpx.AsyncClient) -> None:
    guide = await read(reader, "/api/guide")
    assert len(guide["questions"]) == 5
    for question in guide["questions"]:
        assert len(question["options"]) >= 4
        for option in question["options"]:
            assert option["weights"].keys() <= guide["sectors"].keys()


async def test_a_far_leg_is_no_daily_ride(reader: httpx.AsyncClient) -> None:
    answer = await read(reader, "/api/journeys", **{"from": "stage:3e", "to": CINAV, "near": CHALLANS})
    first = answer["itineraries"][0]["legs"][0]
    assert first["programme"]["institution"]["id"] in {TABARLY, BRIAND}
    assert first["travel"]["mode"] == "boarding"
    assert "sans horaires" in first["travel"]["note"]
