"""Policies: who is let through, who is told what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import col

from passerelles.accounts.policy import Person, Role, Visitor, may
from passerelles.accounts.tables import RoleGrant
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.core.security import policy_of
from tests.accounts.mailbox import become
from tests.conftest import browser
from tests.support.routes import every_route

Counsellor = Annotated[Person, may("counsellor")]
Student = Annotated[Person, may("student")]
Staff = Annotated[Person, may("counsellor", "boarding_manager")]


@pytest.fixture
async def guarded(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """The application with doors of our own."""

    def door_of_counsellors(person: Counsellor) -> str:
        return str(person.id)

    def door_of_students(person: Student) -> str:
        return str(person.id)

    def door_of_staff(person: Staff) -> str:
        return str(person.id)

    def open_door(person: Visitor) -> str | None:
        return person.name if person else None

    for path, door in (
        ("/api/t/counsellors", door_of_counsellors),
        ("/api/t/students", door_of_students),
        ("/api/t/staff", door_of_staff),
        ("/api/t/open", open_door),
    ):
        app.add_api_route(path, door)
        app.router.routes.insert(0, app.router.routes.pop())  # before the pages, which answer every other address
    async with browser(app) as client:
        yield client


async def test_strangers_are_asked_to_sign_in(guarded: httpx.AsyncClient) -> None:
    answer = await guarded.get("/api/t/students")
    assert (answer.status_code, answer.json()["type"]) == (401, "/problemes/not-signed-in")


async def test_another_role_is_refused(guarded: httpx.AsyncClient) -> None:
    await become(guarded, "student")
    assert (await guarded.get("/api/t/counsellors")).status_code == 403


async def test_the_role_lets_through(guarded: httpx.AsyncClient) -> None:
    me = await become(guarded, "counsellor")
    assert (await guarded.get("/api/t/counsellors")).json() == me["id"]


async def test_an_apprentice_may_do_what_a_student_may(guarded: httpx.AsyncClient) -> None:
    me = await become(guarded, "apprentice")
    assert (await guarded.get("/api/t/students")).json() == me["id"]


async def test_any_one_of_the_roles_is_enough(guarded: httpx.AsyncClient) -> None:
    await become(guarded, "boarding")
    assert (await guarded.get("/api/t/staff")).status_code == 200


async def test_an_administrator_is_not_everybody(guarded: httpx.AsyncClient) -> None:
    await become(guarded, "admin")
    assert (await guarded.get("/api/t/staff")).status_code == 403


async def test_an_open_door_knows_who_comes_in(guarded: httpx.AsyncClient) -> None:
    assert (await guarded.get("/api/t/open")).json() is None
    me = await become(guarded, "student")
    assert (await guarded.get("/api/t/open")).json() == me["name"]


async def test_a_role_that_has_ended_lets_nobody_through(guarded: httpx.AsyncClient, db: Database) -> None:
    me = await become(guarded, "counsellor")

    async def end(session: Session) -> None:
        await session.execute(
            update(RoleGrant)
            .where(col(RoleGrant.person_id) == UUID(str(me["id"])))
            .values(ends_at=clock.now() - timedelta(seconds=1))
        )

    await db.write(end)
    assert (await guarded.get("/api/t/counsellors")).status_code == 403


async def test_policies_have_names_that_tests_can_read(guarded: httpx.AsyncClient, app: FastAPI) -> None:
    names = {route.path: policy_of(route.dependant) for route in every_route(app)}
    assert names["/api/t/staff"] == "may:counsellor,boarding_manager"
    assert names["/api/t/open"] == "public"
    assert guarded.is_closed is False


def test_a_role_holds_in_its_own_scope_only() -> None:
    role = Role(name="boarding_manager", scope_kind="house", scope="HOUSE:0850033Z", place=None)
    person = Person(id=new_id(), campus_id="c", name=None, birth_date=None, roles=(role,), demo=True)
    assert person.has("boarding_manager")
    assert person.has("boarding_manager", "HOUSE:0850033Z")
    assert not person.has("boarding_manager", "HOUSE:0850033Z-2")
    assert not person.has("administrator")
    assert person.scopes("boarding_manager") == {"HOUSE:0850033Z"}


def test_an_unknown_birth_date_is_neither_minor_nor_adult() -> None:
    person = Person(id=new_id(), campus_id="c", name=None, birth_date=None, roles=(), demo=True)
    assert person.age_on(clock.today()) is None
    assert person.is_minor_on(clock.today()) is None


def test_a_policy_needs_a_rule() -> None:
    with pytest.raises(ValueError, match="rule"):
        may()
