"""Houses in public: words, never small numbers; fresh for a minute, named by edition and availability."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine

from passerelles.core.db import Database
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import sign_in
from tests.support.editions import CHALLANS, publish_small

LES_SABLES = "COM:85194"


@pytest.fixture(autouse=True)
async def _edition(db: Database) -> None:
    await publish_small(db)


async def availability(client: httpx.AsyncClient, first: str = WEEK[0], last: str = WEEK[-1]) -> dict[str, Any]:
    answer = await client.get(f"/api/boarding/houses/{TABARLY}/availability", params={"from": first, "to": last})
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


async def test_each_night_says_how_free_each_zone_is(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds={"filles": 1, "garcons": 20, "majeurs": 4}))
    await (await sign_in(db)).ask(client, WEEK[:2], resource=TABARLY, zone="filles")
    body = await availability(client)
    assert [night["zones"]["filles"] for night in body["nights"]] == ["waiting", "waiting", "few", "few"]
    assert {night["zones"]["garcons"] for night in body["nights"]} == {"free"}
    assert {night["reason"] for night in body["nights"]} == {None}
    assert [zone["id"] for zone in body["zones"]] == ["filles", "garcons", "majeurs"]


async def test_closed_nights_say_why(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    body = await availability(client, "2026-12-17", "2026-12-21")
    assert [(night["night"], night["reason"]) for night in body["nights"]] == [
        ("2026-12-17", None),
        ("2026-12-18", "week-end"),
        ("2026-12-19", "vacances de Noël"),
        ("2026-12-20", "vacances de Noël"),
        ("2026-12-21", "vacances de Noël"),
    ]
    assert set(body["nights"][1]["zones"].values()) == {"closed"}


async def test_what_the_calendar_shows_as_open_can_be_asked_for_and_nothing_else(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 60}))
    nights = (await availability(client, "2026-11-16", "2026-12-31"))["nights"]
    for night in nights:
        answer = await (await sign_in(db)).ask(client, [night["night"]], resource=TABARLY, zone="filles")
        assert answer.status_code == (409 if night["zones"]["filles"] == "closed" else 201)
        if answer.status_code == 409:
            assert answer.json()["nights"] == [{"night": night["night"], "reason": night["reason"]}]


async def test_a_period_is_six_weeks_by_default_and_in_order(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    url = f"/api/boarding/houses/{TABARLY}/availability"
    nights = (await client.get(url)).json()["nights"]
    assert (nights[0]["night"], len(nights)) == ("2026-11-23", 42)
    assert (await client.get(url, params={"from": WEEK[1], "to": WEEK[0]})).status_code == 422
    assert (await client.get(url, params={"from": "2026-01-01", "to": "2028-01-01"})).status_code == 422


async def test_an_answer_is_not_sent_again_until_one_of_its_words_changes(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 1}))
    url = f"/api/boarding/houses/{TABARLY}/availability?from={WEEK[0]}&to={WEEK[-1]}"
    first = await client.get(url)
    assert first.headers["cache-control"] == "public, max-age=60"
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await client.get(url, headers=tag)).status_code == 304
    booking = await (await sign_in(db)).ask(client, WEEK, resource=TABARLY, zone="filles")
    assert booking.status_code == 201
    assert (await client.get(url, headers=tag)).status_code == 200


async def test_a_hold_that_ran_out_changes_the_version_by_itself(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    await opened(db, a_house(beds={"filles": 1}))
    await (await sign_in(db)).ask(client, WEEK, resource=TABARLY, zone="filles")
    url = f"/api/boarding/houses/{TABARLY}/availability?from={WEEK[0]}&to={WEEK[0]}"
    clock_.shift(timedelta(days=14, hours=7))
    held = await client.get(url)
    assert held.json()["nights"][0]["zones"] == {"filles": "waiting"}
    clock_.shift(timedelta(hours=2))
    again = await client.get(url, headers={"If-None-Match": held.headers["etag"]})
    assert again.status_code == 200
    assert again.json()["nights"][0]["zones"] == {"filles": "few"}


async def test_a_houses_page_has_its_tariffs_opening_and_rules(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    body = (await client.get(f"/api/boarding/houses/{TABARLY}")).json()
    assert body["name"] == "Internat 0850033Z"
    assert body["institution"]["id"] == "UAI:0850033Z"
    assert body["phone"] == "02 51 95 10 00"
    assert body["opening_words"].startswith("du lundi soir au vendredi")
    assert (body["published_from"], body["published_to"]) == ("2026-09-01", "2027-07-02")
    assert [tariff["words"] for tariff in body["tariffs"]] == [
        "10,00\u00a0€ la nuit, repas compris",
        "12,05\u00a0€ la nuit, repas compris",
    ]
    assert any("campagne annuelle" in rule for rule in body["rules_words"])
    assert body["demo"] is False


async def test_a_house_that_opens_on_sundays_says_so(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(evenings=(7, 1, 2, 3, 4)))
    body = (await client.get(f"/api/boarding/houses/{TABARLY}")).json()
    assert body["opening_words"].startswith("du dimanche soir au vendredi")


async def test_houses_are_listed_nearest_first(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    await opened(db, a_house("0850146X"))
    body = (await client.get("/api/boarding/houses", params={"near": CHALLANS, "max_km": 60})).json()
    assert [house["id"] for house in body["items"]] == ["HOUSE:0850146X", TABARLY]
    assert body["items"][0]["institution"]["distance_km"] < body["items"][1]["institution"]["distance_km"]
    assert body["widened"] is False
    assert body["items"][0]["state"] == "few"
    assert body["items"][0]["state_words"] == "peu de lits"


async def test_when_none_is_near_the_nearest_ones_are_shown_and_said_so(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db)
    body = (await client.get("/api/boarding/houses", params={"near": CHALLANS})).json()
    assert [house["id"] for house in body["items"]] == [TABARLY]
    assert body["widened"] is True
    assert body["max_km"] == 30


async def test_a_house_known_by_the_directory_only_is_not_bookable(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/boarding/houses")).json()["items"] == []
    assert (await client.get(f"/api/boarding/houses/{TABARLY}")).status_code == 404
    assert (await client.get(f"/api/boarding/houses/{TABARLY}/availability")).status_code == 404


async def test_an_institutions_page_names_its_house(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    body = (await client.get("/api/institutions/UAI:0850033Z")).json()
    assert body["house"] == TABARLY
