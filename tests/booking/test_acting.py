"""What staff do with a request: agreement, decision, move. An act on one booking never changes another."""

from __future__ import annotations

from uuid import UUID

import httpx
import pytest

from passerelles.booking import acting
from passerelles.booking.problems import BookingOver, OwnRequest, UnitTaken
from passerelles.booking.service import tidy
from passerelles.core.db import Database
from passerelles.core.errors import NotFound
from passerelles.core.ids import new_id
from tests.booking.callers import sign_in
from tests.booking.claims import bookings, claimed_slots_match_bookings, claims
from tests.booking.halls import CAMPUS, NIGHTS, Halls, make_hall

pytestmark = pytest.mark.usefixtures("halls")
STAFF = new_id()


async def asked(db: Database, client: httpx.AsyncClient, slots: list[str] | None = None) -> UUID:
    return UUID((await (await sign_in(db)).ask(client, slots or NIGHTS)).json()["id"])


async def accept(db: Database, booking: UUID, unit: UUID | None = None, staff: UUID = STAFF) -> None:
    await db.write(
        lambda session: acting.accept(session, campus_id=CAMPUS, booking_id=booking, staff_id=staff, unit=unit)
    )


async def move(db: Database, booking: UUID, unit: UUID) -> None:
    await db.write(
        lambda session: acting.move(session, campus_id=CAMPUS, booking_id=booking, staff_id=STAFF, unit=unit)
    )


async def refuse(db: Database, booking: UUID) -> None:
    await db.write(
        lambda session: acting.refuse(
            session, campus_id=CAMPUS, booking_id=booking, staff_id=STAFF, reason="full", note=None
        )
    )


async def units_of(db: Database, booking: UUID) -> set[UUID]:
    return {claim.unit_id for claim in await claims(db) if claim.booking_id == booking}


async def test_an_accepted_booking_keeps_its_claims_for_good(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    booking = await asked(db, client)
    await accept(db, booking)
    assert {claim.expires_at for claim in await claims(db)} == {None}
    assert await tidy(db) == 0


async def test_a_booking_is_accepted_on_the_unit_that_staff_chose(db: Database, client: httpx.AsyncClient) -> None:
    first, second = await make_hall(db, a=1, b=1)
    booking = await asked(db, client)
    assert await units_of(db, booking) == {first}
    await accept(db, booking, unit=second)
    assert await units_of(db, booking) == {second}
    assert (await bookings(db))[0].zone == "b"


async def test_a_refusal_frees_the_slots_of_that_booking_only(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=2)
    refused, other = await asked(db, client), await asked(db, client)
    await refuse(db, refused)
    assert await units_of(db, refused) == set()
    assert len(await claims(db)) == len(NIGHTS)
    assert await units_of(db, other) != set()


async def test_nothing_is_decided_twice(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    booking = await asked(db, client)
    await accept(db, booking)
    with pytest.raises(BookingOver):
        await refuse(db, booking)
    with pytest.raises(BookingOver):
        await accept(db, booking)
    assert await claimed_slots_match_bookings(db)


async def test_nobody_decides_for_oneself(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    caller = await sign_in(db)
    booking = UUID((await caller.ask(client)).json()["id"])
    with pytest.raises(OwnRequest):
        await accept(db, booking, staff=caller.id)


async def test_a_move_takes_all_the_new_slots_and_frees_the_old_ones(
    db: Database, client: httpx.AsyncClient, halls: Halls
) -> None:
    first, second = await make_hall(db, a=2)
    booking = await asked(db, client)
    await accept(db, booking)
    await move(db, booking, second)
    assert await units_of(db, booking) == {second}
    assert len(await claims(db)) == len(NIGHTS)
    assert halls.told[-1] == (booking, "move")
    await asked(db, client)
    assert {claim.unit_id for claim in await claims(db)} == {first, second}


async def test_a_move_onto_a_taken_unit_changes_nothing(db: Database, client: httpx.AsyncClient) -> None:
    first, second = await make_hall(db, a=2)
    mine, other = await asked(db, client), await asked(db, client, NIGHTS[2:])
    assert (await units_of(db, mine), await units_of(db, other)) == ({first}, {second})
    with pytest.raises(UnitTaken):
        await move(db, mine, second)
    assert (await units_of(db, mine), await units_of(db, other)) == ({first}, {second})
    assert await claimed_slots_match_bookings(db)


async def test_a_unit_of_elsewhere_is_not_found(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db)
    booking = await asked(db, client)
    with pytest.raises(NotFound):
        await move(db, booking, new_id())
