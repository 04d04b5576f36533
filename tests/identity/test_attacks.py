"""What somebody between a browser and a provider can try, and providers that fail: no session, a page that says so."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from passerelles.accounts.identity import guarded
from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.identity.hostile import Hostile
from tests.identity.visitor import (
    assert_refused,
    counts,
    installation,
    refusal_of,
    sign_in,
    signed_in,
    start,
    through,
    visitor,
)

REFUSED = "sign-in-refused"
NOBODY = {"person": 0, "identity": 0, "session": 0}


@pytest.mark.parametrize("lie", ["metadata of another issuer", "a script for an address", "down"])
async def test_a_provider_that_misdescribes_itself_is_down(config: Settings, provider: Hostile, lie: str) -> None:
    provider.lie = lie
    async with visitor(config, provider.settings()) as client:
        answer = await client.post("/api/sign-in/hostile", json={})
        assert (answer.status_code, answer.json()["type"]) == (503, "/problemes/provider-down")
        assert "set-cookie" not in answer.headers
    provider.lie = None
    async with visitor(config, provider.settings()) as client:
        assert signed_in(await sign_in(client))


async def test_keys_that_never_come_end_in_a_page(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.3)
    provider.lie = "slow keys"
    async with visitor(config, provider.settings()) as client:
        await assert_refused(client, await sign_in(client), "provider-down")
    assert await counts(config) == NOBODY


async def test_a_published_secret_is_no_key(config: Settings, provider: Hostile) -> None:
    provider.lie = "symmetric key published"
    async with visitor(config, provider.settings()) as client:
        assert signed_in(await sign_in(client))  # ignored: the honest key has the same name


async def test_new_keys_are_fetched_once_when_a_token_names_one_that_is_unknown(
    config: Settings, provider: Hostile
) -> None:
    async with installation(config, provider.settings()) as app:
        async with browser(app) as client:
            assert signed_in(await sign_in(client))
        provider.rotate()
        async with browser(app) as client:
            assert signed_in(await sign_in(client))
        assert provider.calls.count("jwks") == 2
        provider.lie = "unknown kid"
        async with browser(app) as client:
            await assert_refused(client, await sign_in(client), REFUSED)
            await assert_refused(client, await sign_in(client), REFUSED)
    assert provider.calls.count("jwks") == 2  # a liar cannot have them fetched again and again


async def test_a_code_serves_once(config: Settings, provider: Hostile) -> None:
    """Somebody who saw a used code slips it into the answer to their own attempt."""
    async with installation(config, provider.settings()) as app:
        async with browser(app) as victim:
            back = httpx.URL(await through(await start(victim)))
            assert signed_in(await victim.get(back))
        async with browser(app) as thief:
            own = httpx.URL(await through(await start(thief)))
            answer = await thief.get(own.copy_set_param("code", back.params["code"]))
            await assert_refused(thief, answer, REFUSED)


async def test_a_code_of_another_attempt_is_worth_nothing(config: Settings, provider: Hostile) -> None:
    """The victim's code, not used yet, slipped into the thief's attempt: PKCE here, the nonce without it."""
    for pkce in (True, False):
        described = provider.settings(pkce=pkce)
        async with installation(config, described) as app, browser(app) as victim, browser(app) as thief:
            back = httpx.URL(await through(await start(victim)))
            own = httpx.URL(await through(await start(thief)))
            answer = await thief.get(own.copy_set_param("code", back.params["code"]))
            await assert_refused(thief, answer, REFUSED)


async def test_a_state_serves_once(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        back = await through(await start(client))
        assert signed_in(await client.get(back))
        again = await client.get(back)
        assert refusal_of(again) == "sign-in-expired"
        assert not signed_in(again)
    assert (await counts(config))["session"] == 1


async def test_a_state_of_another_browser_opens_nothing(config: Settings, provider: Hostile) -> None:
    """A link made by somebody who wants a victim to act in their account."""
    async with (
        installation(config, provider.settings()) as app,
        browser(app) as attacker,
        browser(app) as victim,
        browser(app) as victim_too,
    ):
        back = await through(await start(attacker))
        await start(victim_too)  # has an attempt cookie of its own
        for somebody in (victim, victim_too):
            await assert_refused(somebody, await somebody.get(back), "sign-in-expired")
        assert await counts(config) == NOBODY
        assert signed_in(await attacker.get(back))  # nothing was used up by the others


@pytest.mark.parametrize(
    "change",
    [{"state": None}, {"state": "x" * 43}, {"code": None}, {"code": ""}],
    ids=["no state", "an invented state", "no code", "an empty code"],
)
async def test_an_answer_with_something_missing_opens_nothing(
    config: Settings, provider: Hostile, change: dict[str, Any]
) -> None:
    async with visitor(config, provider.settings()) as client:
        back = httpx.URL(await through(await start(client)))
        ((name, value),) = change.items()
        changed = back.copy_remove_param(name) if value is None else back.copy_set_param(name, value)
        answer = await client.get(changed)
        await assert_refused(client, answer, "sign-in-expired" if name == "state" else REFUSED)


async def test_a_parameter_given_twice_is_no_answer(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        back = httpx.URL(await through(await start(client)))
        await assert_refused(client, await client.get(back.copy_add_param("code", "other")), "sign-in-expired")


async def test_an_answer_cannot_change_provider(config: Settings, provider: Hostile) -> None:
    """Mix-up: the same issuer under two names; an attempt begun at one is nothing at the other's address."""
    async with visitor(config, provider.settings(), provider.settings(id="twin")) as client:
        back = await through(await start(client, "hostile"))
        crossed = await client.get(back.replace("/hostile/", "/twin/"))
        await assert_refused(client, crossed, "sign-in-expired")
        assert signed_in(await sign_in(client, "twin"))


async def test_nobody_comes_back_from_a_provider_that_is_not_there(config: Settings) -> None:
    async with visitor(config) as client:
        answer = await client.get("/connexion/inconnu/retour?state=x&code=y")
        await assert_refused(client, answer, "sign-in-expired")
        assert (await client.post("/api/sign-in/inconnu", json={})).status_code == 404
