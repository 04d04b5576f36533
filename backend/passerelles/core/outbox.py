"""What leaves the process goes through here: written with the act, sent after it, at least once.

A handler is registered per topic; it must be idempotent (the message id is stable). A failure is retried with a
growing delay and stays visible in `last_error`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, select, update
from sqlmodel import col

from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.core.tables import OutboxMessage

log = structlog.get_logger()

Handler = Callable[[UUID, dict[str, Any]], Awaitable[None]]
BATCH = 20
LEASE = timedelta(minutes=2)
FIRST_DELAY = timedelta(seconds=10)
MAX_DELAY = timedelta(hours=1)
IDLE_SECONDS = 2.0


def put(session: Session, *, campus_id: str, topic: str, payload: dict[str, Any]) -> UUID:
    """Write a message in the current transaction; it is sent only if that transaction commits."""
    now = clock.now()
    message = OutboxMessage(
        id=new_id(), campus_id=campus_id, topic=topic, payload=payload, created_at=now, available_at=now
    )
    session.add(message)
    return message.id


async def forget_sent(session: Session) -> int:
    """Delete what was sent: its payload may name people and has no use any more. Returns how many."""
    result = await session.execute(delete(OutboxMessage).where(col(OutboxMessage.sent_at).is_not(None)))
    return int(getattr(result, "rowcount", 0))


class Outbox:
    """Sends due messages to their handlers."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._handlers: dict[str, Handler] = {}
        self._wake = asyncio.Event()

    def register(self, topic: str, handler: Handler) -> None:
        if topic in self._handlers:
            raise ValueError(f"topic {topic!r} already has a handler")
        self._handlers[topic] = handler

    def wake(self) -> None:
        """Look now instead of at the next turn."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            self._wake.clear()  # before looking: a message put while we look must not wait for the next turn
            try:
                sent = await self.send_due()
            except Exception as error:  # the loop must survive a database that went away
                log.error("outbox turn failed", error=type(error).__name__)
                sent = 0
            if sent == 0:
                try:
                    await asyncio.wait_for(self._wake.wait(), IDLE_SECONDS)
                except TimeoutError:
                    continue

    async def send_due(self) -> int:
        """Send one batch of due messages; returns how many were tried."""
        batch = await self._db.write(_lease)
        for message in batch:
            await self._send(message)
        return len(batch)

    async def _send(self, message: OutboxMessage) -> None:
        handler = self._handlers.get(message.topic)
        try:
            if handler is None:
                raise LookupError(f"no handler for topic {message.topic!r}")
            await handler(message.id, message.payload)
        except Exception as error:  # whatever went wrong outside, the message is tried again
            log.warning("outbox message failed", topic=message.topic, error=type(error).__name__)
            reason = type(error).__name__
            await self._db.write(lambda session: _failed(session, message, reason))
        else:
            await self._db.write(lambda session: _sent(session, message))


async def _lease(session: Session) -> list[OutboxMessage]:
    """Take due messages and push their next try past the lease, so that no other worker sends them meanwhile."""
    now = clock.now()
    statement = (
        select(OutboxMessage)
        .where(col(OutboxMessage.sent_at).is_(None), col(OutboxMessage.available_at) <= now)
        .order_by(col(OutboxMessage.available_at))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    messages = list((await session.execute(statement)).scalars())
    for message in messages:
        message.available_at = now + LEASE
        message.attempts += 1
        session.add(message)
    return messages


async def _sent(session: Session, message: OutboxMessage) -> None:
    await session.execute(
        update(OutboxMessage).where(col(OutboxMessage.id) == message.id).values(sent_at=clock.now(), last_error=None)
    )


async def _failed(session: Session, message: OutboxMessage, reason: str) -> None:
    delay = min(FIRST_DELAY * 2 ** (message.attempts - 1), MAX_DELAY)
    await session.execute(
        update(OutboxMessage)
        .where(col(OutboxMessage.id) == message.id)
        .values(available_at=clock.now() + delay, last_error=reason)
    )
