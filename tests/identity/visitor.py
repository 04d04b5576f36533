"""A person with a browser: leaves our pages for a provider's, and comes back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
from fastapi import FastAPI
from sqlalchemy import func, select

from passerelles.accounts.tables import IdentityRecord, PersonRecord, SessionRecord
from passerelles.app import create_app
from passerelles.core.db import Database
from passerelles.core.messages import t
from passerelles.core.settings import Settings
from tests.conftest import browser

HERE = "http://testserver"


@asynccontextmanager
async def installation(config: Settings, *providers: dict[str, Any], **settings: Any) -> AsyncIterator[FastAPI]:
    """The application with these providers, started."""
    app = create_app(config.model_copy(update={"providers": json.dumps(providers), **settings}))
    async with app.router.lifespan_context(app):
        yield app


@asynccontextmanager
async def visitor(config: Settings, *providers: dict[str, Any], **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on a started application with these providers."""
    async with installation(config, *providers, **settings) as app, browser(app) as client:
        yield client


async def start(client: httpx.AsyncClient, provider: str = "hostile", **given: Any) -> str:
    """Press the provider's button: where the page goes."""
    answer = await client.post(f"/api/sign-in/{provider}", json=given)
    assert answer.status_code == 200, answer.text
    location: str = answer.json()["location"]
    return location


async def through(location: str, outside: httpx.AsyncClient | None = None) -> str:
    """Follow the provider's pages until one leads back to us; the address it leads to."""
    async with outside or httpx.AsyncClient(verify=False) as jar:
        for _ in range(10):
            answer = await jar.get(location)
            assert answer.is_redirect, answer.text
            location = urljoin(location, answer.headers["location"])
            if location.startswith(HERE):
                return location
    raise AssertionError("the provider never led back")


async def sign_in(client: httpx.AsyncClient, provider: str = "hostile", **given: Any) -> httpx.Response:
    """The whole journey; our answer to the browser that comes back."""
    return await client.get(await through(await start(client, provider, **given)))


def signed_in(answer: httpx.Response) -> bool:
    """Whether our answer opened a session."""
    return any(cookie.startswith(("sid=", "__Host-sid=")) for cookie in answer.headers.get_list("set-cookie"))


def refusal_of(answer: httpx.Response) -> str:
    """The slug of the refusal that the answer leads to."""
    assert answer.status_code == 303, answer.text
    target = urlsplit(answer.headers["location"])
    assert target.path == "/connexion", target
    return parse_qs(target.query)["refus"][0]


async def assert_refused(client: httpx.AsyncClient, answer: httpx.Response, slug: str) -> None:
    """No session, and the page that the browser lands on says why in French."""
    assert refusal_of(answer) == slug
    assert not signed_in(answer)
    page = await client.get(answer.headers["location"])
    assert page.status_code == 200
    assert t(f"problems.{slug}.title") in page.text
    assert (await client.get("/api/me")).json()["signed_in"] is False


async def counts(config: Settings) -> dict[str, int]:
    """How many people, identities and sessions the database holds."""
    db = Database(config.database_url)
    try:
        async with db.read() as session:
            return {
                str(table.__tablename__): (await session.execute(select(func.count()).select_from(table))).scalar_one()
                for table in (PersonRecord, IdentityRecord, SessionRecord)
            }
    finally:
        await db.close()
