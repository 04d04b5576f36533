"""Every revision goes up and down on both databases, and ends where the tables say."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url

from passerelles.core.db import sync_url
from passerelles.core.migrate import downgrade, upgrade
from passerelles.tables import metadata


@pytest.fixture(params=("sqlite", "postgresql"))
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    cluster: str = request.getfixturevalue("cluster")
    name = f"m{uuid4().hex}"
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{cluster}/{name}"


def test_up_then_down_leaves_nothing_behind(empty_url: str) -> None:
    upgrade(empty_url)
    downgrade(empty_url)
    engine = create_engine(sync_url(make_url(empty_url)))
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(empty_url)
    engine.dispose()


def test_the_migrated_schema_is_the_declared_one(empty_url: str) -> None:
    upgrade(empty_url)
    engine = create_engine(sync_url(make_url(empty_url)))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []
