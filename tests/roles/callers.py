"""People with the roles that a test needs, signed in, in either campus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import httpx

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Role
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.accounts.tables import RoleGrant
from passerelles.core import clock
from passerelles.core.db import Database, Session
from tests.booking.halls import CAMPUS

ELSEWHERE: Final = "CMQ-AILLEURS"
"""Another campus in the same database."""

HOUSE, OTHER_HOUSE = "HOUSE:0850033Z", "HOUSE:0440069L"
SCHOOL, OTHER_SCHOOL = "UAI:0850033Z", "UAI:0440069L"
SCOPES: Final[dict[RoleName, ScopeKind]] = {
    "boarding_manager": "house",
    "education_assistant": "house",
    "facility_manager": "facility",
    "company_tutor": "company",
}
DEFAULT_SCOPE: Final[dict[ScopeKind, str]] = {
    "house": HOUSE,
    "facility": "RES:851940001",
    "company": "SIRET:79908975000019",
    "institution": SCHOOL,
}


@dataclass(frozen=True)
class Caller:
    """A signed-in person, as an HTTP client sees oneself."""

    id: UUID
    token: str

    async def call(
        self, client: httpx.AsyncClient, method: str, path: str, body: dict[str, Any] | None = None
    ) -> httpx.Response:
        return await client.request(method, f"/api{path}", json=body, headers=self.headers())

    async def get(self, client: httpx.AsyncClient, path: str) -> httpx.Response:
        return await self.call(client, "GET", path)

    async def post(self, client: httpx.AsyncClient, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return await self.call(client, "POST", path, body)

    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sid={self.token}", "Idempotency-Key": uuid4().hex}

    def with_token(self, answer: httpx.Response) -> Caller:
        """The same person with the token that an answer gave to their browser."""
        return Caller(self.id, answer.cookies["sid"])


def a_role(name: RoleName, scope: str | None = None, *, kind: ScopeKind | None = None, campus_id: str = CAMPUS) -> Role:
    """A role where it usually holds: in the campus, or in the first house, place or company."""
    where = kind or SCOPES.get(name, "campus")
    return Role(
        name=name,
        scope_kind=where,
        scope=scope or (campus_id if where == "campus" else DEFAULT_SCOPE[where]),
        place=None if where == "campus" else f"Lieu {where}",
    )


async def enter(
    db: Database,
    *roles: Role,
    campus_id: str = CAMPUS,
    name: str | None = "Camille Martin",
    birth_date: date | None = None,
    until: datetime | None = None,
) -> Caller:
    """A new person with these roles (none: no role at all), signed in."""

    return await db.write(
        lambda session: enter_in(session, *roles, campus_id=campus_id, name=name, birth_date=birth_date, until=until)
    )


async def enter_in(
    session: Session,
    *roles: Role,
    campus_id: str = CAMPUS,
    name: str | None = "Camille Martin",
    birth_date: date | None = None,
    until: datetime | None = None,
) -> Caller:
    """As `enter`, with others in one transaction."""
    person_id = await people.find_or_make(
        session,
        campus_id=campus_id,
        issuer="tests",
        subject=uuid4().hex,
        first_role=None,
        name=name,
        birth_date=birth_date,
    )
    for role in roles:
        session.add(a_grant(person_id, role, campus_id=campus_id, until=until))
    await session.flush()  # the session's kind depends on the roles
    return await signed_in(session, person_id, campus_id)


async def again(db: Database, caller: Caller, campus_id: str = CAMPUS) -> Caller:
    """The same person, signed in anew."""
    return await db.write(lambda session: signed_in(session, caller.id, campus_id))


async def signed_in(session: Session, person_id: UUID, campus_id: str) -> Caller:
    person = await people.load(session, campus_id=campus_id, person_id=person_id)
    token, _ = sessions.open_session(session, person=person, kind="personal", provider="code")
    return Caller(person_id, token)


def a_grant(person_id: UUID, role: Role, *, campus_id: str = CAMPUS, until: datetime | None = None) -> RoleGrant:
    return RoleGrant(
        campus_id=campus_id,
        person_id=person_id,
        role=role.name,
        scope_kind=role.scope_kind,
        scope=role.scope,
        place=role.place,
        starts_at=clock.now(),
        ends_at=until,
        granted_by=None,
    )


async def roles_of(client: httpx.AsyncClient, caller: Caller) -> list[str]:
    """The names of the roles that the application sees."""
    me = (await caller.get(client, "/me")).json()
    return [role["name"] for role in me["roles"]]
