"""Guardians' part is tried in a house that is open."""

from __future__ import annotations

import pytest

from passerelles.core.db import Database
from tests.boarding.guardians.family import manager
from tests.boarding.houses import opened
from tests.booking.callers import Caller


@pytest.fixture
async def staff(db: Database) -> Caller:
    """Who manages the house."""
    await opened(db)
    return await manager(db)
