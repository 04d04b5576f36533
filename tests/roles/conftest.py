"""Every test of roles happens on Monday 23 November 2026; scopes have names of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import time_machine

from passerelles.catalogue import live
from passerelles.core.db import Database
from tests.boarding.houses import NOW, a_house, opened
from tests.support.editions import publish_small


@pytest.fixture(autouse=True)
def clock_() -> Iterator[time_machine.Traveller]:
    """The clock, to move it."""
    with time_machine.travel(NOW, tick=False) as machine:
        yield machine


@pytest.fixture(autouse=True)
def _open_campus(request: pytest.FixtureRequest) -> None:
    """Only for the tests that have a database."""
    if "database_url" in request.fixturenames:
        request.getfixturevalue("campus")


@pytest.fixture
async def campus(db: Database) -> AsyncIterator[None]:
    """Two houses, and the small edition."""
    await opened(db)
    await opened(db, a_house("0440069L"))
    await publish_small(db)
    yield
    live.show(None)
