"""Every column name of every table, posted to every route that reads a body: refused, and nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from passerelles.core.db import Database, sync_url
from passerelles.tables import metadata
from tests.roles.callers import a_role, enter
from tests.security.knocking import prepared
from tests.security.matrix import ROLES, keys_of, read
from tests.security.test_matrix import _monday
from tests.security.things import Cell
from tests.support.routes import Found, every_route

__all__ = ["_monday"]

PUBLIC, ROWS = read()
COLUMNS = sorted({column.name for table in metadata.tables.values() for column in table.columns})
POWERS = ["roles", "is_admin", "admin", "verified", "price", "campus", "granted", "confirmed"]
WITH_BODY = {
    key: route for route in every_route() for key in keys_of(route) if route.body_models and not key.startswith("GET ")
}
LOOKED_AT = {"session"}  # the last use of a session may be noted, whatever is asked


@pytest.fixture
def first_rows(world: Path) -> Path:
    return world


def test_there_are_routes_and_columns_to_try() -> None:
    assert len(WITH_BODY) >= 20
    assert {"campus_id", "role", "scope", "granted_by", "accepted_by", "status", "person_id"} <= set(COLUMNS)


@pytest.mark.parametrize("key", sorted(WITH_BODY))
async def test_no_column_is_set_by_guessing_its_name(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row = ROWS.get(key)
    own = names_of(WITH_BODY[key])
    guessed = [name for name in dict.fromkeys(COLUMNS + POWERS) if name not in own]
    if row is None:
        answer = await client.request(*key.split(" "), json=dict.fromkeys(guessed, "1"))
        assert answer.status_code == 422
        return
    role = next(one for one in ROLES if isinstance(row.expected(one, row.relations[0]), int) and allowed(row, one))
    actor = await enter(db, a_role(role), birth_date=None)
    path, body = await prepared(row, Cell(db, actor, row.relations[0] or "other"))
    before = contents(db)
    for wanted in (guessed, *([name] for name in guessed)):
        posted = {**(body or {}), **dict.fromkeys(wanted, "1")}
        answer = await client.request(row.method, path, json=posted, headers=actor.headers())
        assert answer.status_code == 422, (wanted, answer.status_code)
        refused = [one for one in answer.json()["errors"] if one["problem"] == "extra_forbidden"]
        assert len(refused) == len(wanted)
    assert contents(db) == before


def allowed(row: Any, role: Any) -> bool:
    """Whether the route's policy lets this role in: what is then refused is the body."""
    return role in row.named or "everyone" in row.written


def names_of(route: Found) -> set[str]:
    return {
        name
        for model in route.body_models
        for name, field in model.model_fields.items()
        for name in (name, field.alias or name)
    }


def contents(db: Database) -> dict[str, list[Any]]:
    """Every row of every table, but for what merely asking may touch."""
    engine = create_engine(sync_url(db.url))
    with engine.connect() as connection:
        rows = {
            name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"')).all()))
            for name in metadata.tables
            if name not in LOOKED_AT
        }
    engine.dispose()
    return rows
