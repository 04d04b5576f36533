"""Rights that end while an act waits for its turn to write: the act finds them ended."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from passerelles.accounts import policy
from passerelles.accounts.person import Person
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.tables import RoleGrant
from passerelles.boarding.tables import HouseRecord
from passerelles.booking.tables import Booking
from passerelles.core import clock
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from tests.boarding.houses import WEEK
from tests.booking.callers import sign_in
from tests.roles.callers import HOUSE, SCHOOL, Caller, a_role, enter
from tests.roles.test_holding import grant_of
from tests.roles.test_invitations import invite, wanted

CLASS = base64.b64encode("Nom;Prénom\nPetit;Andrea\n".encode()).decode()


@dataclass
class Prepared:
    """Somebody with a role, and an act of theirs."""

    actor: Caller
    method: str
    path: str
    body: dict[str, Any] = field(default_factory=dict)


Prepare = Callable[[Database, httpx.AsyncClient], Awaitable[Prepared]]


async def to_end(db: Database, client: httpx.AsyncClient) -> Prepared:
    actor, other = await enter(db, a_role("operational_director")), await enter(db, a_role("counsellor"))
    grant = await grant_of(client, actor, other.id)
    return Prepared(actor, "POST", f"/team/grants/{grant['id']}/end", {"reason": "left"})


async def to_lend(db: Database, client: httpx.AsyncClient) -> Prepared:
    actor, other = await enter(db, a_role("boarding_manager")), await enter(db, a_role("education_assistant"))
    lends = (await actor.get(client, "/team/options")).json()["lends"]
    body = {"grant": lends[0]["grant"], "person": str(other.id), "ends_on": "2026-12-18"}
    return Prepared(actor, "POST", "/team/delegations", body)


async def to_invite(db: Database, client: httpx.AsyncClient) -> Prepared:  # noqa: ARG001 - as the others
    return Prepared(await enter(db, a_role("operational_director")), "POST", "/team/invitations", wanted())


async def to_renew(db: Database, client: httpx.AsyncClient) -> Prepared:
    actor = await enter(db, a_role("operational_director"))
    made = await invite(client, actor)
    return Prepared(actor, "POST", f"/team/invitations/{made['invitation']['id']}/renewal", {"channel": "paper"})


async def to_revoke(db: Database, client: httpx.AsyncClient) -> Prepared:
    actor = await enter(db, a_role("operational_director"))
    made = await invite(client, actor)
    return Prepared(actor, "POST", f"/team/invitations/{made['invitation']['id']}/revocation")


async def to_invite_a_class(db: Database, client: httpx.AsyncClient) -> Prepared:  # noqa: ARG001 - as the others
    actor = await enter(db, a_role("counsellor"))
    body = {"role": "student", "institution": SCHOOL, "ends_on": "2027-07-04", "file": CLASS, "dry_run": False}
    return Prepared(actor, "POST", "/team/classes", body)


async def to_decide(db: Database, client: httpx.AsyncClient) -> Prepared:
    student = await sign_in(db, name="Camille", birth_date=date(2005, 5, 5))
    asked = await student.ask(client, WEEK, resource=HOUSE, zone="filles")
    assert asked.status_code == 201, asked.text
    actor = await enter(db, a_role("boarding_manager"))
    path = f"/boarding/requests/{asked.json()['id']}/decision"
    return Prepared(actor, "PUT", path, {"outcome": "refused", "reason": "dates"})


async def to_require_agreements(db: Database, client: httpx.AsyncClient) -> Prepared:  # noqa: ARG001 - as the others
    actor = await enter(db, a_role("boarding_manager"))
    return Prepared(actor, "PUT", f"/boarding/houses/{HOUSE}/agreements-required", {"required": 2})


ACTS = [to_end, to_lend, to_invite, to_renew, to_revoke, to_invite_a_class, to_decide, to_require_agreements]


def end_first(monkeypatch: pytest.MonkeyPatch, person_id: UUID) -> None:
    """The next act to write is overtaken by the end of this person's roles."""
    write = Database.write
    overtaken: list[bool] = []

    async def end(session: Session) -> None:
        await session.execute(
            update(RoleGrant).where(col(RoleGrant.person_id) == person_id).values(ends_at=clock.now())
        )

    async def late(self: Database, work: Callable[[Session], Awaitable[Any]]) -> Any:
        if not overtaken:
            overtaken.append(True)
            await write(self, end)
        return await write(self, work)

    monkeypatch.setattr(Database, "write", late)


async def state(db: Database) -> list[Any]:
    """What such acts change."""
    async with db.read() as session:
        counts = [
            (await session.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (AuditEntry, Invitation, RoleGrant)
        ]
        statuses = (await session.execute(select(col(Booking.status)))).scalars()
        agreements = (await session.execute(select(col(HouseRecord.agreements_required)))).scalars()
        return [*counts, *statuses, *agreements]


@pytest.mark.parametrize("prepare", ACTS, ids=lambda one: one.__name__)
async def test_an_act_that_waited_for_its_turn_is_refused_when_the_role_has_ended(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, prepare: Prepare
) -> None:
    wanted_ = await prepare(db, client)
    before = await state(db)
    end_first(monkeypatch, wanted_.actor.id)
    answer = await wanted_.actor.call(client, wanted_.method, wanted_.path, wanted_.body)
    assert answer.status_code in {403, 404}, answer.text
    assert await state(db) == before


@pytest.mark.parametrize("prepare", ACTS, ids=lambda one: one.__name__)
async def test_negative_control_rights_read_before_the_turn_let_it_through(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, prepare: Prepare
) -> None:
    async def as_they_were(_: Session, person: Person) -> Person:
        return person

    wanted_ = await prepare(db, client)
    before = await state(db)
    monkeypatch.setattr(policy, "rights_now", as_they_were)
    end_first(monkeypatch, wanted_.actor.id)
    answer = await wanted_.actor.call(client, wanted_.method, wanted_.path, wanted_.body)
    assert answer.is_success, answer.text
    assert await state(db) != before
