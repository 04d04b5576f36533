"""Alembic's entry point: one connection, one transaction, the same scripts on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from alembic import context
from sqlalchemy import create_engine, pool
from sqlalchemy.engine import make_url

from passerelles.core.db import sync_url
from passerelles.core.settings import settings
from passerelles.tables import metadata

LOCK_TIMEOUT = "5s"


def run() -> None:
    raw = context.config.attributes.get("database_url") or settings().database_url
    url = sync_url(make_url(raw))
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        if not is_sqlite:
            connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
            connection.commit()
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=is_sqlite, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
