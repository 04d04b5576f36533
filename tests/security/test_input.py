"""Nobody sets a column by guessing its name; nobody's words come back in a refusal."""

from __future__ import annotations

import json

import httpx
import pytest
from pydantic import BaseModel, ValidationError
from sqlmodel import SQLModel

from passerelles.core.schemas import In
from passerelles.tables import metadata
from tests.accounts.mailbox import become
from tests.support.routes import every_route

CANARY = "canari-7f3a"
BODIES = sorted({model for route in every_route() for model in route.body_models}, key=lambda model: model.__name__)
COLUMNS = sorted({column.name for table in metadata.tables.values() for column in table.columns})
POWERS = ["role", "roles", "is_admin", "admin", "verified", "price", "campus", "demo", "persona_id"]


def test_there_are_bodies_and_columns_to_try() -> None:
    assert len(BODIES) >= 5
    assert {"campus_id", "status", "person_id", "expires_at"} <= set(COLUMNS)


@pytest.mark.parametrize("model", BODIES)
def test_no_body_is_read_into_a_table(model: type[BaseModel]) -> None:
    assert issubclass(model, In)
    assert not issubclass(model, SQLModel)


@pytest.mark.parametrize("model", BODIES)
def test_no_column_can_be_set_by_guessing_its_name(model: type[BaseModel]) -> None:
    own = set(model.model_fields) | {field.alias for field in model.model_fields.values() if field.alias}
    guessed = dict.fromkeys([name for name in COLUMNS + POWERS if name not in own], "1")
    with pytest.raises(ValidationError) as refused:
        model.model_validate(guessed)
    refused_names = {error["loc"][0] for error in refused.value.errors() if error["type"] == "extra_forbidden"}
    assert refused_names == set(guessed)


async def test_signing_in_with_a_role_of_ones_choice_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/demo/session", json={"persona": "student", "role": "administrator"})
    assert answer.status_code == 422
    assert (await client.get("/api/me")).json()["signed_in"] is False


async def test_a_refusal_never_repeats_what_was_sent(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    echoes = []
    for route in every_route():
        for method in sorted(route.methods):
            path = route.example().replace("/x", f"/{CANARY}")
            body = json.dumps({CANARY: CANARY, "email": CANARY, "persona": CANARY, "birth_date": CANARY})
            answer = await client.request(
                method,
                path,
                params={"q": CANARY, "near": CANARY, "cursor": CANARY, "limit": CANARY, "from": CANARY, "to": CANARY},
                content=body if route.unsafe_methods else None,
                headers={"Content-Type": "application/json", "Idempotency-Key": "k" * 20},
            )
            if answer.status_code >= 400 and path.startswith("/api") and CANARY in answer.text:
                echoes.append((method, path, answer.status_code))
    assert echoes == []


async def test_a_malformed_field_is_named_and_nothing_more(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/demo/session", json={"persona": CANARY, CANARY: 1})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"in": "body.persona", "problem": "literal_error"},
        {"in": "body", "problem": "extra_forbidden"},
    ]
