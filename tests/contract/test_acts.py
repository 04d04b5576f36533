"""The names that outside programs rely on: asking for a bed and giving it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from passerelles.core import clock

HOUSE = "HOUSE:0850033Z"


async def become(caller: httpx.AsyncClient, persona: str, n: int = 1) -> None:
    answer = await caller.post("/api/demo/session", json={"persona": persona, "n": n})
    assert answer.is_success, answer.text


async def free_nights(caller: httpx.AsyncClient, zone: str, count: int) -> list[str]:
    first = clock.today() + timedelta(days=14)
    query = {"from": first.isoformat(), "to": (first + timedelta(days=60)).isoformat()}
    answer = (await caller.get(f"/api/boarding/houses/{HOUSE}/availability", params=query)).json()
    return [night["night"] for night in answer["nights"] if night["zones"].get(zone) == "free"][:count]


async def a_zone(caller: httpx.AsyncClient) -> str:
    zones = (await caller.get(f"/api/boarding/houses/{HOUSE}")).json()["zones"]
    return str(zones[0]["id"])


async def ask(caller: httpx.AsyncClient, key: str, body: dict[str, Any]) -> httpx.Response:
    return await caller.post("/api/bookings", json=body, headers={"Idempotency-Key": key})


async def test_ask_see_and_withdraw(caller: httpx.AsyncClient) -> None:
    await become(caller, "student")
    zone = await a_zone(caller)
    body = {"resource": HOUSE, "slots": await free_nights(caller, zone, 2), "zone": zone}
    created = await ask(caller, "tap-1", body)
    assert created.status_code == 201, created.text
    location = created.headers["Location"]
    booking = created.json()
    assert location.endswith(booking["id"])
    assert booking["status"] == "awaiting_guardian", "student 1 is a minor: the guardian's agreement comes first"
    assert booking["id"] in {item["id"] for item in (await caller.get("/api/bookings")).json()["items"]}
    withdrawn = await caller.post(f"/api/bookings/{booking['id']}/withdrawal", json={})
    assert withdrawn.is_success, withdrawn.text
    assert (await caller.get(f"/api/bookings/{booking['id']}")).json()["status"] == "withdrawn"


async def test_a_retry_gives_the_same_booking_and_another_body_is_422(caller: httpx.AsyncClient) -> None:
    await become(caller, "student")
    zone = await a_zone(caller)
    nights = await free_nights(caller, zone, 2)
    body = {"resource": HOUSE, "slots": nights[:1], "zone": zone}
    first, again = await ask(caller, "tap-1", body), await ask(caller, "tap-1", body)
    assert (again.status_code, again.content) == (201, first.content)
    other = await ask(caller, "tap-1", {**body, "slots": nights[1:]})
    assert other.status_code == 422
    assert other.json()["type"].endswith("key-reused")


async def test_one_bed_a_night(caller: httpx.AsyncClient) -> None:
    await become(caller, "student")
    zone = await a_zone(caller)
    body = {"resource": HOUSE, "slots": await free_nights(caller, zone, 1), "zone": zone}
    assert (await ask(caller, "tap-1", body)).status_code == 201
    refused = await ask(caller, "tap-2", body)
    assert refused.status_code == 409
    assert {"type", "title", "detail", "next"} <= refused.json().keys()


async def test_somebody_elses_booking_does_not_exist(caller: httpx.AsyncClient) -> None:
    await become(caller, "student")
    zone = await a_zone(caller)
    body = {"resource": HOUSE, "slots": await free_nights(caller, zone, 1), "zone": zone}
    booking = (await ask(caller, "tap-1", body)).json()["id"]
    await become(caller, "student", 2)
    assert (await caller.get(f"/api/bookings/{booking}")).status_code == 404
    assert (await caller.post(f"/api/bookings/{booking}/withdrawal", json={})).status_code == 404


async def test_asking_needs_a_key_and_an_account(caller: httpx.AsyncClient) -> None:
    body = {"resource": HOUSE, "slots": ["2027-01-04"]}
    assert (await ask(caller, "tap-1", body)).status_code == 401
    await become(caller, "student")
    assert (await caller.post("/api/bookings", json=body)).status_code == 400


async def test_every_persona_of_the_contract_can_sign_in(caller: httpx.AsyncClient) -> None:
    for persona in ("student", "apprentice", "guardian", "counsellor", "boarding", "company", "director", "admin"):
        await become(caller, persona, 2)
        me = (await caller.get("/api/me")).json()
        assert me["signed_in"]
        assert me["demo"]
