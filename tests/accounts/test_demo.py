"""Personas: invented, marked, the same each time; gone outside a demonstration."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import get_args

import httpx
import pytest
from pydantic import ValidationError

from passerelles.accounts import demo
from passerelles.accounts.rules import age_on
from passerelles.accounts.schemas import Persona
from passerelles.app import create_app
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.conftest import browser

HOMES = {
    "student": "/moi",
    "apprentice": "/moi",
    "guardian": "/moi",
    "counsellor": "/gestion/partages",
    "boarding": "/gestion/internats/HOUSE:0850033Z",
    "assistant": "/gestion/internats/HOUSE:0850033Z",
    "facility": "/gestion/lieux/RES:851940032",
    "company": "/gestion",
    "director": "/gestion",
    "admin": "/gestion",
}


@pytest.mark.parametrize("persona", get_args(Persona))
async def test_each_persona_starts_where_its_work_is(client: httpx.AsyncClient, persona: str) -> None:
    me = await become(client, persona)
    assert me["home"] == HOMES[persona]
    assert me["demo"] is True
    assert "démonstration" in str(me["name"])


async def test_the_same_number_is_the_same_person(client: httpx.AsyncClient) -> None:
    first, second, other = [await become(client, "student", n) for n in (7, 7, 8)]
    assert first["id"] == second["id"] != other["id"]


async def test_a_persona_asked_many_times_at_once_is_made_once(client: httpx.AsyncClient) -> None:
    people = await asyncio.gather(*(become(client, "student", 200) for _ in range(12)))
    assert len({person["id"] for person in people}) == 1


async def test_the_first_student_is_a_minor_and_the_second_is_not(client: httpx.AsyncClient) -> None:
    assert (await become(client, "student", 1))["minor"] is True
    assert (await become(client, "student", 2))["minor"] is False


@pytest.mark.parametrize(("persona", "ages"), demo.AGES.items())
def test_personas_have_the_ages_that_are_documented(persona: Persona, ages: tuple[int, ...]) -> None:
    for days in range(0, 1500, 7):
        today = clock.today() + timedelta(days=days)
        births = [demo.birth_date_of(persona, n, today) for n in range(1, len(ages) + 1)]
        assert tuple(age_on(birth, today) for birth in births if birth) == ages


@pytest.mark.parametrize(("n", "house"), [(1, "HOUSE:0850033Z"), (2, "HOUSE:0440069L")])
async def test_each_boarding_persona_has_one_house(client: httpx.AsyncClient, n: int, house: str) -> None:
    roles = (await become(client, "boarding", n))["roles"]
    assert isinstance(roles, list)
    assert [(role["name"], role["scope"]) for role in roles] == [("boarding_manager", house)]
    assert "internat" in roles[0]["label"]


@pytest.mark.parametrize(
    "body", [{"persona": "minister"}, {"persona": "student", "n": 0}, {"persona": "admin", "n": 201}]
)
async def test_nobody_else_can_be_played(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    assert (await client.post("/api/demo/session", json=body)).status_code == 422


async def test_outside_a_demonstration_there_are_no_personas_and_no_open_mailbox(config: Settings) -> None:
    app = create_app(config.model_copy(update={"demo": False}))
    async with app.router.lifespan_context(app), browser(app) as client:
        assert (await client.post("/api/demo/session", json={"persona": "admin"})).status_code == 404
        assert (await client.get("/api/demo/mails")).status_code == 404
        sent = await client.post("/api/session-codes", json={"email": "lea@exemple.fr"})
        assert sent.json()["demo_mail_url"] is None


def test_production_refuses_to_be_a_demonstration() -> None:
    with pytest.raises(ValidationError):
        Settings(demo=True, production=True)


async def test_seeding_twice_changes_nothing(db: Database, config: Settings) -> None:
    await demo.seed(db, config)
    before = await db.write(lambda session: demo.demo_person(session, config, "student", 1))
    await demo.seed(db, config)
    assert await db.write(lambda session: demo.demo_person(session, config, "student", 1)) == before


async def test_a_real_installation_never_makes_invented_people(db: Database, config: Settings) -> None:
    real = config.model_copy(update={"demo": False})
    with pytest.raises(ValueError, match="demonstration"):
        await db.write(lambda session: demo.demo_person(session, real, "student", 1))
