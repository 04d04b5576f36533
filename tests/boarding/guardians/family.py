"""A student, their guardians and the staff of a house, with the acts of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Role
from passerelles.core.db import Database, Session
from tests.boarding.houses import TABARLY, WEEK
from tests.booking.callers import Caller, sign_in
from tests.booking.halls import CAMPUS

MINOR = date(2010, 5, 5)
DECLARED = {"name": "Dominique Martin", "adult": True, "guardian": True}


async def by_mail(db: Database, address: str) -> Caller:
    """Somebody who signed in with a code sent to this address, and nothing more."""

    async def work(session: Session) -> Caller:
        student = Role(name="student", scope_kind="campus", scope=CAMPUS, place=None)
        person_id = await people.find_or_make(
            session, campus_id=CAMPUS, issuer="email", subject=address, first_role=student
        )
        person = await people.load(session, campus_id=CAMPUS, person_id=person_id)
        token, _ = sessions.open_session(session, person=person, kind="personal", provider="code")
        return Caller(person_id, token)

    return await db.write(work)


async def adult(db: Database) -> Caller:
    """Somebody who has just signed in for the first time."""
    return await by_mail(db, f"{uuid4().hex}@exemple.fr")


async def manager(db: Database) -> Caller:
    return await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)


async def request_of(
    db: Database, client: httpx.AsyncClient, *, born: date = MINOR, slots: list[str] = WEEK
) -> tuple[Caller, str]:
    """A student of this birth date who has asked for a bed."""
    student = await sign_in(db, name="Camille", birth_date=born)
    asked = await student.ask(client, slots, resource=TABARLY, zone="filles")
    assert asked.status_code == 201, asked.text
    return student, asked.json()["id"]


async def post(client: httpx.AsyncClient, caller: Caller | None, path: str, body: Any = None) -> httpx.Response:
    headers = caller.headers() if caller else {"X-Requested-With": "passerelles"}
    return await client.post(f"/api{path}", json=body, headers=headers)


async def link(client: httpx.AsyncClient, caller: Caller, booking: str, email: str | None = None) -> str:
    """The token of a new link."""
    made = await post(client, caller, f"/bookings/{booking}/guardian-links", {"email": email})
    assert made.status_code == 201, made.text
    return str(made.json()["url"]).rpartition("/")[2]


async def declare(client: httpx.AsyncClient, by: Caller, token: str, **other: Any) -> httpx.Response:
    said = await post(client, by, f"/guardian-links/{token}/declaration", {**DECLARED, **other})
    by.token = said.cookies.get("sid") or by.token  # their rights have changed: so has their token
    client.cookies.clear()  # several people use this client
    return said


async def answer(
    client: httpx.AsyncClient, guardian: Caller, booking: str, said: str = "agree", **more: Any
) -> httpx.Response:
    """Read the request, then answer to what was read."""
    seen = await guardian.get(client, f"/guardian/requests/{booking}")
    terms = seen.json().get("terms", "unknown-terms")
    if said == "disagree":
        more = {"reason": "cost", **more}
    return await guardian.put(client, f"/guardian/requests/{booking}/answer", {"answer": said, "terms": terms, **more})


async def declared(db: Database, client: httpx.AsyncClient, student: Caller, booking: str) -> Caller:
    """A guardian who opened a link of their own."""
    guardian = await adult(db)
    said = await declare(client, guardian, await link(client, student, booking))
    assert said.status_code == 200, said.text
    return guardian


async def confirm(
    client: httpx.AsyncClient, staff: Caller, booking: str, guardian: Caller, outcome: str = "confirmed"
) -> httpx.Response:
    path = f"/boarding/requests/{booking}/guardians/{guardian.id}/confirmation"
    return await staff.put(client, path, {"outcome": outcome})


async def decide(
    client: httpx.AsyncClient, staff: Caller, booking: str, outcome: str = "accepted", **more: Any
) -> httpx.Response:
    return await staff.put(client, f"/boarding/requests/{booking}/decision", {"outcome": outcome, **more})


async def require(client: httpx.AsyncClient, staff: Caller, required: int) -> None:
    answered = await staff.put(client, f"/boarding/houses/{TABARLY}/agreements-required", {"required": required})
    assert answered.json()["agreements_required"] == required


async def queued(client: httpx.AsyncClient, staff: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await staff.get(client, f"/boarding/houses/{TABARLY}/requests")).json()["items"]
    return items


async def titles(client: httpx.AsyncClient, caller: Caller) -> list[str]:
    return [item["title"] for item in (await caller.get(client, "/notifications")).json()["items"]]


@dataclass(frozen=True)
class Family:
    """A minor's request, and a guardian who has declared themselves through its link."""

    student: Caller
    guardian: Caller
    booking: str

    @property
    def id(self) -> UUID:
        return UUID(self.booking)


async def family(db: Database, client: httpx.AsyncClient) -> Family:
    student, booking = await request_of(db, client)
    return Family(student, await declared(db, client, student, booking), booking)
