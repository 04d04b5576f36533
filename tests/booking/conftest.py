"""Halls are open in every test of the engine."""

from __future__ import annotations

import pytest

from tests.booking.halls import Halls, open_halls


@pytest.fixture
def halls() -> Halls:
    return open_halls()
