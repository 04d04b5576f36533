"""The same key is one act, whatever the network did."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.errors import NotFound
from passerelles.core.idempotency import Attempt, KeyReused, Reply, forget_old, once
from passerelles.core.outbox import put
from passerelles.core.tables import OutboxMessage

ATTEMPT = Attempt(campus_id="c", actor="person-1", key="tap-1", fingerprint="body-a")


def act_in(session: Session) -> object:
    async def act() -> Reply:
        put(session, campus_id="c", topic="t", payload={})
        return Reply(201, b'{"id": 1}', {"Location": "/x"})

    return act


async def do(db: Database, attempt: Attempt = ATTEMPT) -> Reply:
    async def work(session: Session) -> Reply:
        return await once(session, attempt, act_in(session))  # type: ignore[arg-type] # a closure over the session

    return await db.write(work)


async def acts(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(OutboxMessage))).scalar_one()


async def test_a_retry_gets_the_same_answer_and_acts_once(db: Database) -> None:
    first, again = await do(db), await do(db)
    assert (again.status, again.body) == (first.status, first.body) == (201, b'{"id": 1}')
    assert again.headers["Location"] == "/x"
    assert again.headers["Idempotency-Replayed"] == "true"
    assert await acts(db) == 1


async def test_twins_in_flight_act_once(db: Database) -> None:
    replies = await asyncio.gather(*(do(db) for _ in range(8)))
    assert {reply.body for reply in replies} == {b'{"id": 1}'}
    assert await acts(db) == 1


async def test_another_body_under_the_same_key_is_refused(db: Database) -> None:
    await do(db)
    with pytest.raises(KeyReused):
        await do(db, Attempt("c", "person-1", "tap-1", "body-b"))


async def test_the_same_key_of_somebody_else_is_another_act(db: Database) -> None:
    await do(db)
    await do(db, Attempt("c", "person-2", "tap-1", "body-a"))
    assert await acts(db) == 2


async def test_a_refusal_is_evaluated_again(db: Database) -> None:
    async def refused(session: Session) -> Reply:
        async def act() -> Reply:
            raise NotFound

        return await once(session, ATTEMPT, act)

    with pytest.raises(NotFound):
        await db.write(refused)
    assert (await do(db)).status == 201


async def test_old_answers_are_forgotten(db: Database) -> None:
    with time_machine.travel(clock.now() - timedelta(hours=73), tick=False):
        await do(db)
    assert await db.write(forget_old) == 1
    assert await db.write(forget_old) == 0
