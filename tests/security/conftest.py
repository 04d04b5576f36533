"""The door is the same on both databases: these tests knock on SQLite's only.

They knock at one application, made once: its database and its counts are put back before each test.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.boarding.provision import open_house
from passerelles.catalogue import live
from passerelles.core.db import Database
from passerelles.core.security.throttle import Throttle
from passerelles.core.settings import ROOT, Settings
from passerelles.journeys import curated
from tests.accounts.mailbox import house_behind
from tests.boarding.houses import NOW, a_house
from tests.booking.halls import CAMPUS
from tests.roles.callers import ELSEWHERE, HOUSE, OTHER_HOUSE
from tests.support import routes_once
from tests.support.editions import publish_small

BEDS = {"filles": 150, "garcons": 150}


@pytest.fixture(scope="session")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two campuses in one database, with houses that have a bed for every cell of the matrix."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    shutil.copy(sqlite_template, path)

    async def build() -> None:
        db = Database(f"sqlite:///{path}")
        await publish_small(db)
        for campus_id, uai in ((CAMPUS, HOUSE), (CAMPUS, OTHER_HOUSE), (ELSEWHERE, "HOUSE:0850146X")):
            record = a_house(uai.removeprefix("HOUSE:"), beds=BEDS)
            await db.write(partial(open_house, campus_id=campus_id, record=record, city=None, phone=None))
        await db.close()

    with time_machine.travel(NOW):
        asyncio.run(build())
    live.show(None)
    return path


@pytest.fixture
def first_rows(sqlite_template: Path) -> Path:
    """The database that a test starts from: an empty one, unless its file wants the `world`."""
    return sqlite_template


@pytest.fixture
def database_url(first_rows: Path, tmp_path: Path) -> str:
    """For an application of the test's own."""
    path = tmp_path / "security.sqlite3"
    shutil.copy(first_rows, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application, made once: making one and its first answer cost as much as a hundred answers."""
    folder = tmp_path_factory.mktemp("standing")
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder / 'standing.sqlite3'}",
            demo=True,
            var_dir=folder / "var",
            frontend_dir=ROOT / "frontend",
            outbox_loop=False,
            base_url="http://testserver",
        )
    )
    routes_once.leave_out(app)  # tests take its guards away
    return app


@pytest.fixture
async def app(standing: FastAPI, first_rows: Path) -> AsyncIterator[FastAPI]:
    """The standing application as if it had just started: its first rows, nothing counted, no loop behind it."""
    house = house_behind(standing)
    shutil.copy(first_rows, str(house.db.url.database))
    if house.settings.var_dir.is_file():  # where a test made it one
        house.settings.var_dir.unlink()
    shutil.rmtree(house.settings.var_dir, ignore_errors=True)
    vars(house.throttle).update(vars(Throttle()))
    await live.open_at_once(house.db)
    await curated.load(house.db, house.settings.campus_id)
    yield standing
    standing.dependency_overrides.clear()
    await house.db.close()


@pytest.fixture
def db(app: FastAPI) -> Database:
    """The application's own database."""
    return house_behind(app).db


@pytest.fixture(scope="module", autouse=True)
def _no_edition_left() -> Iterator[None]:
    yield
    live.show(None)
