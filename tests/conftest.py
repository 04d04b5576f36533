"""Fixtures of all tests: both databases, migrated once and copied for each test; the application with its lifespan."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
from fastapi import FastAPI

from passerelles.core.db import Database
from passerelles.core.migrate import upgrade
from passerelles.core.settings import ROOT, Settings
from tests.support import routes_once
from tests.support.postgres import private_cluster

routes_once.install()

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a private PostgreSQL cluster."""
    with private_cluster() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template(cluster: str) -> str:
    """The name of a migrated PostgreSQL database, copied for each test."""
    _admin(cluster, "CREATE DATABASE template_passerelles")
    upgrade(f"{cluster}/template_passerelles")
    return "template_passerelles"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of its own: for what does not depend on the database."""
    path = tmp_path / "test.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated, empty database of its own, on SQLite then on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    cluster, template = request.getfixturevalue("cluster"), request.getfixturevalue("postgresql_template")
    name = f"t{uuid4().hex}"
    _admin(cluster, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{cluster}/{name}"
    _admin(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a demonstration installation on the test's database; no background loop."""
    return Settings(
        database_url=database_url,
        demo=True,
        var_dir=tmp_path / "var",
        frontend_dir=ROOT / "frontend",
        outbox_loop=False,
        base_url="http://testserver",
    )


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, demo=True)
    yield database
    await database.close()


@pytest.fixture
async def app(config: Settings) -> AsyncIterator[FastAPI]:
    """The application, started. No edition is published: ask for `published` (see tests.support.editions) first."""
    from passerelles.app import create_app

    application = create_app(config)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller that behaves as the app does: JSON and `X-Requested-With`."""
    async with browser(app) as caller:
        yield caller


def browser(app: FastAPI) -> httpx.AsyncClient:
    """A new caller with a cookie jar of its own."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://testserver", headers={"X-Requested-With": "passerelles"}
    )


def _admin(cluster: str, statement: str) -> None:
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())
