"""Nothing leaves for a rolled-back act; nothing is lost when the outside fails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.outbox import MAX_DELAY, Outbox, put
from passerelles.core.tables import OutboxMessage


class Post:
    """A letter box that can be out of order."""

    def __init__(self) -> None:
        self.received: list[tuple[UUID, dict[str, Any]]] = []
        self.broken = False

    async def handle(self, message_id: UUID, payload: dict[str, Any]) -> None:
        if self.broken:
            raise ConnectionError
        self.received.append((message_id, payload))


async def put_hello(session: Session) -> UUID:
    return put(session, campus_id="c", topic="hello", payload={"to": "you"})


async def only_message(db: Database) -> OutboxMessage:
    async with db.read() as session:
        return (await session.execute(select(OutboxMessage))).scalar_one()


async def test_a_message_is_sent_once_after_the_commit(db: Database) -> None:
    post, outbox = Post(), Outbox(db)
    outbox.register("hello", post.handle)
    message_id = await db.write(put_hello)
    assert await outbox.send_due() == 1
    assert await outbox.send_due() == 0
    assert post.received == [(message_id, {"to": "you"})]
    assert (await only_message(db)).sent_at is not None


async def test_a_rolled_back_act_sends_nothing(db: Database) -> None:
    async def fail(session: Session) -> None:
        await put_hello(session)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(fail)
    assert await Outbox(db).send_due() == 0


async def test_a_failure_is_kept_and_tried_again_later(db: Database) -> None:
    post, outbox = Post(), Outbox(db)
    outbox.register("hello", post.handle)
    post.broken = True
    await db.write(put_hello)
    await outbox.send_due()
    message = await only_message(db)
    assert (message.sent_at, message.last_error, message.attempts) == (None, "ConnectionError", 1)
    assert await outbox.send_due() == 0, "not before its delay"
    post.broken = False
    with time_machine.travel(clock.now() + MAX_DELAY + timedelta(seconds=1), tick=False):
        assert await outbox.send_due() == 1
    assert len(post.received) == 1


async def test_a_topic_without_a_handler_stays_visible(db: Database) -> None:
    await db.write(put_hello)
    await Outbox(db).send_due()
    assert (await only_message(db)).last_error == "LookupError"


async def test_a_topic_has_one_handler(db: Database) -> None:
    outbox = Outbox(db)
    outbox.register("hello", Post().handle)
    with pytest.raises(ValueError, match="already has a handler"):
        outbox.register("hello", Post().handle)
