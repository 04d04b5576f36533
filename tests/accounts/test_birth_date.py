"""Name and birth date: asked late, given once."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from passerelles.core import clock
from tests.accounts.mailbox import ADDRESS, become, code_for, enter

GIVEN = {"name": "Léa Martin", "birth_date": "2010-03-02"}


@pytest.fixture
async def lea(client: httpx.AsyncClient, app: FastAPI) -> httpx.AsyncClient:
    """A student who has just signed in for the first time."""
    await enter(client, ADDRESS, await code_for(client, app))
    return client


async def test_a_birth_date_says_who_is_a_minor(lea: httpx.AsyncClient) -> None:
    born = clock.today().replace(year=clock.today().year - 15, day=1)
    answer = await lea.put("/api/me/birth-date", json={**GIVEN, "birth_date": born.isoformat()})
    assert answer.json()["minor"] is True


async def test_a_visitor_gives_no_birth_date(client: httpx.AsyncClient) -> None:
    assert (await client.put("/api/me/birth-date", json=GIVEN)).status_code == 401


async def test_the_name_and_age_given_are_those_shown(lea: httpx.AsyncClient) -> None:
    answer = await lea.put("/api/me/birth-date", json=GIVEN)
    assert answer.status_code == 200
    me = (await lea.get("/api/me")).json()
    assert answer.json() == me
    assert (me["name"], me["birth_date_known"]) == ("Léa Martin", True)
    assert "birth_date" not in me


async def test_the_same_answer_twice_is_fine(lea: httpx.AsyncClient) -> None:
    assert [(await lea.put("/api/me/birth-date", json=GIVEN)).status_code for _ in range(2)] == [200, 200]


async def test_nobody_grows_up_by_typing_another_year(lea: httpx.AsyncClient) -> None:
    await lea.put("/api/me/birth-date", json=GIVEN)
    refused = await lea.put("/api/me/birth-date", json={**GIVEN, "birth_date": "2001-03-02"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problemes/identity-fixed")


async def test_a_persona_keeps_the_name_that_says_it_is_invented(client: httpx.AsyncClient) -> None:
    me = await become(client, "student")
    refused = await client.put("/api/me/birth-date", json=GIVEN)
    assert refused.status_code == 409
    assert (await client.get("/api/me")).json()["name"] == me["name"]


@pytest.mark.parametrize("birth_date", ["2099-01-01", "1850-01-01", "2024-01-01"])
async def test_an_impossible_year_is_refused(lea: httpx.AsyncClient, birth_date: str) -> None:
    refused = await lea.put("/api/me/birth-date", json={**GIVEN, "birth_date": birth_date})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problemes/birth-date-implausible")
