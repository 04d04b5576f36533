"""The same tap twice is one act: answers kept by key, in the act's own transaction.

The record is inserted first, without an answer: on PostgreSQL a twin in flight waits on its unique key until we
commit (then replays our answer) or roll back (then acts itself); on SQLite writers take turns. A refusal rolls the
record back with everything else, so refusals are evaluated again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from fastapi import Header, Request, Response
from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from passerelles.core import clock
from passerelles.core.db import Session, insert_into, is_lock_timeout
from passerelles.core.errors import Problem
from passerelles.core.tables import IdempotencyRecord

KEPT_FOR = timedelta(hours=72)
MAX_KEY_LENGTH = 200


class KeyMissing(Problem):
    status = 400
    slug = "key-missing"


class KeyReused(Problem):
    """The same key came with another body."""

    status = 422
    slug = "key-reused"


class InFlight(Problem):
    """A twin still holds the key after the lock's time limit."""

    status = 409
    slug = "in-flight"


@dataclass(frozen=True)
class Reply:
    """An answer ready to be kept and given again."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        return Response(self.body, self.status, self.headers, media_type="application/json")


@dataclass(frozen=True)
class Attempt:
    """Who tries what: the key made by the client at the tap, and the fingerprint of the request."""

    campus_id: str
    actor: str
    key: str
    fingerprint: str


async def fingerprint_of(request: Request) -> str:
    """SHA-256 of the method, the path and the body: what must not change between two tries."""
    body = await request.body()
    head = f"{request.method} {request.scope['path']}\n".encode()
    return hashlib.sha256(head + body).hexdigest()


KeyHeader = Annotated[str | None, Header(max_length=MAX_KEY_LENGTH)]


async def attempt_key(idempotency_key: KeyHeader = None) -> str:
    """The `Idempotency-Key` header.

    Raises:
        KeyMissing: the header is absent or empty.
    """
    if not idempotency_key:
        raise KeyMissing
    return idempotency_key


async def optional_attempt_key(idempotency_key: KeyHeader = None) -> str | None:
    """The `Idempotency-Key` header, for acts that doing twice does not change: without one, no answer is kept."""
    return idempotency_key or None


async def once(session: Session, attempt: Attempt | None, act: Callable[[], Awaitable[Reply]]) -> Reply:
    """Run `act` at most once for this attempt's key; give the kept answer to every retry. Without a key, just act.

    Raises:
        KeyReused: the key was used with another request.
        InFlight: a twin did not finish within the lock's time limit.
    """
    if attempt is None:
        return await act()
    if not await _take(session, attempt):
        return await _kept(session, attempt)
    reply = await act()
    await session.execute(
        update(IdempotencyRecord)
        .where(*_same(attempt))
        .values(status=reply.status, headers=reply.headers, body=reply.body)
    )
    return reply


async def forget_old(session: Session) -> int:
    """Delete the answers older than 72 h; returns how many."""
    limit = clock.now() - KEPT_FOR
    result = await session.execute(delete(IdempotencyRecord).where(col(IdempotencyRecord.created_at) < limit))
    return int(getattr(result, "rowcount", 0))


async def _take(session: Session, attempt: Attempt) -> bool:
    statement = insert_into(session, IdempotencyRecord).values(
        campus_id=attempt.campus_id,
        actor=attempt.actor,
        key=attempt.key,
        fingerprint=attempt.fingerprint,
        headers={},
        created_at=clock.now(),
    )
    taken = statement.on_conflict_do_nothing().returning(col(IdempotencyRecord.key))
    try:
        return (await session.execute(taken)).first() is not None
    except DBAPIError as error:
        if is_lock_timeout(error):
            raise InFlight(headers={"Retry-After": "5"}) from error
        raise


async def _kept(session: Session, attempt: Attempt) -> Reply:
    record = (await session.execute(select(IdempotencyRecord).where(*_same(attempt)))).scalar_one()
    if record.fingerprint != attempt.fingerprint:
        raise KeyReused
    if record.status is None or record.body is None:
        raise AssertionError("a committed record always has its answer")
    return Reply(record.status, record.body, {**record.headers, "Idempotency-Replayed": "true"})


def _same(attempt: Attempt) -> tuple[ColumnElement[bool], ...]:
    return (
        col(IdempotencyRecord.campus_id) == attempt.campus_id,
        col(IdempotencyRecord.actor) == attempt.actor,
        col(IdempotencyRecord.key) == attempt.key,
    )
