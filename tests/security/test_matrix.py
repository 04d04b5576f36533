"""Route × role × whose thing it is × campus, each cell tried for real against `matrix.toml`.

ASVS v5.0.0-8.2.1 to 8.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import time_machine

from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.security import policy_of
from tests.boarding.houses import NOW
from tests.booking.halls import CAMPUS
from tests.roles.callers import ELSEWHERE, Caller, a_role, enter, enter_in
from tests.security.knocking import Doorstep, faces_concerned, may_be_kept, people_of_each_role, prepared
from tests.security.matrix import ROLES, keys_of, read
from tests.security.things import RELATIONS, THINGS, Cell
from tests.support.routes import every_route

PUBLIC, ROWS = read()
FOUND = {key: route for route in every_route() for key in keys_of(route)}
NOBODY = "visitor"


@pytest.fixture
def first_rows(world: Path) -> Path:
    return world


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


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


@pytest.mark.parametrize("key", sorted(ROWS))
async def test_each_role_is_answered_what_the_table_says(key: str, db: Database, client: httpx.AsyncClient) -> None:
    actors = await people_of_each_role(db, ROWS[key])
    assert await Doorstep(ROWS[key], db, client).unexpected(actors, ROWS[key].expected) == []


@pytest.mark.parametrize("key", sorted(key for key, row in ROWS.items() if row.named or "child" in row.relations))
async def test_a_role_that_is_lent_or_holds_elsewhere_opens_no_more(
    key: str, db: Database, client: httpx.AsyncClient
) -> None:
    actors = await faces_concerned(db, ROWS[key])
    assert await Doorstep(ROWS[key], db, client).unexpected(actors, ROWS[key].expected_of) == []


@pytest.mark.parametrize("key", sorted(ROWS))
async def test_a_visitor_and_a_person_of_another_campus_are_nobody_here(
    key: str, db: Database, client: httpx.AsyncClient
) -> None:
    row, door = ROWS[key], Doorstep(ROWS[key], db, client)
    cell = Cell(db, await enter(db, a_role("student")), "other")
    answers = {NOBODY: (await door.knock(cell, None)).status_code}
    for role, foreigner in (await _everybody(db, ELSEWHERE)).items():
        answers[role] = (await door.knock(cell, foreigner)).status_code
    assert set(answers.values()) == {row.visitor}, answers


@pytest.mark.parametrize("key", sorted(key for key, row in ROWS.items() if row.thing))
async def test_a_thing_of_another_campus_does_not_exist(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row, door = ROWS[key], Doorstep(ROWS[key], db, client)
    actors = await _everybody(db, CAMPUS)
    wrong = []
    for relation in set(row.relations) & {"other", "other_child"}:  # nobody of here owns anything there
        for role, actor in actors.items():
            answer = await door.knock(Cell(db, actor, relation or "other", campus_id=ELSEWHERE), actor)
            if answer.status_code != 404:
                wrong.append((role, relation, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("key", sorted(key for key, row in ROWS.items() if row.named))
async def test_a_mandate_that_has_run_out_opens_nothing(key: str, db: Database, client: httpx.AsyncClient) -> None:
    """What was theirs or their child's stays so; it is all that stays."""
    row = ROWS[key]
    later = clock.now() + timedelta(minutes=1)
    wrong = []
    for relation in [one for one in row.relations if one in (None, "own", "child", "other")]:
        for role in row.named:
            actor = await enter(db, a_role(role), until=later)
            path, body = await prepared(row, Cell(db, actor, relation or "other"))
            with time_machine.travel(later):
                answer = await client.request(row.method, path, json=body, headers=actor.headers())
            if answer.status_code != row.bystander(relation) or may_be_kept(answer):
                wrong.append((role, relation, answer.status_code, row.bystander(relation)))
    assert wrong == []


def test_things_and_relations_are_those_of_the_table() -> None:
    assert set(THINGS) == set(RELATIONS) == {row.thing for row in ROWS.values() if row.thing}


async def _everybody(db: Database, campus_id: str) -> dict[str, Caller]:
    """Somebody of each role in this campus."""

    async def work(session: Session) -> dict[str, Caller]:
        return {role: await enter_in(session, a_role(role, campus_id=campus_id), campus_id=campus_id) for role in ROLES}

    return await db.write(work)
