"""A guardian whose account is erased: what they said stays, without them, and is asked for again when it lacks."""

from __future__ import annotations

import httpx
from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding.guardians.tables import GuardianAnswer, KeptAnswer
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from tests.boarding.guardians.family import (
    answer,
    confirm,
    decide,
    declared,
    family,
    post,
    queued,
    require,
    titles,
)
from tests.booking.callers import Caller

ERASED = "Un responsable légal, compte effacé"


async def erase(client: httpx.AsyncClient, guardian: Caller) -> None:
    answered = await post(client, guardian, "/me/erasure", {"confirmation": "EFFACER"})
    assert answered.status_code == 200, answered.text


async def test_the_agreement_of_a_verified_guardian_stays_without_them(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    before = (await home.guardian.get(client, "/me/erasure")).json()["first"]
    assert [line.partition("\u00a0")[0] for line in before] == ["Réponse gardée, sans dire de qui"]
    await erase(client, home.guardian)

    [item] = await queued(client, staff)
    [voice] = item["guardians"]
    assert (item["guardian"], voice["name"], voice["erased"]) == ("received", ERASED, True)
    assert voice["words"] == "a donné son accord le lundi 23\u00a0novembre 2026"
    assert "Un de tes responsables légaux a effacé son compte" in await titles(client, home.student)
    assert any(title.endswith("un responsable légal a effacé son compte") for title in await titles(client, staff))
    async with db.read() as session:
        assert (await session.execute(select(GuardianAnswer))).first() is None
        [kept] = (await session.execute(select(KeptAnswer))).scalars()
    assert str(home.guardian.id) not in str(kept.model_dump())
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_an_agreement_nobody_can_verify_any_more_is_asked_for_again(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    assert (await answer(client, home.guardian, home.booking)).json()["status"] == "awaiting_decision"
    await erase(client, home.guardian)
    asked = (await home.student.get(client, f"/bookings/{home.booking}/guardians")).json()
    assert (asked["state"], asked["can_send"], asked["people"][0]["name"]) == ("to_collect", True, ERASED)
    assert (await home.student.get(client, f"/bookings/{home.booking}")).json()["status"] == "awaiting_guardian"
    assert "Il faut de nouveau l’accord d’un responsable légal" in await titles(client, home.student)
    assert any(title.endswith("un accord manque de nouveau") for title in await titles(client, staff))
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/agreement-missing"
    other = await declared(db, client, home.student, home.booking)
    await confirm(client, staff, home.booking, other)
    assert (await answer(client, other, home.booking)).json()["status"] == "awaiting_decision"
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_a_disagreement_does_not_vanish_with_the_account(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    other = await declared(db, client, home.student, home.booking)
    await confirm(client, staff, home.booking, other)
    await answer(client, other, home.booking)
    await answer(client, home.guardian, home.booking, "disagree")
    await erase(client, home.guardian)
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/guardian-disagrees"
    [item] = await queued(client, staff)
    kept = next(voice for voice in item["guardians"] if voice["erased"])
    path = f"/boarding/requests/{home.booking}/guardians/{kept['id']}/confirmation"
    assert (await staff.put(client, path, {"outcome": "confirmed"})).status_code == 404
    assert (await staff.put(client, path, {"outcome": "rejected"})).json()["guardian"] == "received"
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"
    async with db.read() as session:
        acts = list((await session.execute(select(col(AuditEntry.act)).order_by(col(AuditEntry.number)))).scalars())
    assert [act for act in acts if act in ("guardian.erased", "guardian.set-aside")] == [
        "guardian.erased",
        "guardian.set-aside",
    ]


async def test_nobody_counts_twice_by_coming_back_with_another_account(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    await require(client, staff, 2)
    home = await family(db, client)
    await confirm(client, staff, home.booking, home.guardian)
    await answer(client, home.guardian, home.booking)
    await erase(client, home.guardian)
    again = await declared(db, client, home.student, home.booking)
    await confirm(client, staff, home.booking, again)
    assert (await answer(client, again, home.booking)).json()["status"] == "awaiting_guardian"
    assert (await decide(client, staff, home.booking)).json()["type"] == "/problemes/agreement-missing"
    paper = {"received_on": "2026-11-23", "signatures": 2}
    await staff.put(client, f"/boarding/requests/{home.booking}/guardian-agreement", paper)
    assert (await decide(client, staff, home.booking)).json()["status"] == "accepted"


async def test_of_a_request_that_is_over_nothing_is_kept(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    home = await family(db, client)
    await answer(client, home.guardian, home.booking)
    await decide(client, staff, home.booking, "refused", reason="full")
    told = await titles(client, home.student)
    await erase(client, home.guardian)
    assert await titles(client, home.student) == told
    async with db.read() as session:
        assert (await session.execute(select(KeptAnswer))).first() is None
