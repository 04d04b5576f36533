"""Every test of privacy happens on Monday 23 November 2026, in the morning, in a house with beds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from passerelles.core.db import Database
from tests.boarding.houses import NOW, TABARLY, opened
from tests.booking.callers import Caller, sign_in


@pytest.fixture(autouse=True)
def clock_() -> Iterator[time_machine.Traveller]:
    """The clock, to move it."""
    with time_machine.travel(NOW) as machine:
        yield machine


@pytest.fixture
async def staff(db: Database) -> Caller:
    """Who manages the house, which is open."""
    await opened(db)
    return await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
