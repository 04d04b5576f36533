"""An installation at an address that browsers make keys for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.passkeys.authenticator import Authenticator

ORIGIN = "http://localhost:8000"
RP_ID = "localhost"


@pytest.fixture
async def app(config: Settings) -> AsyncIterator[FastAPI]:
    """The application, for people who open it at `localhost`."""
    application = create_app(config.model_copy(update={"base_url": ORIGIN}))
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator(origin=ORIGIN, rp_id=RP_ID)


async def question_for_new(client: httpx.AsyncClient) -> dict[str, Any]:
    """What the server asks a device that will hold a new key."""
    asked = await client.post("/api/me/passkey-challenges")
    assert asked.status_code == 201, asked.text
    found: dict[str, Any] = asked.json()
    return found


async def question_to_enter(client: httpx.AsyncClient) -> dict[str, Any]:
    """What the server asks the device of somebody who wants in."""
    asked = await client.post("/api/session/passkey-challenges")
    assert asked.status_code == 201, asked.text
    found: dict[str, Any] = asked.json()
    return found


async def register(client: httpx.AsyncClient, phone: Authenticator) -> dict[str, Any]:
    """Add this phone's key to the account signed in."""
    added = await client.post("/api/me/passkeys", json=phone.create(await question_for_new(client)))
    assert added.status_code == 201, added.text
    found: dict[str, Any] = added.json()
    return found


async def enter_with(client: httpx.AsyncClient, phone: Authenticator) -> httpx.Response:
    """Sign in with this phone's key."""
    return await client.post("/api/session/passkey", json=phone.get(await question_to_enter(client)))


def another_browser(app: FastAPI) -> httpx.AsyncClient:
    return browser(app)
