"""A stranger who knows an address can neither keep its owner out, nor enter with what the owner received."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts import code_limits, codes, signing_in
from passerelles.accounts.code_limits import (
    CALM_PLACES,
    PER_ADDRESS,
    PER_BROWSER,
    PER_NETWORK,
    TRIES,
    TRIES_IN_A_FLOOD,
    Sent,
    neighbourhood_of,
    tries,
    wait,
)
from passerelles.accounts.tables import SignInCode
from passerelles.core.db import Database
from tests.accounts.mailbox import ADDRESS, another, code_for, enter, last_mail
from tests.conftest import browser

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at(app: FastAPI, address: str) -> httpx.AsyncClient:
    """A new browser behind an address of the network."""
    caller = browser(app)
    caller._transport = httpx.ASGITransport(app, client=(address, 1))
    return caller


async def ask(app: FastAPI, networks: Iterable[str]) -> list[int]:
    """Ask for codes, each time as a browser never seen; the statuses."""
    statuses = []
    for network in networks:
        async with at(app, network) as stranger:
            statuses.append((await stranger.post("/api/session-codes", json={"email": ADDRESS})).status_code)
    return statuses


async def codes_kept(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(SignInCode))).scalar_one()


async def test_a_stranger_uses_up_their_networks_share_and_the_owner_elsewhere_enters(app: FastAPI) -> None:
    neighbours = [f"192.0.2.{n}" for n in range(1, 60)]
    assert await ask(app, neighbours) == [202] * PER_NETWORK + [429] * (len(neighbours) - PER_NETWORK)
    async with at(app, "198.51.100.7") as owner:
        assert (await enter(owner, ADDRESS, await code_for(owner, app))).status_code == 200


async def test_a_subscriber_with_many_ipv6_networks_is_one_stranger(app: FastAPI) -> None:
    statuses = await ask(app, [f"2001:db8:1:{n:x}::1" for n in range(PER_NETWORK + 2)])
    assert statuses == [202] * PER_NETWORK + [429] * 2
    assert await ask(app, ["2001:db8:2::1"]) == [202]


async def test_a_flood_from_many_networks_is_held(app: FastAPI, db: Database) -> None:
    statuses = await ask(app, [f"10.0.{n}.1" for n in range(PER_ADDRESS + 5)])
    assert statuses == [202] * PER_ADDRESS + [429] * 5
    assert await codes_kept(db) == PER_ADDRESS


async def test_a_flood_at_the_same_instant_is_held_too(app: FastAPI, db: Database) -> None:
    callers = [at(app, f"10.0.{n}.1") for n in range(PER_ADDRESS + 10)]
    asked = [caller.post("/api/session-codes", json={"email": ADDRESS}) for caller in callers]
    statuses = [answer.status_code for answer in await asyncio.gather(*asked)]
    assert sorted(statuses) == [202] * PER_ADDRESS + [429] * 10
    assert await codes_kept(db) == PER_ADDRESS


async def test_one_networks_share_holds_at_the_same_instant(app: FastAPI, db: Database) -> None:
    callers = [at(app, "192.0.2.1") for _ in range(4 * PER_NETWORK)]
    await asyncio.gather(*(caller.post("/api/session-codes", json={"email": ADDRESS}) for caller in callers))
    assert await codes_kept(db) == PER_NETWORK


async def test_a_refusal_says_where_else_to_enter(app: FastAPI) -> None:
    await ask(app, ["192.0.2.1"] * PER_NETWORK)
    async with at(app, "192.0.2.1") as owner:
        refused = await owner.post("/api/session-codes", json={"email": ADDRESS})
    assert (refused.status_code, refused.json()["type"]) == (429, "/problemes/too-many-codes")
    assert "un autre réseau" in refused.json()["next"]
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert "set-cookie" not in refused.headers


async def test_a_code_read_out_to_somebody_else_opens_nothing_for_them(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    async with browser(app) as thief:
        refused = await enter(thief, ADDRESS, code)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/code-not-asked-here")
        assert refused.json()["next"].startswith("Demander un nouveau code ici")
        asked_too = await code_for(thief, app)
        if asked_too != code:
            assert (await enter(thief, ADDRESS, code)).json()["type"] == "/problemes/wrong-code"
    assert (await enter(client, ADDRESS, code)).status_code == 200


async def test_its_guesses_cost_the_owner_no_try(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    async with browser(app) as guesser:
        theirs = await code_for(guesser, app)
        for _ in range(2 * TRIES):
            assert (await enter(guesser, ADDRESS, another(theirs))).status_code == 403
    assert (await enter(client, ADDRESS, code)).status_code == 200


async def test_a_code_asked_elsewhere_afterwards_replaces_nothing(client: httpx.AsyncClient, app: FastAPI) -> None:
    code = await code_for(client, app)
    await ask(app, ["192.0.2.1"] * PER_NETWORK)
    assert (await enter(client, ADDRESS, code)).status_code == 200


@pytest.fixture
def unbound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes that belong to an address only, as if the browser did not matter."""
    monkeypatch.setattr(codes, "_asked_by", lambda _browser: ())


@pytest.mark.usefixtures("unbound")
async def test_control_unbound_a_code_read_out_opens(client: httpx.AsyncClient, app: FastAPI) -> None:
    async with browser(app) as thief:
        await code_for(thief, app)
        code = await code_for(client, app)
        assert (await enter(thief, ADDRESS, code)).status_code == 200


@pytest.mark.usefixtures("unbound")
async def test_control_unbound_a_strangers_guesses_kill_the_owners_code(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    async with browser(app) as guesser:
        await code_for(guesser, app)
        code = await code_for(client, app)
        for _ in range(TRIES):
            await enter(guesser, ADDRESS, another(code))
    assert (await enter(client, ADDRESS, code)).status_code == 403


async def test_control_without_a_share_one_network_eats_everything(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_limits, "PER_NETWORK", 10**6)
    monkeypatch.setattr(signing_in, "CODES_PER_MAILBOX", replace(signing_in.CODES_PER_MAILBOX, times=10**6))
    await ask(app, ["192.0.2.1"] * PER_ADDRESS)
    assert await ask(app, ["198.51.100.7"]) == [429]


async def test_a_refusal_elsewhere_is_the_same_whatever_the_digits_and_the_address(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    code = await code_for(client, app)
    async with browser(app) as stranger:
        answers = [
            await enter(stranger, ADDRESS, code),
            await enter(stranger, ADDRESS, another(code)),
            await enter(stranger, "personne@exemple.fr", code),
        ]
    assert answers[0].json() == answers[1].json() == answers[2].json()


async def test_the_last_codes_of_a_flood_bear_two_tries(app: FastAPI) -> None:
    await ask(app, [f"10.0.{n}.1" for n in range(CALM_PLACES)])
    async with at(app, "198.51.100.7") as owner:
        code = await code_for(owner, app)
        for _ in range(TRIES_IN_A_FLOOD - 1):
            await enter(owner, ADDRESS, another(code))
        assert (await enter(owner, ADDRESS, code)).status_code == 200
        code = await code_for(owner, app)
        for _ in range(TRIES_IN_A_FLOOD):
            await enter(owner, ADDRESS, another(code))
        assert (await enter(owner, ADDRESS, code)).status_code == 403


def test_a_guesser_at_everything_has_seventy_five_tries_an_hour() -> None:
    assert sum(tries(place) for place in range(PER_ADDRESS)) == 75


async def test_nothing_kept_tells_two_addresses_of_one_network(client: httpx.AsyncClient, db: Database) -> None:
    for address in (ADDRESS, "autre@exemple.fr"):
        await client.post("/api/session-codes", json={"email": address})
    async with db.read() as session:
        networks = list((await session.execute(select(col(SignInCode.network_digest)))).scalars())
    assert len(set(networks)) == 2
    assert all(len(one) == 64 for one in networks)


async def test_the_mail_says_where_the_code_was_asked(client: httpx.AsyncClient, app: FastAPI) -> None:
    client.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 14) <b>Chrome/120</b>"
    await code_for(client, app)
    body = (await last_mail(app)).get_content()
    assert "Chrome sur Android" in body
    assert "<b>" not in body


def test_the_first_code_of_the_hour_says_how_long_to_wait() -> None:
    sent = [Sent(NOON + timedelta(minutes=n), "b", f"n{n}") for n in range(PER_BROWSER)]
    assert wait(sent, sent[-1]) is None
    new = Sent(NOON + timedelta(minutes=20), "b", "n")
    assert wait([*sent, new], new) == timedelta(minutes=40)


@pytest.mark.parametrize(
    ("network", "neighbourhood"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("unix", "unix"),
    ],
)
def test_neighbours_share_one_share(network: str, neighbourhood: str) -> None:
    assert neighbourhood_of(network) == neighbourhood
