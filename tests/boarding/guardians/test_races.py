"""Acts of the same moment on one request: the lock on the booking makes them take turns.

Each race stops its first act half way, starts the second, and goes on once that one is done or waits for a lock: the
same every time. Its control reads the booking without locking it, and must end badly. On PostgreSQL only: on SQLite
writers take turns whatever we do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, text
from sqlmodel import col

from passerelles.boarding.guardians import answering, telling
from passerelles.boarding.guardians.tables import GuardianAnswer
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.booking.tables import BookingEvent
from passerelles.core import clock
from passerelles.core.db import Database, Session
from tests.boarding.guardians.family import (
    adult,
    answer,
    declare,
    declared,
    family,
    link,
    request_of,
    require,
)
from tests.booking.callers import Caller
from tests.booking.halls import CAMPUS

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

WAITS: Final = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guardians' acts read the booking as it is, and leave it to others."""

    async def look(session: Session, *, campus_id: str, booking_id: UUID) -> Snapshot:
        found = await booking.snapshot(session, campus_id=campus_id, booking_id=booking_id)
        assert found is not None
        return found

    monkeypatch.setattr(booking, "hold_still", look)


async def half_way(
    db: Database,
    monkeypatch: pytest.MonkeyPatch,
    after: tuple[ModuleType, str],
    first: Callable[[], Awaitable[httpx.Response]],
    second: Callable[[], Awaitable[httpx.Response]],
) -> tuple[httpx.Response, httpx.Response]:
    """Do `first` as far as the end of its call of `after`, start `second`, then let both end."""
    reached, resumed = asyncio.Event(), asyncio.Event()
    original: Callable[..., Awaitable[Any]] = getattr(*after)

    async def stopping(*given: Any, **named: Any) -> Any:
        result = await original(*given, **named)
        if not reached.is_set():
            reached.set()
            await resumed.wait()
        return result

    monkeypatch.setattr(*after, stopping)
    one = asyncio.ensure_future(first())
    await reached.wait()
    other = asyncio.ensure_future(second())
    while not (other.done() or await _somebody_waits(db)):
        pass  # the database is asked again: nothing else says that somebody waits
    resumed.set()
    return await one, await other


async def _somebody_waits(db: Database) -> bool:
    async with db.read() as session:
        return (await session.execute(text(WAITS))).first() is not None


async def two_agree(db: Database, client: httpx.AsyncClient, staff: Caller, patch: pytest.MonkeyPatch) -> str:
    """What becomes of a request for which two must agree, when both do at once."""
    await require(client, staff, 2)
    home = await family(db, client)
    other = await declared(db, client, home.student, home.booking)
    answers = await half_way(
        db,
        patch,
        (answering, "settle"),
        lambda: answer(client, home.guardian, home.booking),
        lambda: answer(client, other, home.booking),
    )
    assert [one.status_code for one in answers] == [200, 200]
    return str((await home.student.get(client, f"/bookings/{home.booking}")).json()["status"])


async def test_two_guardians_who_agree_at_once_are_two(
    db: Database, client: httpx.AsyncClient, staff: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await two_agree(db, client, staff, monkeypatch) == "awaiting_decision"


@pytest.mark.usefixtures("without_lock")
async def test_without_the_lock_neither_sees_the_other_and_the_request_is_stuck(
    db: Database, client: httpx.AsyncClient, staff: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await two_agree(db, client, staff, monkeypatch) == "awaiting_guardian"


async def two_open(db: Database, client: httpx.AsyncClient, patch: pytest.MonkeyPatch) -> list[str | None]:
    """The names that two people read who use one link at once."""
    student, request = await request_of(db, client)
    token, two = await link(client, student, request), [await adult(db), await adult(db)]
    shown = await half_way(
        db,
        patch,
        (telling, "tell_student"),
        lambda: declare(client, two[0], token),
        lambda: declare(client, two[1], token),
    )
    return [one.json()["child"] for one in shown]


@pytest.mark.usefixtures("staff")
async def test_of_two_who_use_a_link_at_once_one_reads_the_name(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await two_open(db, client, monkeypatch) == ["Camille", None]


@pytest.mark.usefixtures("staff", "without_lock")
async def test_without_the_lock_both_read_it(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await two_open(db, client, monkeypatch) == ["Camille", "Camille"]


async def answered_in_time(db: Database, client: httpx.AsyncClient, patch: pytest.MonkeyPatch) -> bool:
    """Whether an answer given while the student withdraws is one to a request that was still there."""
    home = await family(db, client)
    await half_way(
        db,
        patch,
        (answering, "standing_of"),
        lambda: answer(client, home.guardian, home.booking, "disagree"),
        lambda: home.student.withdraw(client, home.booking),
    )
    async with db.read() as session:
        said = await session.get(GuardianAnswer, (CAMPUS, home.id, home.guardian.id))
        over = await session.execute(select(col(BookingEvent.at)).where(col(BookingEvent.kind) == "withdraw"))
        withdrawn_at = over.scalar_one()
    assert said is not None
    return said.answered_at is None or clock.aware(said.answered_at) <= clock.aware(withdrawn_at)


@pytest.mark.usefixtures("staff")
async def test_nobody_answers_to_a_request_that_is_withdrawn_meanwhile(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await answered_in_time(db, client, monkeypatch)


@pytest.mark.usefixtures("staff", "without_lock")
async def test_without_the_lock_a_withdrawn_request_takes_an_answer(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not await answered_in_time(db, client, monkeypatch)
