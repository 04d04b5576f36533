"""Messages in the app: told with the act, seen by one person only."""

from __future__ import annotations

from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from passerelles.notifications import service
from tests.accounts.mailbox import become
from tests.conftest import browser


async def told(db: Database, config: Settings, person: object, title: str) -> None:
    async def act(session: Session) -> None:
        await service.tell(
            session, config.campus_id, UUID(str(person)), title=title, body="Une réponse t’attend.", url="/moi"
        )

    await db.write(act)


async def test_messages_come_newest_first_and_count_as_unread(
    client: httpx.AsyncClient, db: Database, config: Settings
) -> None:
    me = await become(client, "student")
    await told(db, config, me["id"], "Premier")
    await told(db, config, me["id"], "Second")
    answer = (await client.get("/api/notifications")).json()
    assert [(item["title"], item["read"]) for item in answer["items"]] == [("Second", False), ("Premier", False)]
    assert answer["unread"] == 2
    assert (await client.get("/api/me")).json()["unread"] == 2


async def test_reading_marks_all_as_read(client: httpx.AsyncClient, db: Database, config: Settings) -> None:
    me = await become(client, "student")
    await told(db, config, me["id"], "Premier")
    answer = (await client.post("/api/notifications/reading")).json()
    assert (answer["unread"], answer["items"][0]["read"]) == (0, True)
    assert (await client.get("/api/me")).json()["unread"] == 0


async def test_nobody_reads_the_messages_of_another(
    client: httpx.AsyncClient, app: FastAPI, db: Database, config: Settings
) -> None:
    me = await become(client, "student", 1)
    await told(db, config, me["id"], "Pour une seule personne")
    async with browser(app) as other:
        await become(other, "student", 2)
        assert (await other.get("/api/notifications")).json() == {"items": [], "unread": 0}
        await other.post("/api/notifications/reading")
    assert (await client.get("/api/notifications")).json()["unread"] == 1


async def test_a_visitor_has_no_messages(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/notifications")).status_code == 401
    assert (await client.post("/api/notifications/reading")).status_code == 401


async def test_an_act_that_fails_tells_nothing(client: httpx.AsyncClient, db: Database, config: Settings) -> None:
    me = await become(client, "student")

    async def act(session: Session) -> None:
        await service.tell(session, config.campus_id, UUID(str(me["id"])), title="t", body="b", url=None)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await db.write(act)
    assert (await client.get("/api/notifications")).json()["items"] == []
