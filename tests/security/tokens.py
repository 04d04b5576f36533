"""Every kind of secret that opens something by itself: how to get one, and what it opens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import httpx

from passerelles.accounts import people, sessions
from passerelles.accounts.identity import attempts
from passerelles.accounts.passkeys import challenges
from passerelles.catalogue import live
from passerelles.core.db import Database, Session
from passerelles.journeys import shares
from passerelles.journeys.schemas import ShareIn
from tests.booking.halls import CAMPUS
from tests.roles.callers import a_role, enter
from tests.security.things import ITINERARY, THINGS, Cell

BROWSER: Final = "b" * 43


@dataclass(frozen=True)
class Kind:
    """One kind of token.

    `open`: what whoever shows it is answered. `life`: for how long it may open something.
    """

    make: Callable[[Database], Awaitable[str]]
    open: Callable[[Database, httpx.AsyncClient, str], Awaitable[Any]]
    life: timedelta


async def a_session(db: Database) -> str:
    return (await enter(db, a_role("student"))).token


async def by_cookie(_: Database, client: httpx.AsyncClient, token: str) -> Any:
    answer = await client.get("/api/notifications", headers={"Cookie": f"sid={token}"})
    return answer.status_code, answer.content


async def close_session(db: Database, token: str) -> None:
    await db.write(lambda session: sessions.close(session, campus_id=CAMPUS, token=token))


async def a_share(db: Database) -> str:
    counsellor = await enter(db, a_role("counsellor"))

    async def work(session: Session) -> str:
        person = await people.load(session, campus_id=CAMPUS, person_id=counsellor.id)
        asked = ShareIn(itinerary=ITINERARY)
        made = await shares.create(session, person, live.current(), asked, base_url="http://testserver")
        return made.url.rsplit("/", 1)[1]

    return await db.write(work)


def at(path: str) -> Callable[[Database, httpx.AsyncClient, str], Awaitable[Any]]:
    async def ask(_: Database, client: httpx.AsyncClient, token: str) -> Any:
        answer = await client.get(path + token)
        return answer.status_code, answer.content

    return ask


def a_thing(name: str) -> Callable[[Database], Awaitable[str]]:
    async def make(db: Database) -> str:
        return await THINGS[name](Cell(db, await enter(db, a_role("student")), "other"))

    return make


async def a_challenge(db: Database) -> str:
    async def work(session: Session) -> str:
        return challenges.ask(session, campus_id=CAMPUS, purpose="sign-in", person_id=None)

    return await db.write(work)


async def answered(db: Database, _: httpx.AsyncClient, token: str) -> Any:
    person: UUID | None = None
    return await db.write(
        lambda session: challenges.use(session, campus_id=CAMPUS, challenge=token, purpose="sign-in", person_id=person)
    )


async def an_attempt(db: Database) -> str:
    secrets = attempts.new_secrets()

    async def work(session: Session) -> str:
        attempts.begin(
            session, campus_id=CAMPUS, state=secrets.state, browser=BROWSER, provider="hostile",
            nonce=secrets.nonce, verifier=None, next_=None, short=False,
        )  # fmt: skip
        return secrets.state

    return await db.write(work)


async def taken(db: Database, _: httpx.AsyncClient, token: str) -> Any:
    return await db.write(
        lambda session: attempts.take(session, campus_id=CAMPUS, state=token, browser=BROWSER, provider="hostile")
    )


KINDS: Final[dict[str, Kind]] = {
    "session": Kind(a_session, by_cookie, timedelta(days=30)),
    "share": Kind(a_share, at("/api/shared/"), timedelta(days=30)),
    "invitation": Kind(a_thing("token"), at("/api/invitations/"), timedelta(days=30)),
    "guardian link": Kind(a_thing("guardian_link"), at("/api/guardian-links/"), timedelta(days=3)),
    "attempt": Kind(an_attempt, taken, attempts.LIFE),
    "challenge": Kind(a_challenge, answered, timedelta(minutes=5)),
}
ONE_ANSWER: Final = ("session", "attempt", "challenge")
"""Kinds that say the same of a token unknown, used, closed or too old. The others are links that people were given: one
that is known says why it opens nothing any more (`docs/security.md`)."""
