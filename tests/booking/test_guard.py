"""The negative control of the races: with the same stale reader, the key of `claim` is all that prevents overselling.

The reader is blinded (every unit looks free, as a stale cache would say), so that only the database can refuse. With
the key, one of the crowd wins. Without the key, the race must oversell: if it does not, the races prove nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import Select, select, text
from sqlmodel import col

from passerelles.booking import claiming
from passerelles.booking.tables import Unit
from passerelles.core.db import Database, Session
from tests.booking.callers import all_at_once, sign_in_many
from tests.booking.claims import oversold
from tests.booking.halls import make_hall

CROWD = 16

pytestmark = pytest.mark.usefixtures("halls")


@pytest.fixture
def blind_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every unit looks free, whatever is claimed."""

    def every_unit(*, campus_id: str, resource: str, zone: str, slots: Sequence[str], now: datetime) -> Select[UUID]:  # noqa: ARG001 - blind to them
        return select(col(Unit.id)).where(col(Unit.campus_id) == campus_id, col(Unit.resource) == resource)

    monkeypatch.setattr(claiming, "free_units", every_unit)


async def without_its_key(session: Session) -> None:
    """Make `claim` a table like any other. The second key goes too: each guard is tried alone."""
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(text("CREATE TABLE keyless AS SELECT * FROM claim"))
        await session.execute(text("DROP TABLE claim"))
        await session.execute(text("ALTER TABLE keyless RENAME TO claim"))
    else:
        await session.execute(text("ALTER TABLE claim DROP CONSTRAINT pk_claim"))


async def winners(db: Database, client: httpx.AsyncClient) -> int:
    crowd = await sign_in_many(db, CROWD)
    answers: list[Any] = await all_at_once(*(caller.ask(client) for caller in crowd))
    return sum(answer.status_code == 201 for answer in answers)


@pytest.mark.usefixtures("blind_reader")
async def test_with_its_key_the_claim_table_refuses_what_a_stale_reader_offers(
    db: Database, client: httpx.AsyncClient
) -> None:
    await make_hall(db, a=1)
    assert await winners(db, client) == 1
    assert await oversold(db) == []


@pytest.mark.usefixtures("blind_reader")
async def test_without_its_key_the_same_race_oversells(db: Database, client: httpx.AsyncClient) -> None:
    await make_hall(db, a=1)
    await db.write(without_its_key)
    assert await winners(db, client) > 1
    assert await oversold(db) != []
