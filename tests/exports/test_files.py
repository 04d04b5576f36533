"""What is exported runs nowhere: every cell is guarded and comes back whole. `make exports` opens the same files in
LibreOffice.

ASVS v5.0.0-1.2.10.
"""

from __future__ import annotations

import ast
import csv
from io import StringIO
from pathlib import Path

import httpx
import pytest

from passerelles.core.db import Database
from passerelles.core.settings import ROOT
from passerelles.core.spreadsheet import BOM, guarded, unguarded
from tests.exports.files import FILES
from tests.exports.hostile import HOSTILE

HOME = "core/spreadsheet.py"
BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("name", sorted(FILES))
async def test_no_cell_of_a_file_begins_as_a_formula(name: str, db: Database, client: httpx.AsyncClient) -> None:
    written = (await FILES[name](db, client)).decode()
    assert written.startswith(BOM)
    rows = list(csv.reader(StringIO(written.removeprefix(BOM), newline=""), delimiter=";"))
    assert len(rows) == len(HOSTILE) + 1
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(BEGINS) or cell.startswith(BEGINS)] == []
    assert sorted(set(HOSTILE) - {unguarded(cell) for cell in cells}) == []


@pytest.mark.parametrize("words", [*HOSTILE, "", "'", "''=1", "Anne"])
def test_a_cell_comes_back_whole(words: str) -> None:
    assert unguarded(guarded(words)) == words


def test_csv_files_are_written_in_one_place() -> None:
    """Another writer would need the same guards, and its file a place in `FILES`."""
    backend = ROOT / "backend" / "passerelles"
    writers = {
        str(path.relative_to(backend)) for path in backend.rglob("*.py") if _writes(ast.parse(path.read_text("utf-8")))
    }
    assert writers == {HOME}
    users = [path for path in backend.rglob("*.py") if "spreadsheet.written(" in path.read_text("utf-8")]
    assert len(users) == len(FILES)


def _writes(tree: ast.AST) -> bool:
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return ("csv" in imported or "csv" in named) and bool({"writer", "DictWriter"} & named)


def test_the_search_for_writers_finds_one(tmp_path: Path) -> None:
    """The negative control."""
    path = tmp_path / "other.py"
    path.write_text("import csv\nimport io\ncsv.DictWriter(io.StringIO(), [])\n", "utf-8")
    assert _writes(ast.parse(path.read_text("utf-8")))
