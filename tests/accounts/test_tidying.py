"""What has ended is forgotten, and the loop outlives its failures."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import SQLModel

from passerelles.accounts import service
from passerelles.accounts.tables import SessionRecord, SignInCode
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.tables import OutboxMessage
from tests.accounts.mailbox import ADDRESS, become, code_for
from tests.conftest import browser


async def rows(db: Database, table: type[SQLModel]) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_what_has_ended_is_deleted_and_the_rest_is_kept(
    client: httpx.AsyncClient, app: FastAPI, db: Database
) -> None:
    await become(client, "boarding")  # ends after thirty minutes
    async with browser(app) as other:
        await become(other, "student")  # ends after a week
    await code_for(client, app, ADDRESS)
    await db.write(service.tidy)
    assert (await rows(db, SessionRecord), await rows(db, SignInCode)) == (2, 1)
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        await db.write(service.tidy)
    assert (await rows(db, SessionRecord), await rows(db, SignInCode)) == (1, 0)


async def test_a_mail_once_sent_is_not_kept(client: httpx.AsyncClient, app: FastAPI, db: Database) -> None:
    await code_for(client, app)
    await client.post("/api/session-codes", json={"email": ADDRESS})  # still waiting
    await db.write(service.tidy)
    assert await rows(db, OutboxMessage) == 1


class Breakable:
    """A database that is away the first time, and is gone for good the third."""

    def __init__(self) -> None:
        self.turns = 0

    async def write(self, _work: Callable[[Any], Awaitable[Any]]) -> None:
        self.turns += 1
        if self.turns == 1:
            raise ConnectionError
        if self.turns == 3:
            raise asyncio.CancelledError


async def test_the_loop_survives_a_failure_and_stops_when_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "TIDY_SECONDS", 0)
    away: Any = Breakable()
    with suppress(asyncio.CancelledError):
        await service.keep_tidy(away)
    assert away.turns == 3
