"""Every route, with a canary wherever somebody can write: it comes back in no refusal, and is in no log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, get_args, get_origin

import httpx
import pytest
import structlog
from fastapi import FastAPI
from pydantic import BaseModel

from passerelles.core import logs
from passerelles.core.db import Database
from tests.accounts.mailbox import become, house_behind
from tests.conftest import browser
from tests.support.routes import Found, every_route

CANARY = "canari-7f3a"
ADDRESS = f"{CANARY}@exemple.fr"
PERSONAS = ("student", "guardian", "boarding", "counsellor", "admin")
ROUTES = every_route()


@pytest.fixture(autouse=True)
def _json_lines() -> Iterator[None]:
    before = structlog.get_config()
    logs.configure(readable=False)
    yield
    structlog.configure(**before)


def bodies(route: Found) -> list[Any]:
    """What may be sent to a route: each documented body with the canary in its fields, and shapes that none has."""
    models = [model for model in route.body_models if issubclass(model, BaseModel)]
    filled = [{name: _value(name, field.annotation) for name, field in m.model_fields.items()} for m in models]
    return [*filled, *({**one, CANARY: CANARY} for one in filled), {"email": ADDRESS, "name": CANARY}, CANARY, [CANARY]]


def _value(name: str, kind: Any) -> Any:
    kinds = get_args(kind) if get_origin(kind) is not list else (kind,)
    if "email" in name:
        return ADDRESS
    if list in {get_origin(one) for one in (kind, *kinds)}:
        return [CANARY]
    return CANARY if str in {kind, *kinds} else f"{CANARY}-{name}"


async def knock(client: httpx.AsyncClient, route: Found) -> list[httpx.Response]:
    """Try the route with each of its methods and bodies."""
    path = "/".join(CANARY if part.startswith("{") else part for part in route.path.split("/"))
    headers = {"Idempotency-Key": CANARY, "User-Agent": CANARY, "Referer": f"http://testserver/{CANARY}"}
    query = {"q": CANARY, "next": CANARY, "email": ADDRESS, "near": CANARY, "week": CANARY}
    found = []
    for method in sorted(route.methods):
        for body in bodies(route) if method in route.unsafe_methods else [None]:
            found.append(await client.request(method, path, params=query, headers=headers, json=body))
    return found


@asynccontextmanager
async def somebody(app: FastAPI, persona: str | None) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(app) as client:
        if persona:
            await become(client, persona)
        yield client


@pytest.mark.parametrize("persona", [None, *PERSONAS])
async def test_what_is_typed_is_in_no_log_and_in_no_refusal(
    app: FastAPI, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, persona: str | None
) -> None:
    echoed: list[tuple[str, int]] = []
    statuses: set[int] = set()
    async with somebody(app, persona) as client:
        for route in ROUTES:
            for answer in await knock(client, route):
                statuses.add(answer.status_code)
                refused = answer.status_code >= 400 and route.path.startswith("/api")
                if refused and CANARY in answer.text:
                    echoed.append((route.path, answer.status_code))
            if persona and "session" in route.path:
                await become(client, persona)  # that route may have signed them out
    await house_behind(app).outbox.send_due()
    out, err = capfd.readouterr()
    assert echoed == []
    assert CANARY not in out + err + caplog.text
    assert 422 in statuses
    assert 500 not in statuses


@pytest.mark.parametrize("persona", [None, "student"])
async def test_a_failure_on_any_route_logs_its_place_alone(
    app: FastAPI,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    *,
    persona: str | None,
) -> None:
    @asynccontextmanager
    async def fail_reading(_self: Database) -> AsyncIterator[Any]:
        raise RuntimeError(f"INSERT INTO person VALUES ('{CANARY}')")
        yield

    async def fail_writing(_self: Database, _work: object) -> Any:
        raise RuntimeError(f"could not send to {ADDRESS}")

    statuses = []
    async with somebody(app, persona) as client:
        monkeypatch.setattr(Database, "read", fail_reading)
        monkeypatch.setattr(Database, "write", fail_writing)
        for route in ROUTES:
            answers = await knock(client, route)
            statuses += [answer.status_code for answer in answers]
            assert not [one for one in answers if one.status_code == 500 and CANARY in one.text.split("<footer")[0]]
    out, err = capfd.readouterr()
    assert CANARY not in out + err + caplog.text
    assert statuses.count(500) >= 2, "negative control: something did fail"
    assert '"error": "RuntimeError"' in out
