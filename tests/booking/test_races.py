"""64 callers at once through the real application: never two for one unit, never an act that is lost, never a 5xx."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col

from passerelles.app import create_app
from passerelles.booking import acting
from passerelles.booking.tables import Booking, Claim
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.errors import Problem
from passerelles.core.ids import new_id
from passerelles.core.settings import Settings
from tests.booking.callers import all_at_once, sign_in, sign_in_many
from tests.booking.claims import bookings, claimed_slots_match_bookings, claims, oversold
from tests.booking.halls import CAMPUS, NIGHTS, Halls, make_hall
from tests.conftest import browser

CROWD = 64

pytestmark = pytest.mark.usefixtures("halls")


@pytest.fixture
async def doors(config: Settings, database_url: str) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Ways in: one application on SQLite; on PostgreSQL two, each with its own connections."""
    count = 1 if database_url.startswith("sqlite") else 2
    async with AsyncExitStack() as stack:
        clients = []
        for _ in range(count):
            app = create_app(config)
            await stack.enter_async_context(app.router.lifespan_context(app))
            clients.append(await stack.enter_async_context(browser(app)))
        yield clients


async def crowd_asks(db: Database, doors: list[httpx.AsyncClient], size: int = CROWD) -> list[httpx.Response]:
    crowd = await sign_in_many(db, size)
    return await all_at_once(*(caller.ask(doors[n % len(doors)]) for n, caller in enumerate(crowd)))


def outcomes(answers: list[httpx.Response]) -> Counter[str]:
    return Counter(
        str(answer.status_code) if answer.is_success else f"{answer.status_code} {answer.json()['type']}"
        for answer in answers
    )


async def acknowledged_is_present(db: Database, answers: list[httpx.Response]) -> bool:
    """Every booking that was acknowledged holds all its slots."""
    held = Counter(str(claim.booking_id) for claim in await claims(db))
    return all(held[a.json()["id"]] == len(a.json()["slots"]) for a in answers if a.status_code == 201)


async def test_the_last_unit_goes_to_exactly_one_of_64(db: Database, doors: list[httpx.AsyncClient]) -> None:
    await make_hall(db, a=1)
    answers = await crowd_asks(db, doors)
    assert outcomes(answers) == {"201": 1, "409 /problemes/slot-taken": CROWD - 1}
    assert await oversold(db) == []
    assert await acknowledged_is_present(db, answers)
    assert len(await bookings(db)) == 1
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["slots"] == NIGHTS


async def test_five_units_go_to_exactly_five_of_64(db: Database, doors: list[httpx.AsyncClient]) -> None:
    await make_hall(db, a=5, b=3)
    answers = await crowd_asks(db, doors)
    assert outcomes(answers) == {"201": 5, "409 /problemes/slot-taken": CROWD - 5}
    assert await oversold(db) == []
    assert await acknowledged_is_present(db, answers)
    assert await claimed_slots_match_bookings(db)


async def test_overlapping_stays_never_share_a_unit(db: Database, doors: list[httpx.AsyncClient]) -> None:
    await make_hall(db, a=3)
    crowd = await sign_in_many(db, 48)
    stays = (NIGHTS[:1], NIGHTS[1:], NIGHTS, NIGHTS[:2], NIGHTS[2:])
    answers = await all_at_once(
        *(caller.ask(doors[n % len(doors)], stays[n % len(stays)]) for n, caller in enumerate(crowd))
    )
    assert set(outcomes(answers)) == {"201", "409 /problemes/slot-taken"}
    assert await oversold(db) == []
    assert await acknowledged_is_present(db, answers)
    assert await claimed_slots_match_bookings(db)


async def test_expired_holds_are_given_again_once_each(db: Database, doors: list[httpx.AsyncClient]) -> None:
    await make_hall(db, a=2)
    first = await crowd_asks(db, doors, size=2)
    assert outcomes(first) == {"201": 2}
    await db.write(_let_all_holds_run_out)

    answers = await crowd_asks(db, doors)

    assert outcomes(answers) == {"201": 2, "409 /problemes/slot-taken": CROWD - 2}
    assert await oversold(db) == []
    assert await acknowledged_is_present(db, answers)


async def test_one_key_sent_many_times_at_once_is_one_booking_and_one_answer(
    db: Database, doors: list[httpx.AsyncClient]
) -> None:
    await make_hall(db, a=8)
    caller = await sign_in(db)
    answers = await all_at_once(*(caller.ask(doors[n % len(doors)], key="one tap") for n in range(16)))
    assert outcomes(answers) == {"201": 16}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(await bookings(db)) == 1


async def test_two_taps_with_two_keys_for_the_same_nights_are_one_booking(
    db: Database, doors: list[httpx.AsyncClient]
) -> None:
    await make_hall(db, a=8)
    caller = await sign_in(db)
    answers = await all_at_once(*(caller.ask(doors[n % len(doors)]) for n in range(8)))
    assert outcomes(answers) == {"201": 1, "409 /problemes/already-booked": 7}
    assert len(await bookings(db)) == 1


async def test_the_limit_of_open_requests_holds_when_all_are_sent_at_once(
    db: Database, doors: list[httpx.AsyncClient]
) -> None:
    await make_hall(db, a=8)
    caller = await sign_in(db)
    nights = [f"2027-02-{day:02}" for day in range(1, 11)]
    answers = await all_at_once(*(caller.ask(doors[n % len(doors)], [night]) for n, night in enumerate(nights)))
    assert outcomes(answers) == {"201": 3, "409 /problemes/too-many-open": 7}


async def test_a_withdrawal_racing_the_decision_leaves_one_truth(
    db: Database, doors: list[httpx.AsyncClient], halls: Halls
) -> None:
    await make_hall(db, a=8)
    crowd = await sign_in_many(db, 8)
    asked = await all_at_once(*(caller.ask(doors[0]) for caller in crowd))
    ids = [answer.json()["id"] for answer in asked]

    answers: list[Any] = await asyncio.gather(
        *(
            act
            for caller, booking in zip(crowd, ids, strict=True)
            for act in (_accept(db, booking), caller.withdraw(doors[-1], booking))
        )
    )

    decisions, withdrawals = answers[::2], answers[1::2]
    assert set(decisions) <= {"accepted", "booking-over"}
    assert outcomes(withdrawals) == {"200": 8}  # one may withdraw before and after the decision alike
    assert await claims(db) == []
    assert {booking.status for booking in await bookings(db)} == {"withdrawn"}
    assert sum(act == "withdraw" for _, act in halls.told) == 8


async def test_withdrawn_units_are_taken_again_and_nothing_is_lost(
    db: Database, doors: list[httpx.AsyncClient]
) -> None:
    await make_hall(db, a=4)
    first = await sign_in_many(db, 4)
    held = [(await caller.ask(doors[0])).json()["id"] for caller in first]
    others = await sign_in_many(db, 28)

    answers = await all_at_once(
        *(caller.withdraw(doors[0], booking) for caller, booking in zip(first, held, strict=True)),
        *(caller.ask(doors[n % len(doors)]) for n, caller in enumerate(others)),
    )

    assert outcomes(answers[:4]) == {"200": 4}
    assert set(outcomes(answers[4:])) <= {"201", "409 /problemes/slot-taken"}
    assert await oversold(db) == []
    assert await acknowledged_is_present(db, answers[4:])
    assert await claimed_slots_match_bookings(db)


async def test_an_acceptance_never_outlives_a_hold_that_somebody_else_took(
    db: Database, doors: list[httpx.AsyncClient]
) -> None:
    [unit] = await make_hall(db, a=1)
    late, other = await sign_in(db), await sign_in(db)
    booking = (await late.ask(doors[0])).json()["id"]
    await db.write(_let_all_holds_run_out)

    decision, answer = await asyncio.gather(_accept(db, booking), other.ask(doors[-1]))

    assert decision == "booking-over"
    assert answer.status_code == 201
    assert [str(claim.unit_id) for claim in await claims(db)] == [str(unit)] * len(NIGHTS)


async def _accept(db: Database, booking: str) -> str:
    try:
        accepted = await db.write(
            lambda session: acting.accept(session, campus_id=CAMPUS, booking_id=UUID(booking), staff_id=new_id())
        )
    except Problem as refusal:
        return refusal.slug
    return accepted.status


async def _let_all_holds_run_out(session: Session) -> None:
    past = clock.now() - timedelta(seconds=1)
    await session.execute(update(Claim).where(col(Claim.expires_at).is_not(None)).values(expires_at=past))
    await session.execute(update(Booking).where(col(Booking.decide_before).is_not(None)).values(decide_before=past))
