"""The matrix sees a door that is left open: guards are taken away for real, and the cells' own check must find it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Response

from passerelles.accounts.guardians import links
from passerelles.accounts.person import Person
from passerelles.accounts.policy import CurrentDep
from passerelles.core.db import Database
from passerelles.core.security.policy import POLICY_ATTRIBUTE
from tests.security.knocking import Doorstep, people_of_each_role
from tests.security.matrix import read
from tests.security.test_matrix import FOUND, _monday, first_rows

__all__ = ["_monday", "first_rows"]

_, ROWS = read()


async def found(key: str, db: Database, client: httpx.AsyncClient) -> list[Any]:
    """What the matrix's own test of this route finds wrong."""
    return await Doorstep(ROWS[key], db, client).unexpected(
        await people_of_each_role(db, ROWS[key]), ROWS[key].expected
    )


def guard_of(key: str) -> Any:
    """The dependency that is the policy of a route."""
    return next(one.call for one in FOUND[key].dependant.dependencies if hasattr(one.call, POLICY_ATTRIBUTE))


async def test_a_route_without_its_policy(app: FastAPI, db: Database, client: httpx.AsyncClient) -> None:
    async def anybody(current: CurrentDep) -> Person:
        assert current is not None
        return current.person

    key = "GET /api/shares"
    assert await found(key, db, client) == []
    app.dependency_overrides[guard_of(key)] = anybody
    let_in = {(role, answered) for role, _, answered, _ in await found(key, db, client)}
    assert {("guardian", 200), ("student", 200), ("administrator", 200)} <= let_in
    assert "counsellor" not in {role for role, _ in let_in}, "who may come in is no finding"


async def test_a_role_that_holds_wherever_one_asks(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has(person: Person, role: str, _scope: str | None = None) -> bool:
        return any(held.name == role for held in person.roles)

    monkeypatch.setattr(Person, "has", has)
    wrong = await found("GET /api/boarding/houses/{house}/plan", db, client)
    assert ("boarding_manager", "elsewhere", 200, 404) in wrong


async def test_somebody_who_decides_for_their_child(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobodys(*_: object) -> bool:
        return False

    monkeypatch.setattr(links, "concerns", nobodys)
    wrong = await found("PUT /api/boarding/requests/{booking}/decision", db, client)
    assert ("boarding_manager", "child", 200, 403) in wrong


@pytest.mark.parametrize("caching", ["public, max-age=60", "private", "no-store, public"])
async def test_a_private_answer_that_a_cache_may_keep(
    app: FastAPI, db: Database, client: httpx.AsyncClient, caching: str
) -> None:
    async def careless(current: CurrentDep, response: Response) -> Person:
        assert current is not None
        response.headers["Cache-Control"] = caching
        return current.person

    key = "GET /api/bookings"
    assert await found(key, db, client) == []
    app.dependency_overrides[guard_of(key)] = careless
    assert ("student", None, 200, caching) in await found(key, db, client)
