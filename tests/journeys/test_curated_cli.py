"""`passerelles curated`: a file in, a report, a file out."""

from __future__ import annotations

import asyncio
import csv
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from passerelles.journeys import cli, curated_file
from tests.support.editions import CINAV, MAINTENANCE_NAUTIQUE, publish_small

HEADER = ";".join(curated_file.COLUMNS)
ROW = f"{MAINTENANCE_NAUTIQUE};{CINAV};bridge;Selon les places.;Une convention;;2026-11-12"


@pytest.fixture
def file(tmp_path: Path, config: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of two rows, the second the same as the first; the command works on this test's database."""
    monkeypatch.setattr(cli, "settings", lambda: config)
    path = tmp_path / "curated.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{ROW}\n", "utf-8")
    return path


def test_without_an_edition_nothing_is_imported(file: Path) -> None:
    done = CliRunner().invoke(app, ["curated", "import", str(file)])
    assert done.exit_code == 1
    assert "Aucune édition" in done.output


@pytest.mark.usefixtures("published_small")
def test_an_import_is_in_the_log(file: Path, database_url: str) -> None:
    CliRunner().invoke(app, ["curated", "import", str(file)])

    async def entries() -> list[tuple[str, UUID | None, dict[str, Any]]]:
        db = Database(database_url)
        try:
            async with db.read() as session:
                rows = await session.execute(select(AuditEntry))
                return [(one.act, one.actor_id, one.details) for one in rows.scalars()]
        finally:
            await db.close()

    assert asyncio.run(entries()) == [("progression.import", None, {"added": 1})]


@pytest.mark.usefixtures("published_small")
def test_rows_go_in_with_a_report_and_come_out_again(file: Path) -> None:
    done = CliRunner().invoke(app, ["curated", "import", str(file)])
    assert done.exit_code == 1
    assert "ligne 3\u00a0: Cette suite est déjà affichée" in done.output
    assert "Suites ajoutées\u00a0: 1." in done.output
    written = CliRunner().invoke(app, ["curated", "export"])
    lines = csv.reader(StringIO(written.output.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert [";".join(cells) for cells in lines] == [HEADER, ROW]


@pytest.fixture
def published_small(database_url: str) -> None:
    async def run() -> None:
        db = Database(database_url)
        await publish_small(db)
        await db.close()

    asyncio.run(run())
