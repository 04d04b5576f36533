"""Attempts to sign in at a provider, on both databases: once, in time, by the browser that began."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from passerelles.accounts.identity import attempts
from passerelles.accounts.identity.attempts import Attempt
from passerelles.accounts.identity.proof import Proof
from passerelles.accounts.identity.tables import LoginAttempt
from passerelles.core import clock
from passerelles.core.db import Database, Session

CAMPUS = "CMQ-TEST"
PROOF = Proof(issuer="https://idp.exemple.fr", subject="person-1", name="Camille", first_role="student")


async def begin(db: Database, state: str = "state", provider: str = "fc") -> None:
    async def act(session: Session) -> None:
        attempts.begin(
            session,
            campus_id=CAMPUS,
            state=state,
            browser="browser",
            provider=provider,
            nonce="nonce",
            verifier="verifier",
            next_="/moi",
            short=True,
        )

    await db.write(act)


async def take(db: Database, **changed: str | None) -> Attempt | None:
    asked: dict[str, Any] = {"campus_id": CAMPUS, "state": "state", "browser": "browser", "provider": "fc"} | changed
    return await db.write(lambda session: attempts.take(session, **asked))


async def answer(db: Database) -> str | None:
    return await db.write(
        lambda session: attempts.answer(session, campus_id=CAMPUS, state="state", provider="fc", proof=PROOF)
    )


async def test_what_was_kept_comes_back_once(db: Database) -> None:
    await begin(db)
    assert await take(db) == Attempt("fc", "nonce", "verifier", "/moi", short=True, proof=None)
    assert await take(db) is None


async def test_of_ten_returns_at_once_one_finds_the_attempt(db: Database) -> None:
    await begin(db)
    found = await asyncio.gather(*(take(db) for _ in range(10)))
    assert len([one for one in found if one is not None]) == 1


@pytest.mark.parametrize("changed", [{"browser": "other"}, {"provider": "pc"}, {"state": "other"}, {"campus_id": "X"}])
async def test_nobody_else_finds_it_nor_uses_it_up(db: Database, changed: dict[str, str]) -> None:
    await begin(db)
    assert await take(db, **changed) is None
    assert await take(db) is not None


async def test_after_ten_minutes_it_is_over_and_forgotten(db: Database) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False):
        await begin(db)
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        assert await take(db) is None
        await db.write(attempts.forget_old)
        async with db.read() as session:
            assert (await session.execute(select(LoginAttempt))).first() is None


async def test_neither_the_state_nor_the_browsers_secret_is_stored(db: Database) -> None:
    await begin(db, state="s" * 43)
    async with db.read() as session:
        row = (await session.execute(select(LoginAttempt))).scalar_one()
    assert "s" * 43 not in str(row.model_dump())
    assert "browser" not in {row.browser_digest, row.state_digest}


async def test_a_posted_answer_waits_for_its_browser_and_is_kept_once(db: Database) -> None:
    await begin(db)
    token = await answer(db)
    assert token is not None
    assert await answer(db) is None
    async with db.read() as session:
        assert token not in str((await session.execute(select(LoginAttempt))).scalar_one().model_dump())
    taken = await take(db, token=token)
    assert taken is not None
    assert taken.proof == PROOF


@pytest.mark.parametrize("shown", [{}, {"token": "other"}, {"token": ""}, {"browser": "other"}, {"browser": None}])
async def test_an_answer_shared_by_two_browsers_is_for_nobody(db: Database, shown: dict[str, str | None]) -> None:
    await begin(db)
    token = await answer(db)
    with_token = {"token": token} if "browser" in shown else {}
    assert await take(db, **shown, **with_token) is None
    assert await take(db, token=token) is None


def test_secrets_are_long_and_never_the_same() -> None:
    made = [attempts.new_secrets() for _ in range(1000)]
    assert all(len(one.state) >= 43 and len(one.nonce) >= 43 and 43 <= len(one.verifier) <= 128 for one in made)
    assert len({word for one in made for word in (one.state, one.nonce, one.verifier)}) == 3000
