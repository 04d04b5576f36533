"""Companies of the sector near a place: possible contacts, never offers."""

from __future__ import annotations

import httpx

from passerelles.core.db import Database
from tests.support.editions import CHALLANS, publish_small


async def test_the_nearest_contacts_come_first_and_are_not_called_offers(
    db: Database, client: httpx.AsyncClient
) -> None:
    await publish_small(db)
    answer = (await client.get(f"/api/internships/companies?near={CHALLANS}")).json()
    assert [one["city"] for one in answer["items"]] == ["Challans", "Les Sables-d'Olonne"]
    assert answer["near"] == "Challans"
    assert answer["words"] == "Contacts possibles, pas des offres."
    assert answer["source"]["title"] == "Sirene"


async def test_max_km_narrows_the_list(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    answer = (await client.get(f"/api/internships/companies?near={CHALLANS}&max_km=10")).json()
    assert answer["total"] == 1


async def test_without_a_place_the_campus_is_the_middle_and_no_distance_is_told(
    db: Database, client: httpx.AsyncClient
) -> None:
    await publish_small(db)
    answer = (await client.get("/api/internships/companies")).json()
    assert [one["city"] for one in answer["items"]] == ["Les Sables-d'Olonne", "Challans"]
    assert {one["distance_km"] for one in answer["items"]} == {None}
    assert answer["near"] is None


async def test_pages_follow_each_other(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    first = (await client.get("/api/internships/companies?limit=1")).json()
    second = (await client.get(f"/api/internships/companies?limit=1&cursor={first['next']}")).json()
    assert [first["total"], second["next"]] == [2, None]
    assert first["items"][0]["id"] != second["items"][0]["id"]
