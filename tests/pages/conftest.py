"""Pages are the same on both databases: these tests run on SQLite; what pages write is tested on both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from passerelles.app import create_app
from passerelles.core.db import Database
from passerelles.core.settings import ROOT, Settings
from tests.conftest import browser
from tests.pages.reading import Reader
from tests.support.editions import publish_small


@pytest.fixture
def installation(sqlite_url: str, tmp_path: Path) -> Settings:
    """A demonstration on a database of its own."""
    return Settings(
        database_url=sqlite_url,
        demo=True,
        var_dir=tmp_path / "var",
        frontend_dir=ROOT / "frontend",
        outbox_loop=False,
        base_url="http://testserver",
    )


@pytest.fixture
async def published(installation: Settings) -> AsyncIterator[Settings]:
    """The same, with the small edition published."""
    database = Database(installation.database_url)
    await publish_small(database)
    yield installation
    await database.close()


@pytest.fixture
async def robot(published: Settings) -> AsyncIterator[Reader]:
    """Somebody who reads pages and runs no script, on the demonstration."""
    async with reader(published) as reading:
        yield reading


@pytest.fixture
async def open_robot(published: Settings) -> AsyncIterator[Reader]:
    """The same on an installation that is not a demonstration."""
    async with reader(published.model_copy(update={"demo": False, "base_url": "https://campus.example"})) as reading:
        yield reading


@asynccontextmanager
async def reader(settings: Settings) -> AsyncIterator[Reader]:
    """An application of its own, started, and its reader."""
    app = create_app(settings)
    async with app.router.lifespan_context(app), browser(app) as client:
        yield Reader(client)
