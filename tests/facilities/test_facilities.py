"""Sports facilities near a place."""

from __future__ import annotations

import httpx

from passerelles.core.db import Database
from tests.support.editions import CHALLANS, publish_small


async def test_facilities_are_nearest_first_with_their_year(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    answer = (await client.get(f"/api/facilities?near={CHALLANS}")).json()
    assert [(one["city"], one["year"]) for one in answer["items"]] == [
        ("Challans", "2015"),
        ("Les Sables-d'Olonne", "2015"),
    ]
    assert answer["activities"] == ["Aviron", "Natation", "Voile"]
    assert "pour la commune" in answer["words"]


async def test_an_activity_keeps_the_facilities_of_its_communes(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    answer = (await client.get("/api/facilities?activity=Voile")).json()
    assert [one["name"] for one in answer["items"]] == ["Base nautique"]
    assert answer["activities"] == ["Aviron", "Natation", "Voile"]
