"""From the student's link to the manager's acceptance: who must agree, who is told, what blocks."""

from __future__ import annotations

import httpx
from sqlalchemy import select
from sqlmodel import col

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
    post,
    queued,
    request_of,
    require,
    titles,
)
from tests.boarding.houses import WEEK
from tests.booking.callers import Caller, sign_in


async def test_a_guardian_agrees_the_institution_confirms_then_accepts(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    seen = (await home.guardian.get(client, f"/guardian/requests/{home.booking}")).json()
    assert (seen["child"], seen["price_words"], seen["expected"]) == ("Camille", "48,20\u00a0€", "answer")
    assert len(seen["rules_words"]) == 5
    assert any("forfait" in words for words in seen["withdrawal_words"])
    agreed = await answer(client, home.guardian, home.booking)
    assert (agreed.json()["status"], agreed.json()["answer"]) == ("awaiting_decision", "agree")

    [item] = await queued(client, staff)
    assert (item["guardian"], item["guardians"][0]["name"]) == ("to_confirm", "Dominique Martin")
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/guardian-unconfirmed"
    confirmed = await confirm(client, staff, home.booking, home.guardian)
    assert confirmed.json()["guardian"] == "received"
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"
    assert (await titles(client, home.student))[0].startswith("Ta demande est acceptée")
    assert (await titles(client, home.guardian))[0].startswith("La demande est acceptée")


async def test_without_an_answer_nothing_is_accepted(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/agreement-missing"


async def test_a_disagreement_blocks_until_the_guardian_changes_their_mind(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    await answer(client, home.guardian, home.booking, "disagree", reason="dates")
    [item] = await queued(client, staff)
    assert (item["guardian"], item["guardians"][0]["reason_words"]) == ("disagreed", "Les dates ou le nombre de nuits")
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/guardian-disagrees"
    mine = (await home.student.get(client, f"/bookings/{home.booking}")).json()
    assert mine["next_step"].startswith("Un responsable légal n’est pas d’accord")
    await answer(client, home.guardian, home.booking)
    assert (await decide(client, staff, home.booking)).status_code == 200


async def test_staff_may_refuse_whatever_the_guardians_say(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await answer(client, home.guardian, home.booking, "disagree")
    assert (await decide(client, staff, home.booking, "refused", reason="other")).json()["status"] == "refused"
    late = await answer(client, home.guardian, home.booking)
    assert late.json()["type"] == "/problemes/booking-over"


async def test_a_disagreement_says_why(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:  # noqa: ARG001 - the house must be open
    home = await family(db, client)
    silent = await answer(client, home.guardian, home.booking, "disagree", reason=None)
    assert silent.json()["type"] == "/problemes/reason-missing"


async def test_the_same_answer_twice_is_said_once(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:  # noqa: ARG001 - the house must be open
    home = await family(db, client)
    for _ in range(2):
        assert (await answer(client, home.guardian, home.booking)).status_code == 200
    told = await titles(client, home.student)
    assert told.count("L’accord de ton responsable légal est enregistré") == 1


async def test_both_guardians_when_the_house_requires_both(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    await require(client, staff, 2)
    home = await family(db, client)
    other = await adult(db)
    await declare(client, other, await link(client, home.student, home.booking))
    for guardian in (home.guardian, other):
        await confirm(client, staff, home.booking, guardian)
    first = await answer(client, home.guardian, home.booking)
    assert first.json()["status"] == "awaiting_guardian"
    assert "second responsable légal" in first.json()["expected_words"]
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/agreement-missing"
    await answer(client, other, home.booking)
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_a_second_guardian_who_disagrees_blocks_though_one_agreement_is_enough(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    other = await declared(db, client, home.student, home.booking)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    await answer(client, other, home.booking, "disagree")
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/guardian-disagrees"
    rejected = await confirm(client, staff, home.booking, other, "rejected")  # not a guardian after all
    assert rejected.json()["guardian"] == "received"
    assert (await other.get(client, f"/guardian/requests/{home.booking}")).status_code == 404
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_a_confirmed_guardian_needs_no_link_the_next_time(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    again = await home.student.ask(client, ["2027-01-11"], resource="HOUSE:0850033Z", zone="filles")
    assert (await titles(client, home.guardian))[0].startswith("Votre accord est attendu")
    assert (await answer(client, home.guardian, again.json()["id"])).json()["status"] == "awaiting_decision"


async def test_paper_still_counts_and_tells_how_many_signed(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    await require(client, staff, 2)
    _, booking = await request_of(db, client)
    path = f"/boarding/requests/{booking}/guardian-agreement"
    one = await staff.put(client, path, {"received_on": "2026-11-23"})
    assert (one.json()["guardian"], one.json()["status"]) == ("to_collect", "awaiting_guardian")
    both = await staff.put(client, path, {"received_on": "2026-11-23", "signatures": 2})
    assert (both.json()["guardian"], both.json()["status"]) == ("received", "awaiting_decision")
    assert (await decide(client, staff, booking)).json()["status"] == "accepted"


async def test_only_the_missing_guardian_is_reminded_and_not_twice_a_day(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    await require(client, staff, 2)
    home = await family(db, client)
    other = await declared(db, client, home.student, home.booking)
    await answer(client, home.guardian, home.booking)
    reminded = await post(client, home.student, f"/bookings/{home.booking}/guardian-reminders")
    assert (reminded.status_code, reminded.json()["can_remind"]) == (200, False)
    assert "Rappel\u00a0: votre réponse est attendue" in await titles(client, other)
    assert await titles(client, home.guardian) == []
    again = await post(client, home.student, f"/bookings/{home.booking}/guardian-reminders")
    assert again.json()["type"] == "/problemes/reminded-already"


async def test_an_adults_stay_needs_nobody(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:  # noqa: ARG001 - the house must be open
    student = await sign_in(db)
    booking = (await student.ask(client, WEEK, resource="HOUSE:0850033Z", zone="filles")).json()["id"]
    refused = await post(client, student, f"/bookings/{booking}/guardian-links", {})
    assert refused.json()["type"] == "/problemes/guardian-not-needed"
    assert (await student.get(client, f"/bookings/{booking}/guardians")).json()["state"] == "not_needed"


async def test_every_act_about_guardians_is_in_the_audit_log_without_a_name(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await answer(client, home.guardian, home.booking, "disagree")
    await answer(client, home.guardian, home.booking)
    await confirm(client, staff, home.booking, home.guardian)
    async with db.read() as session:
        entries = list((await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))).scalars())
    assert [entry.act for entry in entries] == [
        "guardian.link", "guardian.declare", "guardian.disagree", "guardian.agree", "guardian.confirm",
    ]  # fmt: skip
    assert entries[2].why == "cost"
    assert "Martin" not in str([entry.details for entry in entries])
