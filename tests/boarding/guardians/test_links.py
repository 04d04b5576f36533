"""Links: nothing is said before signing in, nothing happens by reading, nobody borrows somebody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.roles.granting import give
from passerelles.accounts.roles.rules import Where
from passerelles.accounts.schemas import RoleName
from passerelles.boarding.guardians.links import LIFE, TOKEN_BYTES
from passerelles.boarding.guardians.tables import GuardianLink
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from passerelles.core.house import STATE
from passerelles.core.ids import digest, new_token
from tests.boarding.guardians.family import (
    MINOR,
    adult,
    answer,
    by_mail,
    confirm,
    declare,
    declared,
    family,
    link,
    manager,
    post,
    queued,
    request_of,
    titles,
)
from tests.boarding.houses import opened
from tests.booking.callers import Caller, sign_in
from tests.booking.halls import CAMPUS


@pytest.fixture(autouse=True)
async def house(db: Database) -> None:
    await opened(db)


async def read(client: httpx.AsyncClient, token: str, caller: Caller | None = None) -> httpx.Response:
    headers = caller.headers() if caller else {}
    return await client.get(f"/api/guardian-links/{token}", headers=headers)


async def rows(db: Database) -> list[tuple[object, ...]]:
    async with db.read() as session:
        return [tuple(row) for row in (await session.execute(select(*GuardianLink.__table__.c))).all()]  # type: ignore[attr-defined] # SQLModel does not type its table


def test_a_token_cannot_be_guessed() -> None:
    tokens = {new_token(TOKEN_BYTES) for _ in range(10_000)}
    assert len(tokens) == 10_000
    assert TOKEN_BYTES * 8 >= 128
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", token) for token in tokens)


async def test_only_the_digest_is_kept(db: Database, client: httpx.AsyncClient) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking, "parent@exemple.fr")
    kept = str(await rows(db))
    assert digest(token) in kept
    assert token not in kept
    assert "parent@" not in kept


async def test_before_signing_in_a_link_shows_a_house_nights_and_a_price(
    db: Database, client: httpx.AsyncClient
) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    shown = await read(client, token)
    body = shown.json()
    assert (body["house"], body["nights_words"]) == (
        "Internat 0850033Z",
        "4 nuits, du lundi 4 au jeudi 7\u00a0janvier 2027",
    )
    assert (body["price_words"], body["visitor"], body["booking"]) == ("48,20\u00a0€", "nobody", None)
    page = await client.get(f"/accord/{token}")
    for answered in (shown, page):
        assert "Camille" not in answered.text
        assert str(student.id) not in answered.text
        assert answered.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answered.headers["x-robots-tag"]
        assert answered.headers["cache-control"] == "no-store"
    head = page.text.partition("</head>")[0]
    assert token not in head.replace("passerelles-build", "")


async def test_reading_consumes_nothing(db: Database, client: httpx.AsyncClient) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    before = await rows(db)
    stranger = await adult(db)
    for _ in range(5):
        assert (await client.get(f"/accord/{token}")).status_code == 200
        assert (await client.head(f"/accord/{token}")).status_code == 200
        assert (await read(client, token, stranger)).json()["state"] == "open"
    assert await rows(db) == before
    assert (await declare(client, stranger, token)).status_code == 200


async def test_an_unknown_token_opens_nothing(client: httpx.AsyncClient) -> None:
    unknown = await read(client, "inconnu")
    assert unknown.status_code == 404
    assert unknown.headers["referrer-policy"] == "no-referrer"
    assert (await client.get("/accord/inconnu")).status_code == 200  # the page is the same for every token


async def test_the_student_is_no_guardian_of_their_own(db: Database, client: httpx.AsyncClient) -> None:
    student = await by_mail(db, "lea@exemple.fr")
    given = {"name": "Léa", "birth_date": MINOR.isoformat()}
    assert (await student.put(client, "/me/birth-date", given)).status_code == 200
    booking = (await student.ask(client, ["2027-01-04"], resource="HOUSE:0850033Z", zone="filles")).json()["id"]
    token = await link(client, student, booking)
    assert (await read(client, token, student)).json()["visitor"] == "student"
    twin = await by_mail(db, "lea+maman@exemple.fr")
    for pretender in (student, twin):
        refused = await declare(client, pretender, token)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/guardian-is-student")
    for address in ("lea@exemple.fr", "LEA+papa@exemple.fr"):
        refused = await post(client, student, f"/bookings/{booking}/guardian-links", {"email": address})
        assert refused.json()["type"] == "/problemes/guardian-is-student"


async def test_another_minor_is_no_guardian(db: Database, client: httpx.AsyncClient) -> None:
    student, booking = await request_of(db, client)
    friend = await sign_in(db, birth_date=MINOR)
    refused = await declare(client, friend, await link(client, student, booking))
    assert refused.json()["type"] == "/problemes/guardian-is-minor"


@pytest.mark.parametrize("role", ["student", "apprentice"])
async def test_a_learner_of_unknown_age_is_no_guardian(db: Database, client: httpx.AsyncClient, role: RoleName) -> None:
    student, booking = await request_of(db, client)
    token, friend, by = await link(client, student, booking), await adult(db), await manager(db)
    where = Where(role, "institution", "UAI:0850033Z")

    async def enrol(session: Session) -> None:
        await give(session, campus_id=CAMPUS, person_id=friend.id, where=where, place=None, until=None, by=by.id)

    await db.write(enrol)
    refused = await declare(client, friend, token)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/guardian-is-minor")
    assert (await friend.get(client, "/guardian/requests")).status_code == 403
    told = await friend.put(client, "/me/birth-date", {"name": "Dominique", "birth_date": "1980-05-05"})
    assert told.status_code == 200
    assert (await declare(client, friend, token)).status_code == 200


@pytest.mark.parametrize("missing", ["adult", "guardian"])
async def test_both_declarations_are_needed(db: Database, client: httpx.AsyncClient, missing: str) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    assert (await declare(client, await adult(db), token, **{missing: False})).status_code == 422


async def test_a_link_passed_on_makes_a_second_declared_guardian_who_reads_no_name(
    db: Database, client: httpx.AsyncClient
) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    first, second = await adult(db), await adult(db)
    assert (await declare(client, first, token)).json()["child"] == "Camille"
    other = (await declare(client, second, token)).json()
    assert (other["child"], other["confirmed"]) == (None, False)
    assert "Dominique" not in str(other)
    [item] = await queued(client, await manager(db))
    assert [one["confirmed"] for one in item["guardians"]] == [False, False]


async def test_only_the_student_and_confirmed_guardians_make_links(db: Database, client: httpx.AsyncClient) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    first, second = await adult(db), await adult(db)
    for one in (first, second):
        assert (await declare(client, one, token)).status_code == 200
        refused = await post(client, one, f"/bookings/{booking}/guardian-links", {})
        assert (refused.status_code, refused.json()["type"]) == (404, "/problemes/not-found")
    assert (await confirm(client, await manager(db), booking, first)).status_code == 200
    assert (await post(client, first, f"/bookings/{booking}/guardian-links", {})).status_code == 201
    assert (await post(client, second, f"/bookings/{booking}/guardian-links", {})).status_code == 404


async def test_a_declared_guardian_reads_the_one_request_only(db: Database, client: httpx.AsyncClient) -> None:
    home = await family(db, client)
    later = await home.student.ask(client, ["2027-01-11"], resource="HOUSE:0850033Z", zone="filles")
    listed = (await home.guardian.get(client, "/guardian/requests")).json()
    assert [item["booking"] for item in listed["items"]] == [home.booking]
    assert listed["children"][0]["name"] is None
    assert (await home.guardian.get(client, f"/guardian/requests/{later.json()['id']}")).status_code == 404
    await confirm(client, await manager(db), home.booking, home.guardian)
    listed = (await home.guardian.get(client, "/guardian/requests")).json()
    assert len(listed["items"]) == 2


async def test_nobody_else_reads_or_answers(db: Database, client: httpx.AsyncClient) -> None:
    home = await family(db, client)
    stranger = await declared(db, client, *await request_of(db, client))
    assert (await stranger.get(client, f"/guardian/requests/{home.booking}")).status_code == 404
    assert (await answer(client, stranger, home.booking)).status_code == 404
    assert (await (await sign_in(db)).get(client, "/guardian/requests")).status_code == 403
    assert (await stranger.get(client, f"/bookings/{home.booking}/guardians")).status_code == 404
    refused = await post(client, stranger, f"/bookings/{home.booking}/guardian-links", {})
    assert refused.status_code == 404
    refused = await post(client, home.guardian, f"/bookings/{home.booking}/guardian-reminders")
    assert refused.status_code == 404


async def test_an_expired_link_offers_a_new_one_once(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    clock_.shift(LIFE + timedelta(minutes=1))
    guardian, student = await adult(db), await student.again(db)
    assert (await read(client, token)).json()["state"] == "expired"
    late = await declare(client, guardian, token)
    assert (late.status_code, late.json()["type"]) == (410, "/problemes/guardian-link-expired")
    for _ in range(2):
        assert (await post(client, None, f"/guardian-links/{token}/renewal")).status_code == 202
    assert await titles(client, student) == ["Ton responsable légal demande un nouveau lien"]
    assert (await declare(client, guardian, await link(client, student, booking))).status_code == 200


async def test_an_expired_link_offers_nothing_once_answered(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    student, booking = await request_of(db, client)
    token, guardian = await link(client, student, booking), await adult(db)
    await declare(client, guardian, token)
    await answer(client, guardian, booking)
    clock_.shift(LIFE + timedelta(minutes=1))
    assert (await read(client, token)).json()["state"] == "answered"
    refused = await post(client, None, f"/guardian-links/{token}/renewal")
    assert refused.json()["type"] == "/problemes/guardian-answered"
    guardian = await guardian.again(db)
    assert (await answer(client, guardian, booking, "disagree")).json()["answer"] == "disagree"  # in their own space


async def test_a_link_of_a_request_that_is_over_opens_nothing(db: Database, client: httpx.AsyncClient) -> None:
    student, booking = await request_of(db, client)
    token = await link(client, student, booking)
    await student.withdraw(client, booking)
    assert (await read(client, token)).json()["state"] == "over"
    assert (await declare(client, await adult(db), token)).json()["type"] == "/problemes/booking-over"
    refused = await post(client, student, f"/bookings/{booking}/guardian-links", {})
    assert refused.json()["type"] == "/problemes/booking-over"


async def test_a_link_is_mailed_without_a_name_and_not_endlessly(
    db: Database, client: httpx.AsyncClient, app: FastAPI
) -> None:
    student, booking = await request_of(db, client)
    made = await post(client, student, f"/bookings/{booking}/guardian-links", {"email": "parent@exemple.fr"})
    await getattr(app.state, STATE).outbox.send_due()
    mail = (await client.get(f"/api{made.json()['demo_mail_url'].replace('/demo/courriel', '/demo/mails')}")).json()
    assert made.json()["url"] in mail["text"]
    assert "Camille" not in mail["text"]
    for _ in range(4):
        await post(client, student, f"/bookings/{booking}/guardian-links", {"email": "parent@exemple.fr"})
    full = await post(client, student, f"/bookings/{booking}/guardian-links", {"email": "parent@exemple.fr"})
    assert full.json()["type"] == "/problemes/guardian-links-full"
    assert (await post(client, student, f"/bookings/{booking}/guardian-links", {})).status_code == 201


async def test_somebody_whom_the_institution_rejected_does_not_come_back(
    db: Database, client: httpx.AsyncClient
) -> None:
    home = await family(db, client)
    await confirm(client, await manager(db), home.booking, home.guardian, "rejected")
    again = await declare(client, home.guardian, await link(client, home.student, home.booking))
    assert (again.status_code, again.json()["type"]) == (403, "/problemes/guardian-rejected")
    assert (await home.guardian.get(client, f"/guardian/requests/{home.booking}")).status_code == 404


async def test_whoever_becomes_a_guardian_gets_a_new_session_token_once(
    db: Database, client: httpx.AsyncClient
) -> None:
    """OWASP ASVS 7.2.4: the token of before opens nothing once their rights have grown."""
    student, booking = await request_of(db, client)
    guardian = await adult(db)
    elsewhere, before = await guardian.again(db), Caller(guardian.id, guardian.token)
    token = await link(client, student, booking)
    assert (await declare(client, guardian, token)).status_code == 200
    assert guardian.token != before.token
    for old in (before, elsewhere):
        assert (await old.get(client, "/guardian/requests")).status_code == 401
    assert (await guardian.get(client, "/guardian/requests")).status_code == 200
    now = guardian.token
    assert (await declare(client, guardian, token)).status_code == 200
    assert guardian.token == now
    assert (await student.get(client, f"/bookings/{booking}")).status_code == 200


async def test_links_and_reminders_are_in_the_audit_log_without_an_address(
    db: Database, client: httpx.AsyncClient
) -> None:
    student, booking = await request_of(db, client)
    await link(client, student, booking, "parent@exemple.fr")
    guardian = await declared(db, client, student, booking)
    await post(client, student, f"/bookings/{booking}/guardian-reminders")
    async with db.read() as session:
        entries = list((await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))).scalars())
    assert [(one.act, one.actor_id) for one in entries] == [
        ("guardian.link", student.id),
        ("guardian.link", student.id),
        ("guardian.declare", guardian.id),
        ("guardian.remind", student.id),
    ]
    assert [one.details.get("mailed") for one in entries[:2]] == [True, False]
    assert entries[3].details == {"guardians": [str(guardian.id)]}
    assert "parent@" not in str([one.details for one in entries])
