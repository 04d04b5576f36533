"""Signing in at a provider, as a browser sees it: the page's ways in, cookies, sessions, a provider that is down."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest
import time_machine

from passerelles.accounts.identity import arrivals, guarded
from passerelles.core import clock
from passerelles.core.security.throttle import Limit
from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.identity.hostile import Hostile
from tests.identity.visitor import installation, refusal_of, sign_in, signed_in, start, through, visitor


def cookies(answer: httpx.Response) -> SimpleCookie:
    jar = SimpleCookie()
    for given in answer.headers.get_list("set-cookie"):
        jar.load(given)
    return jar


async def test_the_page_lists_the_providers(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings(help="Pour essayer.")) as client:
        options = (await client.get("/api/sign-in-options")).json()
    assert options["providers"] == [
        {"id": "hostile", "label": "Fournisseur d’essai", "kind": "oidc", "logo": None, "help": "Pour essayer."}
    ]
    assert (options["code"], options["down"]) == (True, [])


async def test_without_providers_there_is_the_code(config: Settings) -> None:
    async with visitor(config) as client:
        options = (await client.get("/api/sign-in-options")).json()
    assert (options["providers"], options["code"], options["down"]) == ([], True, [])


async def test_over_https_both_cookies_are_bound_to_this_host(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "exposed", False)  # the provider of our own speaks http, on this machine
    async with installation(config, provider.settings(), base_url="https://testserver") as app:
        transport = httpx.ASGITransport(app)
        ours = {"X-Requested-With": "passerelles"}
        async with httpx.AsyncClient(transport=transport, base_url="https://testserver", headers=ours) as client:
            begun = await client.post("/api/sign-in/hostile", json={})
            (attempt,) = cookies(begun).values()
            assert (attempt.key, attempt["secure"], attempt["httponly"]) == ("__Host-attempt", True, True)
            assert (attempt["samesite"].lower(), attempt["path"], attempt["max-age"]) == ("lax", "/", "600")
            async with httpx.AsyncClient(verify=False) as outside:
                back = (await outside.get(begun.json()["location"])).headers["location"]
            arrived = cookies(await client.get(back))
            assert set(arrived) == {"__Host-sid"}
            assert (arrived["__Host-sid"]["secure"], arrived["__Host-sid"]["httponly"]) == (True, True)


async def test_the_session_before_opens_nothing_any_more(config: Settings, provider: Hostile) -> None:
    async with installation(config, provider.settings()) as app, browser(app) as client, browser(app) as copy:
        await client.post("/api/demo/session", json={"persona": "student"})
        copy.cookies.set("sid", client.cookies["sid"], domain="testserver.local")
        before = client.cookies["sid"]
        await sign_in(client)
        assert client.cookies["sid"] != before
        answer = await copy.get("/api/me", headers={"Cookie": f"sid={before}"})
        assert answer.json()["signed_in"] is False


async def test_a_short_session_is_asked_for_at_the_start(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        long = cookies(await sign_in(client))["sid"]["max-age"]
        short = cookies(await sign_in(client, short=True))["sid"]["max-age"]
    assert int(short) < int(long)


async def test_two_tabs_may_sign_in_at_once(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        first, second = await start(client, next="/moi"), await start(client, next="/explorer")
        assert (await client.get(await through(first))).headers["location"] == "/moi"
        assert (await client.get(await through(second))).headers["location"] == "/explorer"


async def test_after_ten_minutes_the_attempt_is_over(config: Settings, provider: Hostile) -> None:
    async with visitor(config, provider.settings()) as client:
        back = await through(await start(client, next="/moi"))
        with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=True):
            assert refusal_of(await client.get(back)) == "sign-in-expired"


async def test_a_refusal_keeps_where_the_person_was_going(config: Settings, provider: Hostile) -> None:
    provider.lie = "error access_denied"
    async with visitor(config, provider.settings()) as client:
        answer = await sign_in(client, next="/internats/HOUSE:0850033Z")
    assert httpx.URL(answer.headers["location"]).params["next"] == "/internats/HOUSE:0850033Z"


async def test_a_link_alone_signs_nobody_in(config: Settings, provider: Hostile) -> None:
    """OWASP ASVS v5.0.0-7.6.2: a session follows an act of the person, here."""
    async with visitor(config, provider.settings()) as client:
        assert (await client.get("/api/sign-in/hostile")).status_code == 405
        assert (await client.post("/api/sign-in/hostile", headers={"X-Requested-With": ""}, json={})).status_code == 403
        assert not signed_in(await client.get("/connexion/hostile/retour"))


async def test_three_hundred_pupils_behind_one_address_sign_in(config: Settings, provider: Hostile) -> None:
    assert arrivals.STARTS_PER_NETWORK.times >= 300
    few = Limit("sign-in starts", times=2, per=timedelta(minutes=10))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(arrivals, "STARTS_PER_NETWORK", few)
        async with visitor(config, provider.settings()) as client:
            statuses = [(await client.post("/api/sign-in/hostile", json={})).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


async def test_a_provider_that_is_down_stops_nothing_else(config: Settings, provider: Hostile) -> None:
    """Rehearsed: it answers, fails, answers again. Public pages and open sessions live on, the page says so."""
    async with installation(config, provider.settings()) as app, browser(app) as client, browser(app) as visiting:
        assert signed_in(await sign_in(client))
        provider.lie = "down"
        with time_machine.travel(clock.now() + timedelta(hours=2), tick=True) as later:
            assert (await visiting.get("/api/sign-in-options")).json()["down"] == ["hostile"]
            refused = await visiting.post("/api/sign-in/hostile", json={})
            assert (refused.status_code, refused.json()["type"]) == (503, "/problemes/provider-down")
            assert refused.headers["retry-after"] == "30"
            assert (await client.get("/api/me")).json()["signed_in"] is True
            assert (await visiting.get("/connexion")).status_code == 200
            assert (await visiting.get("/mentions-legales")).status_code == 200
            assert (await visiting.post("/api/session-codes", json={"email": "a@exemple.fr"})).status_code == 202
            asked = len(provider.calls)
            await visiting.get("/api/sign-in-options")
            assert len(provider.calls) == asked  # not asked again at once: nobody waits for it in line
            provider.lie = None
            later.shift(31)
            assert (await visiting.get("/api/sign-in-options")).json()["down"] == []
            assert signed_in(await sign_in(visiting))


async def test_a_provider_whose_keys_come_back_is_up_again(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "SECONDS", 0.3)
    provider.lie = "slow keys"
    async with visitor(config, provider.settings()) as client:
        assert refusal_of(await sign_in(client)) == "provider-down"
        assert (await client.get("/api/sign-in-options")).json()["down"] == ["hostile"]
        provider.lie = None
        with time_machine.travel(clock.now() + timedelta(seconds=31), tick=True):
            assert (await client.get("/api/sign-in-options")).json()["down"] == []
            assert signed_in(await sign_in(client))


async def test_a_slow_provider_does_not_slow_the_page(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelles.accounts.identity.registry.PATIENCE", 0.05)
    monkeypatch.setattr(guarded, "SECONDS", 0.4)
    provider.lie = "slow metadata"
    async with visitor(config, provider.settings()) as client:
        assert (await client.get("/api/sign-in-options")).json()["down"] == []  # not known yet
        assert (await client.post("/api/sign-in/hostile", json={})).status_code == 503
        assert (await client.get("/api/sign-in-options")).json()["down"] == ["hostile"]


async def test_what_a_provider_sends_is_never_logged(
    config: Settings, provider: Hostile, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.lie = "userinfo of another"
    async with visitor(config, provider.settings()) as client:
        back = httpx.URL(await through(await start(client)))
        await client.get(back)
    said = "".join(capsys.readouterr())
    assert "sign-in refused" in said
    assert not [word for word in ("Camille", "camille@", "person-1", "person-2", back.params["code"]) if word in said]
