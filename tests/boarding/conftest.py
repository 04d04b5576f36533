"""Every test of boarding happens on Monday 23 November 2026, in the morning; time goes on from there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.boarding.houses import NOW


@pytest.fixture(autouse=True)
def clock_() -> Iterator[time_machine.Traveller]:
    """The clock, to move it."""
    with time_machine.travel(NOW) as machine:
        yield machine
