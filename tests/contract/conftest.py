"""The application as `make run` starts it: the embedded edition and the demonstration, on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from passerelles.core.settings import Settings
from passerelles.seeding import seed_all
from tests.conftest import browser


@pytest.fixture
async def caller(config: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """An outside program that knows only the published names."""
    from passerelles.app import create_app

    await seed_all(config)
    app = create_app(config)
    async with app.router.lifespan_context(app), browser(app) as program:
        yield program
