"""The door is the same on both databases: these tests knock on SQLite's only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "security.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"
