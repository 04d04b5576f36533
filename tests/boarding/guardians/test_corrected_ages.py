"""A birth date corrected, by staff or by a class list: every request and stay follows the age on its first night."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.guardians.correcting import correct_birth_date
from passerelles.booking.tables import Claim
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from tests.boarding.guardians.family import (
    MINOR,
    answer,
    confirm,
    decide,
    declared,
    family,
    queued,
    request_of,
    titles,
)
from tests.boarding.houses import NEXT_WEEK, TABARLY, WEEK
from tests.booking.callers import Caller
from tests.booking.claims import claims
from tests.booking.halls import CAMPUS

ADULT = date(2005, 5, 5)


async def corrected(db: Database, student: Caller, by: Caller, birth_date: date) -> None:
    await db.write(
        lambda session: correct_birth_date(
            session, campus_id=CAMPUS, person_id=student.id, birth_date=birth_date, by=by.id
        )
    )


async def accepted(db: Database, client: httpx.AsyncClient, staff: Caller) -> tuple[Caller, str]:
    """A stay accepted as an adult's, whose student turns out to be a minor."""
    student, booking = await request_of(db, client, born=ADULT)
    assert (await decide(client, staff, booking)).json()["status"] == "accepted"
    await corrected(db, student, staff, MINOR)
    return student, booking


async def seen_in_the_plan(client: httpx.AsyncClient, staff: Caller) -> list[bool]:
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    return [cell["agreement_due"] for row in plan["rows"] for cell in row["cells"]]


async def test_an_accepted_stay_that_needs_an_agreement_after_all_says_so_until_it_has_it(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await accepted(db, client, staff)
    [item] = await queued(client, staff)
    assert (item["status"], item["guardian"], item["agreement_due"]) == ("accepted", "to_collect", True)
    assert await seen_in_the_plan(client, staff) == [True]
    assert "Il faut maintenant l’accord de ton responsable légal" in await titles(client, student)
    mine = (await student.get(client, f"/bookings/{booking}")).json()
    assert mine["next_step"].startswith("Ta date de naissance a été corrigée")

    guardian = await declared(db, client, student, booking)
    shown = (await guardian.get(client, f"/guardian/requests/{booking}")).json()
    assert (shown["can_answer"], shown["expected"]) == (True, "answer")
    assert shown["expected_words"].startswith("Ce séjour est accepté, mais")
    agreed = await answer(client, guardian, booking)
    assert (agreed.json()["status"], agreed.json()["answer"]) == ("accepted", "agree")
    confirmed = await confirm(client, staff, booking, guardian)
    assert (confirmed.json()["guardian"], confirmed.json()["agreement_due"]) == ("received", False)
    assert await queued(client, staff) == []
    assert await seen_in_the_plan(client, staff) == [False]
    late = await answer(client, guardian, booking, "disagree")
    assert late.json()["type"] == "/problemes/booking-over"


async def test_paper_settles_it_too(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    _, booking = await accepted(db, client, staff)
    path = f"/boarding/requests/{booking}/guardian-agreement"
    received = await staff.put(client, path, {"received_on": "2026-11-23"})
    assert (received.json()["status"], received.json()["agreement_due"]) == ("accepted", False)


async def test_staff_may_cancel_a_stay_that_lacks_an_agreement_and_no_other(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await accepted(db, client, staff)
    _, other = await request_of(db, client, born=ADULT)
    await decide(client, staff, other)
    assert (await decide(client, staff, booking, "refused")).json()["type"] == "/problemes/reason-missing"
    cancelled = await decide(client, staff, booking, "refused", reason="agreement")
    assert cancelled.json()["status"] == "refused"
    mine = (await student.get(client, f"/bookings/{booking}")).json()
    assert mine["reason_words"] == "L’accord d’un responsable légal manque"
    assert mine["history"][-1]["words"] == "Séjour annulé par l’établissement"
    assert (await titles(client, student))[0].startswith("Ton séjour est annulé")
    held: list[Claim] = await claims(db)
    assert {str(claim.booking_id) for claim in held} == {other}
    kept = await decide(client, staff, other, "refused", reason="agreement")
    assert kept.json()["type"] == "/problemes/booking-over"


async def test_a_stay_that_has_its_agreement_is_not_marked_by_another_minors_date(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    await decide(client, staff, home.booking)
    await corrected(db, home.student, staff, date(2010, 6, 6))
    assert await queued(client, staff) == []


async def test_requests_of_a_minor_who_is_of_age_go_on_and_the_student_is_told(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    student, booking = await request_of(db, client)
    again = await student.ask(client, NEXT_WEEK, resource=TABARLY, zone="filles")
    await corrected(db, student, staff, ADULT)
    for one in (booking, again.json()["id"]):
        assert (await student.get(client, f"/bookings/{one}")).json()["status"] == "awaiting_decision"
    told = await titles(client, student)
    assert told.count("Ta demande continue\u00a0: aucun accord n’est nécessaire") == 2
    assert not any(title.startswith("L’accord de ton responsable") for title in told)


async def test_a_request_of_an_adult_who_is_a_minor_waits_for_the_guardians_already_known(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    await corrected(db, home.student, staff, ADULT)
    assert (await home.guardian.get(client, f"/guardian/requests/{home.booking}")).status_code == 404
    again = await home.student.ask(client, NEXT_WEEK, resource=TABARLY, zone="filles")
    assert again.json()["status"] == "awaiting_decision"

    await corrected(db, home.student, staff, MINOR)

    states = {item["booking"]: (item["status"], item["guardian"]) for item in await queued(client, staff)}
    assert states == {
        home.booking: ("awaiting_decision", "received"),
        again.json()["id"]: ("awaiting_guardian", "to_collect"),
    }
    assert (await titles(client, home.guardian))[0].startswith("Votre accord est attendu")
    assert (await answer(client, home.guardian, again.json()["id"])).json()["status"] == "awaiting_decision"


async def test_without_looking_again_the_stay_would_stand_unmarked(
    db: Database, client: httpx.AsyncClient, staff: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the first test: it is the look at the correction that marks, and nothing else."""
    monkeypatch.setattr("passerelles.accounts.guardians.correcting._looks", [])
    student, booking = await accepted(db, client, staff)
    assert await queued(client, staff) == []
    refused = await student.get(client, f"/bookings/{booking}/guardians")
    assert refused.json()["can_send"] is False


async def test_a_mark_and_a_cancellation_are_in_the_audit_log(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, booking = await accepted(db, client, staff)
    await decide(client, staff, booking, "refused", reason="agreement")
    async with db.read() as session:
        entries = list((await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))).scalars())
    assert [(one.act, one.actor_id) for one in entries] == [
        ("booking.accepted", staff.id),
        ("booking.agreement-due", staff.id),
        ("booking.cancelled", staff.id),
    ]
    assert entries[2].why == "agreement"
