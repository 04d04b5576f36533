"""The door is the same on both databases: these tests knock on SQLite's only."""

from __future__ import annotations

import asyncio
import shutil
from functools import partial
from pathlib import Path
from typing import Final

import pytest
import time_machine

from passerelles.boarding.provision import open_house
from passerelles.core.db import Database
from tests.boarding.houses import NOW, a_house
from tests.booking.halls import CAMPUS
from tests.roles.callers import ELSEWHERE, HOUSE, OTHER_HOUSE
from tests.support.editions import publish_small

BEDS: Final = {"filles": 150, "garcons": 150}


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "security.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two campuses in one database, with houses that have a bed for every cell of the matrix."""
    path = tmp_path_factory.mktemp("matrix") / "world.sqlite3"
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
    return path
