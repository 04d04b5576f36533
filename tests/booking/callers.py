"""People who ask, signed in, and the requests they send."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Role
from passerelles.accounts.schemas import RoleName
from passerelles.core.db import Database, Session
from tests.booking.halls import CAMPUS, HALL, NIGHTS


@dataclass
class Caller:
    """A signed-in person, as an HTTP client sees oneself. The token is the last that their browser was given."""

    id: UUID
    token: str

    async def ask(
        self,
        client: httpx.AsyncClient,
        slots: Sequence[str] = tuple(NIGHTS),
        *,
        key: str | None = None,
        resource: str = HALL,
        **more: Any,
    ) -> httpx.Response:
        body = {"resource": resource, "slots": list(slots), **more}
        return await client.post("/api/bookings", json=body, headers=self.headers(key))

    async def withdraw(self, client: httpx.AsyncClient, booking: str, *, key: str | None = None) -> httpx.Response:
        return await client.post(f"/api/bookings/{booking}/withdrawal", json={}, headers=self.headers(key))

    async def again(self, db: Database) -> Caller:
        """The same person, signed in anew: sessions end when the clock is moved far."""

        async def work(session: Session) -> Caller:
            person = await people.load(session, campus_id=CAMPUS, person_id=self.id)
            token, _ = sessions.open_session(session, person=person, kind="personal", provider="demo")
            return Caller(self.id, token)

        return await db.write(work)

    async def get(self, client: httpx.AsyncClient, path: str) -> httpx.Response:
        return await client.get(f"/api{path}", headers=self.headers())

    async def put(self, client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> httpx.Response:
        return await client.put(f"/api{path}", json=body, headers=self.headers())

    def headers(self, key: str | None = None) -> dict[str, str]:
        return {"Cookie": f"sid={self.token}", "Idempotency-Key": key or uuid4().hex}


async def sign_in(
    db: Database,
    *,
    role: RoleName = "student",
    scope: str = CAMPUS,
    name: str | None = "Élève d’essai",
    birth_date: date | None = date(2005, 5, 5),
) -> Caller:
    """A new person with one role, signed in."""

    async def work(session: Session) -> Caller:
        person_id = await people.find_or_make(
            session,
            campus_id=CAMPUS,
            issuer="tests",
            subject=uuid4().hex,
            first_role=Role(
                name=role, scope_kind="house" if role == "boarding_manager" else "campus", scope=scope, place=None
            ),
            name=name,
            birth_date=birth_date,
        )
        person = await people.load(session, campus_id=CAMPUS, person_id=person_id)
        token, _ = sessions.open_session(session, person=person, kind="personal", provider="demo")
        return Caller(person_id, token)

    return await db.write(work)


async def sign_in_many(db: Database, count: int) -> list[Caller]:
    return [await sign_in(db) for _ in range(count)]


async def all_at_once(*requests: Any) -> list[httpx.Response]:
    """Send everything together; answers in the order of the requests."""
    return list(await asyncio.gather(*requests))
