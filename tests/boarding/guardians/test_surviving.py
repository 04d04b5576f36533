"""What an agreement survives, and what it does not: another bed, other nights, a correction, the 18th birthday."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
import time_machine
from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts.guardians import links
from passerelles.accounts.tables import PersonRecord
from passerelles.boarding.guardians.birthdays import tell_all
from passerelles.booking.tables import BookingSlot
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from tests.boarding.guardians.family import (
    adult,
    answer,
    confirm,
    decide,
    declare,
    declared,
    family,
    link,
    manager,
    queued,
    request_of,
    titles,
)
from tests.boarding.houses import NEXT_WEEK, TABARLY, WEEK
from tests.booking.callers import Caller, all_at_once, sign_in
from tests.booking.halls import CAMPUS


async def kept(db: Database, person: Caller) -> tuple[date | None, bool]:
    async with db.read() as session:
        row = await session.get(PersonRecord, (CAMPUS, person.id))
        assert row is not None
        return row.birth_date, row.adult


async def test_another_bed_for_the_same_nights_keeps_the_agreement(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    bed = next(row["bed"]["id"] for row in plan["rows"] if row["bed"]["label"] == "201 · A")
    moved = await staff.put(client, f"/boarding/requests/{home.booking}/bed", {"bed": bed})
    assert moved.json()["guardian"] == "received"
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_other_nights_need_another_answer(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    seen = (await home.guardian.get(client, f"/guardian/requests/{home.booking}")).json()
    await answer(client, home.guardian, home.booking)
    await db.write(
        lambda session: session.execute(
            update(BookingSlot)
            .where(col(BookingSlot.booking_id) == home.id, col(BookingSlot.slot) == WEEK[-1])
            .values(slot=NEXT_WEEK[0])
        )
    )
    [item] = await queued(client, staff)
    assert (item["guardian"], item["guardians"][0]["answer"]) == ("to_collect", None)
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/agreement-missing"
    stale = {"answer": "agree", "terms": seen["terms"]}
    refused = await home.guardian.put(client, f"/guardian/requests/{home.booking}/answer", stale)
    assert refused.json()["type"] == "/problemes/terms-changed"
    await answer(client, home.guardian, home.booking)
    assert (await decide(client, staff, home.booking)).status_code == 200


async def test_at_eighteen_the_guardian_loses_access_at_midnight_in_paris(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    student, booking = await request_of(db, client, born=date(2009, 1, 6))  # of age on the third of four nights
    guardian = await declared(db, client, student, booking)
    await confirm(client, staff, booking, guardian)
    await answer(client, guardian, booking)
    assert (await decide(client, staff, booking)).json()["status"] == "accepted"
    clock_.move_to("2027-01-05T23:59:00+01:00")
    guardian = await guardian.again(db)
    assert (await guardian.get(client, f"/guardian/requests/{booking}")).status_code == 200
    clock_.move_to("2027-01-06T00:00:00+01:00")
    guardian, student = await guardian.again(db), await student.again(db)
    assert (await guardian.get(client, f"/guardian/requests/{booking}")).status_code == 404
    assert (await guardian.get(client, "/guardian/requests")).json() == {"children": [], "items": []}
    assert (await student.get(client, f"/bookings/{booking}")).json()["status"] == "accepted"


async def test_the_birthday_is_told_once_and_the_date_forgotten(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    student, booking = await request_of(db, client, born=date(2009, 1, 6))
    guardian = await declared(db, client, student, booking)
    await confirm(client, staff, booking, guardian)
    assert await tell_all(db) == 0
    clock_.move_to("2027-01-06T08:00:00+01:00")
    assert [await tell_all(db), await tell_all(db)] == [1, 0]
    assert await kept(db, student) == (None, True)
    student = await student.again(db)
    assert (await titles(client, student)).count("Tu as 18 ans\u00a0: tes demandes ne dépendent que de toi") == 1
    me = (await student.get(client, "/me")).json()
    assert (me["minor"], me["birth_date_known"]) == (False, True)


async def test_a_stay_after_the_birthday_needs_no_guardian_though_the_student_is_a_minor_today(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client, born=date(2009, 1, 4))  # of age on the first night itself
    assert (await student.get(client, "/me")).json()["minor"] is True
    assert (await decide(client, staff, booking)).json()["status"] == "accepted"


async def test_a_corrected_birth_date_frees_a_request_from_the_guardian(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client)
    typed_again = await student.put(client, "/me/birth-date", {"name": "Camille", "birth_date": "2001-05-05"})
    assert typed_again.json()["type"] == "/problemes/identity-fixed"
    fixed = await staff.put(
        client, f"/boarding/requests/{booking}/birth-date", {"birth_date": "2005-05-05", "reason": "document"}
    )
    assert (fixed.json()["minor"], fixed.json()["status"]) == (False, "awaiting_decision")
    assert await kept(db, student) == (None, True)
    assert (await decide(client, staff, booking)).json()["status"] == "accepted"
    async with db.read() as session:
        entries = (await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))).scalars().all()
    correction = entries[0]
    assert (correction.act, correction.why, correction.actor_id) == ("birth-date.correct", "document", staff.id)
    assert "2005" not in str([entry.details for entry in entries])


async def test_a_correction_the_other_way_asks_for_a_guardian(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, booking = await request_of(db, client, born=date(2005, 5, 5))
    fixed = await staff.put(
        client, f"/boarding/requests/{booking}/birth-date", {"birth_date": "2010-05-05", "reason": "typing"}
    )
    assert (fixed.json()["minor"], fixed.json()["guardian"]) == (True, "to_collect")
    assert (await decide(client, staff, booking)).json()["type"] == "/problemes/agreement-missing"


async def test_an_adults_birth_date_is_never_written(db: Database, client: httpx.AsyncClient) -> None:
    grown = await sign_in(db, name=None, birth_date=None)
    given = {"name": "Sacha", "birth_date": "2001-03-02"}
    assert (await grown.put(client, "/me/birth-date", given)).json()["minor"] is False
    assert await kept(db, grown) == (None, True)
    assert (await grown.put(client, "/me/birth-date", given)).status_code == 200


async def manager_and_parent(db: Database, client: httpx.AsyncClient, student: Caller, booking: str) -> Caller:
    """A manager of the house who declares that they answer for this student."""
    parent = await manager(db)
    assert (await declare(client, parent, await link(client, student, booking))).status_code == 200
    return parent


ACTS = [
    ("decision", {"outcome": "refused", "reason": "full"}),
    ("decision", {"outcome": "accepted"}),
    ("guardian-agreement", {"received_on": "2026-11-23"}),
    ("birth-date", {"birth_date": "2005-05-05", "reason": "typing"}),
]


@pytest.mark.parametrize(("path", "body"), ACTS)
async def test_nobody_decides_on_their_own_childs_request(
    db: Database, client: httpx.AsyncClient, staff: Caller, path: str, body: dict[str, str]
) -> None:
    student, booking = await request_of(db, client)
    parent = await manager_and_parent(db, client, student, booking)
    refused = await parent.put(client, f"/boarding/requests/{booking}/{path}", body)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/own-request")
    assert (await confirm(client, parent, booking, parent)).json()["type"] == "/problemes/own-request"
    assert len(await queued(client, staff)) == 1


async def test_nobody_changes_how_many_must_agree_while_their_own_child_waits(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client)
    parent = await manager_and_parent(db, client, student, booking)
    path, two = f"/boarding/houses/{TABARLY}/agreements-required", {"required": 2}
    refused = await parent.put(client, path, two)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/own-request")
    assert (await staff.put(client, path, two)).json()["agreements_required"] == 2


async def test_a_house_that_has_refused_somebody_says_no_more_how_old_they_are(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client)
    await decide(client, staff, booking, "refused", reason="full")
    corrected = {"birth_date": "2005-05-05", "reason": "typing"}
    late = await staff.put(client, f"/boarding/requests/{booking}/birth-date", corrected)
    assert (late.status_code, late.json()["type"]) == (409, "/problemes/booking-over")
    assert (await kept(db, student))[1] is False


async def test_without_the_guard_a_parent_would_decide(
    db: Database, client: httpx.AsyncClient, staff: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: it is this check that refuses, and nothing else."""

    async def nobody(*_: object) -> bool:
        return False

    monkeypatch.setattr(links, "concerns", nobody)
    student, booking = await request_of(db, client)
    parent = await manager_and_parent(db, client, student, booking)
    assert (await decide(client, parent, booking, "refused", reason="full")).json()["status"] == "refused"
    assert await queued(client, staff) == []


async def test_a_grown_child_is_still_ones_child_when_it_comes_to_deciding(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    student, booking = await request_of(db, client, born=date(2008, 12, 1), slots=["2026-11-30"])
    parent = await manager_and_parent(db, client, student, booking)
    assert staff.id != parent.id
    clock_.move_to("2026-12-01T08:00:00+01:00")
    await tell_all(db)
    async with db.read() as session:
        assert await links.children_of(session, CAMPUS, parent.id) == frozenset()
        assert await links.concerns(session, CAMPUS, parent.id, student.id)


async def test_a_disagreement_and_an_acceptance_of_the_same_moment_never_both_stand(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    said, decided = await all_at_once(
        answer(client, home.guardian, home.booking, "disagree"), decide(client, staff, home.booking)
    )
    assert sorted([said.status_code, decided.status_code]) == [200, 409]


async def test_five_people_do_not_all_answer_for_one_student(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    answers = [(await declare(client, await adult(db), token)).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 409]
    three = [one["id"] for one in (await queued(client, staff))[0]["guardians"]][:3]
    path = f"/boarding/requests/{booking}/guardians"
    confirmed = [
        (await staff.put(client, f"{path}/{one}/confirmation", {"outcome": "confirmed"})).status_code for one in three
    ]
    assert confirmed == [200, 200, 409]
