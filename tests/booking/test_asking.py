"""Asking for slots over HTTP, one caller at a time: the contract's statuses, headers and refusals."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import pytest
import time_machine

from passerelles.booking.service import tidy
from passerelles.core import clock
from passerelles.core.db import Database
from tests.booking.callers import sign_in
from tests.booking.claims import bookings, claims, events
from tests.booking.halls import HELD_FOR, NIGHTS, Halls, make_hall

pytestmark = pytest.mark.usefixtures("halls")


async def test_a_request_is_created_with_its_address_and_holds_its_slots(
    db: Database, client: httpx.AsyncClient
) -> None:
    [unit] = await make_hall(db)
    caller = await sign_in(db)
    answer = await caller.ask(client)
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/bookings/{body['id']}"
    assert body["status"] == "awaiting_decision"
    assert body["status_words"] == "en attente de décision"
    assert body["slots"] == NIGHTS
    assert body["can_withdraw"] is True
    assert [event["words"] for event in body["history"]] == ["Demande envoyée"]
    assert {(claim.unit_id, claim.slot) for claim in await claims(db)} == {(unit, night) for night in NIGHTS}
    assert (await caller.get(client, f"/bookings/{body['id']}")).json() == body
    assert (await caller.get(client, "/bookings")).json() == {"items": [body]}


async def test_the_unit_is_not_shown_before_the_decision(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    assert (await (await sign_in(db)).ask(client)).json()["unit_label"] is None


async def test_the_order_of_slots_does_not_matter(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    assert (await (await sign_in(db)).ask(client, NIGHTS[::-1])).json()["slots"] == NIGHTS


async def test_a_slot_named_twice_is_malformed(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    answer = await (await sign_in(db)).ask(client, [NIGHTS[0], NIGHTS[0]])
    assert answer.status_code == 422


async def test_an_unknown_resource_is_not_found(db: Database, client: httpx.AsyncClient) -> None:
    answer = await (await sign_in(db)).ask(client, resource="HALL:none")
    assert answer.status_code == 404


async def test_a_stranger_must_sign_in(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    answer = await client.post(
        "/api/bookings", json={"resource": "HALL:1", "slots": NIGHTS}, headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 401


async def test_staff_do_not_ask_for_themselves_here(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    answer = await (await sign_in(db, role="counsellor")).ask(client)
    assert answer.status_code == 403


async def test_a_key_is_required(db: Database, client: httpx.AsyncClient) -> None:
    caller = await sign_in(db)
    answer = await client.post(
        "/api/bookings", json={"resource": "HALL:1", "slots": NIGHTS}, headers={"Cookie": f"sid={caller.token}"}
    )
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problemes/key-missing"


async def test_a_retry_gets_the_same_bytes_and_another_body_is_refused(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=2)
    caller = await sign_in(db)
    first, again = await caller.ask(client, key="tap"), await caller.ask(client, key="tap")
    assert first.content == again.content
    assert again.headers["idempotency-replayed"] == "true"
    other = await caller.ask(client, NIGHTS[:1], key="tap")
    assert other.status_code == 422
    assert other.json()["type"] == "/problemes/key-reused"


async def test_a_refusal_leaves_nothing_and_is_evaluated_again(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1)
    first, second = await sign_in(db), await sign_in(db)
    booking = (await first.ask(client)).json()["id"]
    assert (await second.ask(client, key="tap")).status_code == 409
    assert len(await bookings(db)) == 1
    await first.withdraw(client, booking)
    assert (await second.ask(client, key="tap")).status_code == 201


async def test_a_refusal_names_the_slots_that_are_full(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1)
    await (await sign_in(db)).ask(client, NIGHTS[1:2])
    answer = await (await sign_in(db)).ask(client)
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["slots"] == NIGHTS[1:2]
    assert answer.json()["alternatives"] == []


async def test_when_no_single_unit_is_free_throughout_all_slots_are_named(
    db: Database, client: httpx.AsyncClient
) -> None:
    await make_hall(db, a=2)
    longer = await sign_in(db)
    await longer.ask(client, NIGHTS[:2])  # on the first unit
    await (await sign_in(db)).ask(
        client, NIGHTS[1:]
    )  # on the second: each night still has a free unit but the middle one
    answer = await (await sign_in(db)).ask(client, [NIGHTS[0], NIGHTS[2]])
    assert answer.status_code == 409
    assert answer.json()["slots"] == [NIGHTS[0], NIGHTS[2]]


async def test_zones_are_filled_apart(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1, b=1)
    assert (await (await sign_in(db)).ask(client, zone="a")).status_code == 201
    assert (await (await sign_in(db)).ask(client, zone="a")).status_code == 409
    assert (await (await sign_in(db)).ask(client, zone="b")).status_code == 201


async def test_one_person_does_not_take_two_units_in_one_slot(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=3)
    caller = await sign_in(db)
    await caller.ask(client, NIGHTS[:2])
    answer = await caller.ask(client, NIGHTS[1:])
    assert answer.json()["type"] == "/problemes/already-booked"
    assert answer.json()["slots"] == NIGHTS[1:2]


async def test_open_requests_are_limited_and_a_withdrawal_gives_one_back(
    db: Database, client: httpx.AsyncClient
) -> None:
    await make_hall(db, a=1)
    caller = await sign_in(db)
    held = [(await caller.ask(client, [night])).json()["id"] for night in NIGHTS]
    refused = await caller.ask(client, ["2027-01-07"])
    assert refused.json()["type"] == "/problemes/too-many-open"
    assert refused.json()["limit"] == 3
    await caller.withdraw(client, held[0])
    assert (await caller.ask(client, ["2027-01-07"])).status_code == 201


async def test_an_expired_hold_is_free_at_once_for_others_and_for_oneself(
    db: Database, client: httpx.AsyncClient, halls: Halls
) -> None:
    await make_hall(db, a=1)
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=clock.PARIS)) as machine:
        first, second = await sign_in(db), await sign_in(db)
        booking = (await first.ask(client, NIGHTS[:1])).json()["id"]
        await first.ask(client, NIGHTS[1:2])
        machine.shift(HELD_FOR - timedelta(seconds=1))
        second = await sign_in(db)
        first_again = await sign_in(db)
        assert (await second.ask(client, NIGHTS[:1])).status_code == 409
        machine.shift(timedelta(seconds=1))
        assert (await second.ask(client, NIGHTS[:1])).status_code == 201
        assert (await first_again.ask(client, NIGHTS[1:2])).status_code == 201
        assert await tidy(db) == 2
        assert (booking, "expire") in {(str(changed), act) for changed, act in halls.told}
    assert sorted(await events(db)) == ["ask"] * 4 + ["expire"] * 2


async def test_a_request_past_its_deadline_reads_as_expired_before_anybody_tidies(
    db: Database, client: httpx.AsyncClient
) -> None:
    await make_hall(db, a=1)
    with time_machine.travel(datetime(2026, 12, 1, 8, tzinfo=clock.PARIS)) as machine:
        caller = await sign_in(db)
        booking = (await caller.ask(client)).json()["id"]
        machine.shift(timedelta(days=6))
        await caller.get(client, "/bookings")  # keeps the session in use
        machine.shift(timedelta(days=6))
        await caller.get(client, "/bookings")
        machine.shift(timedelta(days=3))
        seen = (await caller.get(client, f"/bookings/{booking}")).json()
        assert seen["status"] == "expired"
        assert seen["can_withdraw"] is False
        assert seen["history"][-1]["words"].startswith("Délai passé")
        assert (await caller.withdraw(client, booking)).json()["type"] == "/problemes/booking-over"
        assert await tidy(db) == 1
        assert (await caller.get(client, f"/bookings/{booking}")).json()["history"] == seen["history"]
        assert await claims(db) == []


async def test_somebody_elses_booking_does_not_exist(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1)
    booking = (await (await sign_in(db)).ask(client)).json()["id"]
    other = await sign_in(db)
    assert (await other.get(client, f"/bookings/{booking}")).status_code == 404
    assert (await other.withdraw(client, booking)).status_code == 404
    assert (await other.get(client, "/bookings")).json() == {"items": []}
    assert len(await claims(db)) == len(NIGHTS)


async def test_a_withdrawal_frees_its_slots_and_is_done_once(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1)
    caller = await sign_in(db)
    booking = (await caller.ask(client)).json()["id"]
    first, again = [await caller.withdraw(client, booking, key="tap") for _ in range(2)]
    assert first.json()["status"] == "withdrawn"
    assert first.content == again.content
    assert await claims(db) == []
    assert (await caller.withdraw(client, booking)).json()["type"] == "/problemes/booking-over"
