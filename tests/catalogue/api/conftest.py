"""The application under test shows the small edition, on SQLite: the store of editions is tested on both."""

from __future__ import annotations

import httpx
import pytest

from passerelles.core.db import Database
from tests.support.editions import publish_small


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Answers come from memory, whatever the database."""
    return sqlite_url


@pytest.fixture
async def reader(db: Database, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """A caller without an account, once the small edition is published."""
    await publish_small(db)
    return client
