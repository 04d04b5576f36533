"""Erasing: said before, done at once, refused only while somebody else depends on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import time_machine
from sqlalchemy import func, select, update
from sqlmodel import SQLModel

from passerelles.accounts.passkeys.rules import RECENT
from passerelles.booking.tables import Booking, Claim, Occupancy
from passerelles.core.audit import AuditEntry, broken_at
from passerelles.core.db import Database, Session
from tests.boarding.houses import NOW, TABARLY, WEEK
from tests.booking.callers import Caller, sign_in
from tests.booking.claims import claimed_slots_match_bookings
from tests.booking.halls import CAMPUS
from tests.privacy.families import family

ERASE = {"confirmation": "EFFACER"}


async def post(client: httpx.AsyncClient, caller: Caller, path: str, body: dict[str, Any]) -> httpx.Response:
    return await client.post(f"/api{path}", json=body, headers={"Cookie": f"sid={caller.token}"})


async def rows(db: Database, table: type[SQLModel]) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def decided(db: Database, client: httpx.AsyncClient, staff: Caller) -> Caller:
    """Somebody accepted for a week of January 2027."""
    caller = await sign_in(db, name="Camille")
    booking = (await caller.ask(client, WEEK, resource=TABARLY, zone="filles")).json()["id"]
    path = f"/boarding/requests/{booking}/decision"
    assert (await staff.put(client, path, {"outcome": "accepted"})).status_code == 200
    return caller


async def test_what_will_happen_is_said_before_and_nothing_is_done(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller = await decided(db, client, staff)
    said = (await caller.get(client, "/me/erasure")).json()
    assert said["first"] == [
        "Demande retirée\u00a0: 4 nuits, du lundi 4 au jeudi 7\u00a0janvier 2027, Internat 0850033Z, "
        "Les Sables-d’Olonne. La place redevient libre."
    ]
    assert said["erased"] == ["Compte", "Demandes et séjours", "Messages", "Sécurité"]
    assert [one["title"] for one in said["kept"]] == ["Nombre de lits occupés, par nuit"]
    assert all(one["why"] and one["kept"] for one in said["kept"])
    assert await rows(db, Booking) == 1
    assert (await caller.get(client, "/me")).json()["signed_in"]


async def test_a_stay_to_come_is_withdrawn_and_its_bed_is_free_again(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller = await decided(db, client, staff)
    before = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    answer = await post(client, caller, "/me/erasure", ERASE)
    assert answer.status_code == 200
    assert answer.json()["words"].startswith("C’est fait")
    after = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    assert (before["occupied"], after["occupied"]) == (4, 0)
    assert [await rows(db, table) for table in (Booking, Claim, Occupancy)] == [0, 0, 0]
    assert await claimed_slots_match_bookings(db)


async def test_nights_that_were_slept_stay_counted_without_anybody(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    first, second = await decided(db, client, staff), await decided(db, client, staff)
    clock_.move_to("2027-01-15T10:00:00+01:00")
    for caller in (first, second):
        again = await caller.again(db)
        assert (await post(client, again, "/me/erasure", ERASE)).status_code == 200
    async with db.read() as session:
        counted = list((await session.execute(select(Occupancy))).scalars())
    assert {(one.resource, one.zone, one.slot, one.taken) for one in counted} == {
        (TABARLY, "filles", night, 2) for night in WEEK
    }


async def test_nobody_disappears_from_a_house_where_they_sleep_tonight(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    caller = await decided(db, client, staff)
    clock_.move_to("2027-01-05T10:00:00+01:00")
    caller = await caller.again(db)
    for answer in (await caller.get(client, "/me/erasure"), await post(client, caller, "/me/erasure", ERASE)):
        assert answer.status_code == 409
        assert answer.json()["type"] == "/problemes/stay-under-way"
        assert "08/01/2027" in answer.json()["next"]
    assert await rows(db, Booking) == 1


async def test_staff_hand_over_before_they_leave(client: httpx.AsyncClient, staff: Caller) -> None:
    answer = await post(client, staff, "/me/erasure", ERASE)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problemes/staff-role-held")
    assert (await staff.get(client, "/me/data")).status_code == 200


@pytest.mark.parametrize("body", [{}, {"confirmation": "effacer"}, {"confirmation": "EFFACER", "child": "x"}])
async def test_the_word_is_typed_whole(db: Database, client: httpx.AsyncClient, body: dict[str, str]) -> None:
    caller = await sign_in(db)
    assert (await post(client, caller, "/me/erasure", body)).status_code == 422
    assert (await caller.get(client, "/me")).json()["signed_in"]


async def test_erasing_asks_for_a_sign_in_of_less_than_a_quarter_of_an_hour(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    guardian, child = await family(db)
    clock_.move_to(NOW + RECENT + timedelta(minutes=1))
    for path in ("/me/erasure", f"/me/children/{child.id}/erasure"):
        assert (await guardian.get(client, path)).status_code == 200
        refused = await post(client, guardian, path, ERASE)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/sign-in-again")
    assert (await child.get(client, "/me")).json()["signed_in"]
    anew = await guardian.again(db)
    for path in (f"/me/children/{child.id}/erasure", "/me/erasure"):
        assert (await post(client, anew, path, ERASE)).status_code == 200


async def test_the_audit_keeps_ids_and_its_chain_is_whole(db: Database, client: httpx.AsyncClient) -> None:
    caller = await sign_in(db, name="Camille")
    await post(client, caller, "/me/erasure", ERASE)
    async with db.read() as session:
        (entry,) = (await session.execute(select(AuditEntry))).scalars()
        assert await broken_at(session, CAMPUS) is None
    assert (entry.act, entry.subject, entry.why) == ("person.erase", f"person:{caller.id}", "self")
    assert "Camille" not in str(entry.details)


async def test_once_erased_every_device_is_signed_out(db: Database, client: httpx.AsyncClient) -> None:
    caller = await sign_in(db)
    other = await caller.again(db)
    await post(client, caller, "/me/erasure", ERASE)
    assert (await other.get(client, "/bookings")).status_code == 401
    assert (await post(client, caller, "/me/erasure", ERASE)).status_code == 401


async def test_what_staff_recorded_stays_without_saying_who(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller = await decided(db, client, staff)

    async def leave(session: Session) -> None:
        grants = SQLModel.metadata.tables["role_grant"]
        await session.execute(update(grants).where(grants.c.person_id == staff.id).values(ends_at=grants.c.starts_at))

    await db.write(leave)
    assert (await post(client, staff, "/me/erasure", ERASE)).status_code == 200
    booking = (await caller.get(client, "/bookings")).json()["items"][0]
    assert [event["words"] for event in booking["history"]] == ["Demande envoyée", "Demande acceptée"]


async def test_a_guardian_erases_a_child_who_is_a_minor(db: Database, client: httpx.AsyncClient) -> None:
    guardian, child = await family(db)
    path = f"/me/children/{child.id}/erasure"
    assert (await guardian.get(client, path)).json()["erased"] != []
    assert (await post(client, guardian, path, ERASE)).status_code == 200
    assert (await child.get(client, "/bookings")).status_code == 401
    assert (await guardian.get(client, "/me")).json()["signed_in"]
    async with db.read() as session:
        (entry,) = (await session.execute(select(AuditEntry))).scalars()
    assert (entry.actor_id, entry.why) == (guardian.id, "guardian")


@pytest.mark.parametrize("act", ["data", "erasure"])
@pytest.mark.parametrize("case", ["of age", "age unknown", "not confirmed", "ended", "not theirs"])
async def test_nobody_asks_for_an_adult_or_for_somebody_elses_child(
    db: Database, client: httpx.AsyncClient, *, case: str, act: str
) -> None:
    cases: dict[str, dict[str, Any]] = {
        "of age": {"birth_date": date(2008, 11, 23)},
        "age unknown": {"birth_date": None},
        "not confirmed": {"confirmed": False},
        "ended": {"ended": True},
    }
    guardian, child = await family(db, **cases.get(case, {}))
    if case == "not theirs":
        guardian = await sign_in(db, role="guardian", birth_date=None)
    path = f"/me/children/{child.id}/{act}"
    assert (await guardian.get(client, path)).status_code == 404
    if act == "erasure":
        assert (await post(client, guardian, path, ERASE)).status_code == 404
    assert (await guardian.get(client, "/me/data")).json()["children"] == []
    assert (await child.get(client, "/me/looks")).json()["items"] == []


async def test_the_day_before_eighteen_a_guardian_still_may(db: Database, client: httpx.AsyncClient) -> None:
    guardian, child = await family(db, birth_date=date(2008, 11, 24))
    assert (await guardian.get(client, f"/me/children/{child.id}/data")).status_code == 200
    assert (await guardian.get(client, "/me/data")).json()["children"] == [{"id": str(child.id), "name": "Camille"}]
