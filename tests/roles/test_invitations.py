"""Invitations: told once, read without being used, accepted once by a tap, while whoever invited still may."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.roles import granting
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.tables import RoleGrant
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from passerelles.core.ids import digest
from passerelles.notifications.mail import text_of
from tests.accounts.mailbox import last_mail
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, OTHER_HOUSE, Caller, a_role, again, enter, roles_of


@pytest.fixture
async def director(db: Database) -> Caller:
    return await enter(db, a_role("operational_director"), name="Dominique Le Goff")


def wanted(**more: Any) -> dict[str, Any]:
    return {
        "role": "boarding_manager",
        "scope_kind": "house",
        "scope": HOUSE,
        "channel": "paper",
        "name": "Andrea Petit",
    } | more


async def invite(client: httpx.AsyncClient, by: Caller, **more: Any) -> dict[str, Any]:
    answer = await by.post(client, "/team/invitations", wanted(**more))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def token_of(made: dict[str, Any]) -> str:
    return str(made["url"]).rsplit("/", 1)[1]


async def accept(client: httpx.AsyncClient, by: Caller, made: dict[str, Any]) -> httpx.Response:
    return await by.post(client, f"/invitations/{token_of(made)}/acceptance")


async def acts(db: Database) -> list[str]:
    async with db.read() as session:
        rows = await session.execute(select(col(AuditEntry.act)).order_by(col(AuditEntry.number)))
        return list(rows.scalars())


async def test_an_invitation_on_paper_shows_its_role_place_and_end_then_gives_it(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    made = await invite(client, director, ends_on="2027-07-04")
    assert made["qr"].startswith("data:image/svg+xml")
    assert made["invitation"]["state"] == "waiting"
    shown = (await client.get(f"/api/invitations/{token_of(made)}")).json()
    assert (shown["role"], shown["place"], shown["invited_by"]) == ("boarding_manager", "0850033Z", "Dominique Le Goff")
    assert shown["until"].startswith("2027-07-04T22:00")  # midnight in Paris
    assert "Andrea" not in str(shown)
    andrea = await enter(db, name=None)
    answer = await accept(client, andrea, made)
    assert answer.status_code == 200
    assert answer.json()["home"] == f"/gestion/internats/{HOUSE}"
    andrea = andrea.with_token(answer)
    assert (await andrea.get(client, f"/boarding/houses/{HOUSE}/requests")).status_code == 200
    assert (await andrea.get(client, f"/boarding/houses/{OTHER_HOUSE}/requests")).status_code == 404
    assert await acts(db) == ["invitation.make", "invitation.accept"]


async def test_a_token_has_256_bits_and_only_its_digest_is_kept(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    tokens = [token_of(await invite(client, director)) for _ in range(3)]
    assert len(set(tokens)) == 3
    assert {len(token) for token in tokens} == {43}
    async with db.read() as session:
        kept = list((await session.execute(select(col(Invitation.token_digest)))).scalars())
    assert set(kept) == {digest(token) for token in tokens}


async def test_reading_an_invitation_uses_nothing(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    made = await invite(client, director)
    for _ in range(3):
        answer = await client.get(f"/api/invitations/{token_of(made)}")
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "set-cookie" not in answer.headers
    assert (await client.get(f"/api/invitations/{token_of(made)}/acceptance")).status_code in {404, 405}
    assert (await accept(client, await enter(db), made)).status_code == 200


async def test_accepting_needs_somebody_signed_in(client: httpx.AsyncClient, director: Caller) -> None:
    made = await invite(client, director)
    assert (await client.post(f"/api/invitations/{token_of(made)}/acceptance")).status_code == 401


async def test_an_invitation_serves_once(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    made = await invite(client, director)
    people = [await enter(db) for _ in range(4)]
    answers = await asyncio.gather(*(accept(client, one, made) for one in people))
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]
    assert {answer.json().get("type") for answer in answers if answer.status_code == 410} == {
        "/problemes/invitation-used"
    }
    async with db.read() as session:
        grants = await session.execute(select(RoleGrant).where(col(RoleGrant.role) == "boarding_manager"))
        assert len(list(grants.scalars())) == 1


async def test_an_expired_a_revoked_and_an_unknown_one_say_so(
    db: Database, client: httpx.AsyncClient, director: Caller, clock_: time_machine.Traveller
) -> None:
    revoked, expired = await invite(client, director), await invite(client, director)
    closed = await director.post(client, f"/team/invitations/{revoked['invitation']['id']}/revocation")
    assert (closed.json()["state"], closed.json()["name"]) == ("revoked", None)
    assert (await client.get(f"/api/invitations/{token_of(revoked)}")).json()["type"] == "/problemes/invitation-revoked"
    clock_.shift(timedelta(days=30))
    answer = await client.get(f"/api/invitations/{token_of(expired)}")
    assert (answer.status_code, answer.json()["type"]) == (410, "/problemes/invitation-expired")
    assert answer.headers["Referrer-Policy"] == "no-referrer", "a refusal must not leak the address either"
    late = await enter(db)
    assert (await accept(client, late, expired)).status_code == 410
    assert (await client.get("/api/invitations/" + "x" * 43)).status_code == 404


async def test_a_new_code_takes_the_place_of_the_old_one(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    made = await invite(client, director)
    renewed = await director.post(client, f"/team/invitations/{made['invitation']['id']}/renewal", {"channel": "paper"})
    assert renewed.status_code == 200
    somebody = await enter(db)
    assert (await accept(client, somebody, made)).status_code == 404
    assert (await accept(client, somebody, renewed.json())).status_code == 200


async def test_whoever_invited_must_still_hold_the_right(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    director = await enter(db, a_role("operational_director"), until=clock.now() + timedelta(days=2))
    made = await invite(client, director)
    clock_.shift(timedelta(days=2))
    answer = await accept(client, await enter(db), made)
    assert (answer.status_code, answer.json()["type"]) == (410, "/problemes/invitation-lapsed")


async def test_nobody_accepts_their_own_invitation(client: httpx.AsyncClient, director: Caller) -> None:
    made = await invite(client, director)
    answer = await accept(client, director, made)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problemes/own-role")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"role": "administrator", "scope_kind": "campus", "scope": CAMPUS}, (403, "role-not-yours")),
        ({"role": "guardian", "scope_kind": "campus", "scope": CAMPUS}, (403, "role-not-yours")),
        ({"role": "boarding_manager", "scope_kind": "campus", "scope": CAMPUS}, (403, "role-not-yours")),
        ({"scope": "HOUSE:0000000A"}, (422, "scope-unknown")),
        ({"role": "education_assistant"}, (422, "end-needed")),
        ({"ends_on": "2026-11-22"}, (422, "end-past")),
        ({"ends_on": "2036-11-22"}, (422, "end-too-late")),
        ({"channel": "mail"}, (422, "address-needed")),
        ({"delegates": "01890000-0000-7000-8000-000000000000"}, (404, "not-found")),
    ],
)
async def test_what_may_not_be_given_is_refused_with_its_reason(
    db: Database, client: httpx.AsyncClient, director: Caller, more: dict[str, Any], refusal: tuple[int, str]
) -> None:
    answer = await director.post(client, "/team/invitations", wanted(**more))
    assert (answer.status_code, answer.json()["type"]) == (refusal[0], f"/problemes/{refusal[1]}")
    assert await acts(db) == []


async def test_a_mail_carries_the_address_and_the_answer_does_not(
    db: Database, client: httpx.AsyncClient, app: FastAPI, director: Caller
) -> None:
    made = await invite(client, director, channel="mail", email="andrea@exemple.fr")
    assert (made["url"], made["qr"]) == (None, None)
    assert made["demo_mail_url"].startswith("/demo/courriel/")
    mail = await last_mail(app)
    assert mail["To"] == "andrea@exemple.fr"
    token = next(line for line in text_of(mail).splitlines() if "/invitation/" in line).rsplit("/", 1)[1]
    assert (await client.get(f"/api/invitations/{token}")).status_code == 200
    async with db.read() as session:
        row = (await session.execute(select(Invitation))).scalar_one()
        assert "andrea@exemple.fr" not in str(row)


async def test_accepting_signs_the_other_browsers_out_and_renews_this_one(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    made = await invite(client, director)
    here = await enter(db)
    there = await again(db, here)
    answer = await accept(client, here, made)
    for old in (here, there):
        assert (await old.get(client, "/notifications")).status_code == 401
    assert await roles_of(client, here.with_token(answer)) == ["boarding_manager"]
    assert "Max-Age=43200" in answer.headers["set-cookie"]  # a staff session from now on


async def test_a_role_held_already_gets_the_end_of_the_new_invitation(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    somebody = await enter(db)
    for day in ("2027-01-31", "2027-07-04"):
        answer = await accept(client, somebody, await invite(client, director, ends_on=day))
        somebody = somebody.with_token(answer)
    async with db.read() as session:
        held = await session.execute(select(RoleGrant).where(col(RoleGrant.person_id) == somebody.id))
        ends = [granting.last_day(clock.aware(grant.ends_at)).isoformat() for grant in held.scalars() if grant.ends_at]
    assert ends == ["2027-07-04"]


async def test_the_list_and_its_file_hold_what_i_may_give_and_no_more(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    await invite(client, director, name="=cmd|' /C calc'!A0")
    assistant = {"role": "education_assistant", "ends_on": "2027-07-04", "name": "Sacha Roux"}
    await invite(client, director, **assistant)
    manager = await enter(db, a_role("boarding_manager"))
    items = (await manager.get(client, "/team/invitations")).json()["items"]
    assert [item["name"] for item in items] == ["Sacha Roux"]
    everything = await director.get(client, "/team/invitations/export")
    assert everything.headers["content-type"] == "text/csv; charset=utf-8"
    assert everything.headers["content-disposition"] == 'attachment; filename="invitations.csv"'
    lines = everything.content.decode("utf-8-sig").splitlines()
    assert lines[0] == '"Nom";"Classe";"Rôle";"Lieu";"État";"Envoyée le";"Expire le"'
    cells = [cell for line in lines[1:] for cell in line.split(";")]
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert len(lines) == 3


async def test_the_same_invitations_in_another_campus_do_not_exist(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    made = await invite(client, director)
    async with db.read() as session:
        row = (await session.execute(select(Invitation))).scalar_one()

    async def move(session: Any) -> None:
        stored = await session.get(Invitation, (CAMPUS, row.id))
        await session.delete(stored)

    await db.write(move)
    assert (await client.get(f"/api/invitations/{token_of(made)}")).status_code == 404
