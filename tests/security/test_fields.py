"""What is said of people to others: names and roles; never how to reach them, nor when they were born.

ASVS v5.0.0-8.2.3.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from passerelles.core.db import Database
from tests.boarding.houses import TABARLY, WEEK, opened
from tests.booking.callers import sign_in
from tests.roles.callers import a_role, enter
from tests.security.matrix import read
from tests.support.openapi import described
from tests.support.routes import every_route

_, ROWS = read()
OF_PEOPLE = {"email", "mail", "phone", "telephone", "address", "birth_date", "ine", "gender", "sex"}
"""Names that a field about somebody would have."""
OF_A_HOUSE = {
    "POST /api/guardian-links/{token}/declaration",
    "GET /api/guardian/requests",
    "GET /api/guardian/requests/{booking}",
    "PUT /api/guardian/requests/{booking}/answer",
}
"""Where `phone` is the boarding house's own, which its public page shows too."""


def fields(schema: dict[str, Any], whole: dict[str, Any], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every property name that an answer may have, however deep."""
    reference = schema.get("$ref")
    if reference is not None:
        if reference in seen:
            return
        name = reference.rsplit("/", 1)[1]
        yield from fields(whole["components"]["schemas"][name], whole, seen | {reference})
        return
    for name, child in schema.get("properties", {}).items():
        yield name
        yield from fields(child, whole, seen)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from fields(schema[key], whole, seen)
    for key in ("anyOf", "allOf", "oneOf"):
        for child in schema.get(key, ()):
            yield from fields(child, whole, seen)


def test_no_answer_behind_the_door_says_how_to_reach_somebody() -> None:
    whole = json.loads(described())
    told: dict[str, set[str]] = {}
    for key in (key for key in ROWS if " /api/" in key):
        method, path = key.split(" ")
        answers = whole["paths"][path][method.lower()]["responses"]
        for status, answer in answers.items():
            schema = answer.get("content", {}).get("application/json", {}).get("schema")
            if status.startswith("2") and schema:
                told[key] = set(fields(schema, whole))
    assert len(told) > 20
    found = {key: names & (OF_PEOPLE - {"phone"} if key in OF_A_HOUSE else OF_PEOPLE) for key, names in told.items()}
    assert {key: sorted(names) for key, names in found.items() if names} == {}


def test_the_description_names_every_route_of_the_table() -> None:
    assert {route.path for route in every_route() if route.path.startswith("/api")} >= {
        key.split(" ")[1] for key in ROWS if " /api/" in key
    }


async def test_an_assistant_reads_no_name_of_who_waits_and_decides_nothing(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db)
    student = await sign_in(db, name="Camille Martin")
    asked = await student.ask(client, WEEK, resource=TABARLY, zone="filles", note="Je viens de Challans")
    assistant = await enter(db, a_role("education_assistant"))
    manager = await enter(db, a_role("boarding_manager"))
    path = f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}"
    held = await assistant.get(client, path)
    assert held.status_code == 200
    assert "Camille" not in held.text
    assert "Lit gardé" in held.text
    assert "Camille" in (await manager.get(client, path)).text
    assert "Challans" not in held.text
    await manager.call(client, "PUT", f"/boarding/requests/{asked.json()['id']}/decision", {"outcome": "accepted"})
    assert "Camille" in (await assistant.get(client, path)).text  # who sleeps where is their work
