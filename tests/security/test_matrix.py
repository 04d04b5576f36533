"""Route × role × whose thing it is × campus, each cell tried for real against `matrix.toml`.

ASVS v5.0.0-8.2.1 to 8.4.1.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from passerelles.catalogue import live
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.security import policy_of
from tests.boarding.houses import NOW
from tests.roles.callers import ELSEWHERE, Caller, a_role, enter
from tests.security.matrix import ROLES, Row, keys_of, read
from tests.security.things import RELATIONS, THINGS, Cell, body_named
from tests.support.routes import every_route

PUBLIC, ROWS = read()
FOUND = {key: route for route in every_route() for key in keys_of(route)}
NOBODY = "visitor"


@pytest.fixture
def database_url(world: Path, tmp_path: Path) -> str:
    shutil.copy(world, tmp_path / "cell.sqlite3")
    return f"sqlite:///{tmp_path / 'cell.sqlite3'}"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture(autouse=True)
async def _small_edition(db: Database) -> AsyncIterator[None]:
    await live.load(db)
    yield
    live.show(None)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(set(FOUND) - PUBLIC - set(ROWS)) == []
    assert sorted((PUBLIC | set(ROWS)) - set(FOUND)) == []
    assert sorted(PUBLIC & set(ROWS)) == []


def test_the_table_and_the_policies_of_the_routes_agree() -> None:
    """A route named public in the table says so itself, and lets in no role that the table does not know."""
    policies = {key: policy_of(route.dependant) or "" for key, route in FOUND.items()}
    assert [key for key in sorted(PUBLIC) if policies[key] != "public"] == []
    wrong = {}
    for key, row in ROWS.items():
        if policies[key] in {"public", "may:signed_in"}:
            continue
        let_in = set(policies[key].removeprefix("may:").split(","))
        if "student" in let_in:
            let_in.add("apprentice")
        if set(row.named) != let_in:
            wrong[key] = (policies[key], row.named)
    assert wrong == {}


async def test_what_is_public_is_the_same_for_everybody(db: Database, client: httpx.AsyncClient) -> None:
    callers = {role: await enter(db, a_role(role)) for role in ROLES}
    wrong = []
    for key in sorted(PUBLIC):
        method, path = key.split(" ")
        where = "/".join("x" if part.startswith("{") else part for part in path.split("/"))
        body: dict[str, Any] | None = None if method == "GET" else {}
        first = (await client.request(method, where, json=body)).status_code
        assert first not in {401, 403, 500}, key
        for role, caller in callers.items():
            answer = (await client.request(method, where, json=body, headers=caller.headers())).status_code
            if answer != first:
                wrong.append((key, role, answer, first))
    assert wrong == []


@pytest.mark.parametrize("key", sorted(ROWS))
async def test_each_role_is_answered_what_the_table_says(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row = ROWS[key]
    wrong = []
    for role in ROLES:
        for relation in row.relations:
            actor = await enter(db, a_role(role), birth_date=None)
            answer = await knock(client, row, Cell(db, actor, relation or "other"), actor)
            if answer != row.expected(role, relation):
                wrong.append((role, relation, answer, row.expected(role, relation)))
    assert wrong == [], "(role, relation, answered, expected)"


@pytest.mark.parametrize("key", sorted(ROWS))
async def test_a_visitor_and_a_person_of_another_campus_are_nobody_here(
    key: str, db: Database, client: httpx.AsyncClient
) -> None:
    row = ROWS[key]
    actor = await enter(db, a_role("student"))
    answers = {NOBODY: await knock(client, row, Cell(db, actor, "other"), None)}
    for role in ROLES:
        foreigner = await enter(db, a_role(role, campus_id=ELSEWHERE), campus_id=ELSEWHERE)
        answers[role] = await knock(client, row, Cell(db, actor, "other"), foreigner)
    assert set(answers.values()) == {row.visitor}, answers


@pytest.mark.parametrize("key", sorted(key for key, row in ROWS.items() if row.thing))
async def test_a_thing_of_another_campus_does_not_exist(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row = ROWS[key]
    wrong = []
    for role in ROLES:
        for relation in row.relations:
            actor = await enter(db, a_role(role), birth_date=None)
            cell = Cell(db, actor, relation or "other", campus_id=ELSEWHERE)
            answer = await knock(client, row, cell, actor)
            if answer != 404:
                wrong.append((role, relation, answer))
    assert wrong == []


@pytest.mark.parametrize("key", sorted(key for key, row in ROWS.items() if row.named and "everyone" not in row.written))
async def test_a_mandate_that_has_run_out_opens_nothing(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row = ROWS[key]
    answers = {}
    for role in row.named:
        actor = await enter(db, a_role(role), until=clock.now() + timedelta(hours=1))
        path, body = await prepared(row, Cell(db, actor, "other"))
        with time_machine.travel(clock.now() + timedelta(hours=1)):
            answer = await client.request(row.method, path, json=body, headers=actor.headers())
            answers[role] = answer.status_code
    assert set(answers.values()) == {row.stranger}, answers


def test_the_matrix_sees_a_door_that_is_left_open() -> None:
    """The negative control: a cell that expects what is not answered is found."""
    row = Row("GET /api/shares", {"student": 200})
    assert row.expected("student", None) == 200
    assert row.expected("guardian", None) == 403
    assert Row("GET /api/bookings/{booking}", {}).expected("student", "own") == 404


def test_things_and_relations_are_those_of_the_table() -> None:
    assert set(THINGS) == set(RELATIONS) == {row.thing for row in ROWS.values() if row.thing}


async def prepared(row: Row, cell: Cell) -> tuple[str, dict[str, Any] | None]:
    """The address and the body of a cell, whose thing is made."""
    thing = await THINGS[row.thing](cell) if row.thing else ""
    name = row.written.get("body")
    body = await body_named(name, cell) if name else ({} if row.method in {"POST", "PUT"} and row.thing else None)
    return row.path(thing), body


async def knock(client: httpx.AsyncClient, row: Row, cell: Cell, caller: Caller | None) -> int:
    """What a caller is answered."""
    path, body = await prepared(row, cell)
    headers = caller.headers() if caller else {}
    return (await client.request(row.method, path, json=body, headers=headers)).status_code
