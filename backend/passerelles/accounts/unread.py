"""How many messages wait for a person: told by whoever keeps them (notifications), which we may not import."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from passerelles.core.db import Session

Counter = Callable[[Session, str, UUID], Awaitable[int]]
"""(session, campus_id, person_id) → how many unread messages."""


async def _none(_session: Session, _campus_id: str, _person_id: UUID) -> int:
    return 0


_counter: Counter = _none


def provide(counter: Counter) -> None:
    """Let `counter` answer from now on."""
    global _counter  # noqa: PLW0603 - one provider per process, set when notifications is composed
    _counter = counter


async def count(session: Session, campus_id: str, person_id: UUID) -> int:
    return await _counter(session, campus_id, person_id)
