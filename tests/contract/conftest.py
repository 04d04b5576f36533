"""The application as `make run` starts it: the embedded edition and the demonstration, seeded once per database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest

from passerelles.core.settings import ROOT, Settings
from passerelles.seeding import seed_all
from tests.conftest import BOTH, browser


def demonstration(database_url: str, var_dir: Path) -> Settings:
    return Settings(
        database_url=database_url,
        demo=True,
        var_dir=var_dir,
        frontend_dir=ROOT / "frontend",
        outbox_loop=False,
        base_url="http://testserver",
    )


@pytest.fixture(scope="session")
def seeded_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "seeded.sqlite3"
    shutil.copy(sqlite_template, path)
    asyncio.run(seed_all(demonstration(f"sqlite:///{path}", path.parent)))
    return path


@pytest.fixture(scope="session")
def seeded_postgresql(cluster: str, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy(cluster, "seeded", postgresql_template)
    asyncio.run(seed_all(demonstration(f"{cluster}/seeded", tmp_path_factory.mktemp("seeded"))))
    return "seeded"


@pytest.fixture(params=BOTH)
def seeded_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A seeded database of its own, on SQLite then on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("seeded_sqlite"), tmp_path / "contract.sqlite3")
        return f"sqlite:///{tmp_path / 'contract.sqlite3'}"
    cluster: str = request.getfixturevalue("cluster")
    name = f"c{uuid4().hex}"
    copy(cluster, name, request.getfixturevalue("seeded_postgresql"))
    return f"{cluster}/{name}"


@pytest.fixture
async def caller(seeded_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """An outside program that knows only the published names."""
    from passerelles.app import create_app

    app = create_app(demonstration(seeded_url, tmp_path))
    async with app.router.lifespan_context(app), browser(app) as program:
        yield program


def copy(cluster: str, name: str, template: str) -> None:
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
