"""On a phone that serves several people, a provider must not answer for the one before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import time_machine

from passerelles.core import clock
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.identity.hostile import Hostile
from tests.identity.visitor import sign_in, start, visitor

Leave = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


async def prompt(client: httpx.AsyncClient, **given: Any) -> list[str]:
    """What the provider is asked about whoever it knows already."""
    asked = parse_qs(urlsplit(await start(client, **given)).query)
    return asked.get("prompt", [])


async def by_the_button(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/api/sign-out")


async def late(client: httpx.AsyncClient) -> httpx.Response:
    return await client.delete("/api/session", params={"late": "true"})


async def everywhere(client: httpx.AsyncClient) -> httpx.Response:
    return await client.delete("/api/me/sessions")


async def this_one(client: httpx.AsyncClient) -> httpx.Response:
    mine = (await client.get("/api/me/sessions")).json()["items"]
    return await client.delete(f"/api/me/sessions/{mine[0]['id']}")


async def for_good(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/api/me/erasure", json={"confirmation": "EFFACER"})


async def test_a_first_visit_asks_nothing_more_and_a_shared_phone_asks_for_a_login(
    config: Settings, provider: Hostile
) -> None:
    async with visitor(config, provider.settings()) as client:
        assert await prompt(client) == []
        assert await prompt(client, short=True) == ["login"]


@pytest.mark.parametrize("leave", [by_the_button, late, everywhere, this_one, for_good])
async def test_after_somebody_left_the_next_person_logs_in(config: Settings, provider: Hostile, leave: Leave) -> None:
    async with visitor(config, provider.settings()) as client:
        await sign_in(client)
        before = client.cookies["sid"]
        assert (await leave(client)).is_success
        assert client.cookies["sid"] != before
        assert (await client.get("/api/me")).json()["signed_in"] is False
        assert await prompt(client) == ["login"]


async def test_after_a_session_that_ended_by_itself_the_next_person_logs_in(
    config: Settings, provider: Hostile
) -> None:
    with time_machine.travel(clock.now(), tick=False) as machine:
        async with visitor(config, provider.settings()) as client:
            await sign_in(client, short=True)
            machine.shift(timedelta(minutes=31))
            assert (await client.get("/api/me")).json()["signed_in"] is False
            assert await prompt(client) == ["login"]
            await late(client)
            assert await prompt(client) == ["login"]


async def test_who_entered_by_a_code_or_a_persona_leaves_no_mark(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        await become(client, "student")
        await client.delete("/api/session")
        assert "sid" not in client.cookies
        assert await prompt(client) == []


async def test_a_provider_that_refuses_the_word_is_not_sent_it(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings(prompt_login=False)) as client:
        assert await prompt(client, short=True) == []
