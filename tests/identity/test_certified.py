"""Signing in at a certified provider (npm oidc-provider), one per preset, from the button to the session and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest
from sqlalchemy import select

from passerelles.accounts.tables import IdentityRecord, PersonRecord, SessionRecord
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from tests.identity.hostile import SECRET
from tests.identity.peers.node import peer
from tests.identity.visitor import HERE, counts, sign_in, signed_in, start, through, visitor

PRESETS = {"fc": "franceconnect", "pc": "proconnect", "ent": "ent"}
NAMES = {"fc": "Angela Claire DUBOIS", "pc": "Maryvonne Le Bihan", "ent": "Léa Riou"}
ROLES = {"fc": ["guardian"], "pc": [], "ent": ["student"]}


@pytest.fixture(scope="module")
def issuers() -> Iterator[dict[str, str]]:
    with peer("providers.mjs", {"origin": HERE, "secret": SECRET}) as ready:
        yield ready


def settings(issuers: dict[str, str], name: str, **more: Any) -> dict[str, Any]:
    """What an installation writes for this provider: the preset does the rest."""
    return {
        "id": name,
        "preset": PRESETS[name],
        "issuer": issuers[name],
        "client_id": "passerelles",
        "client_secret_env": "TEST_PROVIDER_SECRET",
    } | more


@pytest.mark.parametrize("name", PRESETS)
async def test_the_whole_journey(config: Settings, issuers: dict[str, str], name: str) -> None:
    async with visitor(config, settings(issuers, name)) as client:
        arrived = await sign_in(client, name, next="/explorer?line=1")
        assert signed_in(arrived)
        assert arrived.headers["location"] == "/explorer?line=1"
        me = (await client.get("/api/me")).json()
        assert (me["signed_in"], me["name"]) == (True, NAMES[name])
        assert [role["name"] for role in me["roles"]] == ROLES[name]
        assert (me["birth_date_known"], me["demo"]) == (False, False)


async def test_the_key_is_issuer_and_subject_and_coming_back_makes_nobody_new(
    config: Settings, issuers: dict[str, str]
) -> None:
    for _ in range(2):
        async with visitor(config, settings(issuers, "fc")) as client:
            assert signed_in(await sign_in(client, "fc"))
    assert await counts(config) == {"person": 1, "identity": 1, "session": 2}
    db = Database(config.database_url)
    async with db.read() as session:
        identity = (await session.execute(select(IdentityRecord))).scalar_one()
        person = (await session.execute(select(PersonRecord))).scalar_one()
        opened = (await session.execute(select(SessionRecord))).scalars().all()
        entries = (await session.execute(select(AuditEntry))).scalars().all()
    await db.close()
    assert (identity.issuer, identity.subject) == (issuers["fc"], "fc-person")
    assert person.birth_date is None
    assert {row.provider for row in opened} == {"fc"}
    assert [(entry.act, entry.details) for entry in entries] == [("identity.add", {"provider": "fc"})]
    everything = str(
        [
            identity.model_dump(),
            person.model_dump(),
            [row.device for row in opened],
            [entry.model_dump() for entry in entries],
        ]
    )
    assert "angela@exemple.fr" not in everything
    assert "1962" not in everything


async def test_the_same_address_at_two_providers_is_two_people(config: Settings, issuers: dict[str, str]) -> None:
    """Nothing is linked by e-mail: not two providers, not a provider and a code."""
    async with visitor(config, settings(issuers, "fc"), settings(issuers, "pc")) as client:
        await sign_in(client, "fc")
        first = (await client.get("/api/me")).json()["id"]
        await sign_in(client, "pc")
        assert (await client.get("/api/me")).json()["id"] != first
    assert (await counts(config))["person"] == 2


@pytest.mark.parametrize("name", PRESETS)
async def test_only_what_the_flow_needs_is_asked(config: Settings, issuers: dict[str, str], name: str) -> None:
    async with visitor(config, settings(issuers, name)) as client:
        asked = parse_qs(urlsplit(await start(client, name)).query)
    needed = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
    more = {"fc": {"acr_values"}, "pc": {"claims"}, "ent": {"code_challenge", "code_challenge_method"}}
    assert asked.keys() == needed | more[name]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert asked["redirect_uri"] == [f"{HERE}/connexion/{name}/retour"]


async def test_a_parameter_too_many_is_refused_by_proconnect(config: Settings, issuers: dict[str, str]) -> None:
    """The control of the test above: this peer is as strict as the real one."""
    async with visitor(config, settings(issuers, "pc", authorize_params={"login_hint": "x"})) as client:
        location = await start(client, "pc")
    async with httpx.AsyncClient() as outside:
        answer = await outside.get(location)
    assert (answer.status_code, answer.text) == (400, "Y000400 login_hint")


async def test_a_wrong_secret_opens_no_session(
    config: Settings, issuers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "another")
    async with visitor(config, settings(issuers, "fc")) as client:
        arrived = await sign_in(client, "fc")
        assert arrived.headers["location"].startswith("/connexion?refus=sign-in-refused")
    assert (await counts(config))["session"] == 0


async def test_signing_out_here_signs_out_there(config: Settings, issuers: dict[str, str]) -> None:
    async with httpx.AsyncClient() as jar, visitor(config, settings(issuers, "fc")) as client:
        await client.get(await walked(jar, await start(client, "fc")))
        answer = await client.post("/api/sign-out", json={})
        assert (await client.get("/api/me")).json()["signed_in"] is False
        assert "Clear-Site-Data" in answer.headers
        page = await jar.get(answer.json()["location"])
        action = re.search(r'action="([^"]+)"', page.text)
        token = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert action, page.text
        assert token
        gone = await jar.post(urljoin(str(page.url), action[1]), data={"xsrf": token[1], "logout": "yes"})
        assert gone.headers["location"].startswith(f"{HERE}/deconnexion/fc/retour")
        home = await client.get(gone.headers["location"])
        assert (home.status_code, home.headers["location"]) == (303, "/")
    assert (await counts(config))["session"] == 0


async def walked(jar: httpx.AsyncClient, location: str) -> str:
    """As `through`, with a browser that stays open."""
    while not location.startswith(HERE):
        answer = await jar.get(location)
        location = urljoin(location, answer.headers["location"])
    return location


async def test_who_came_by_a_code_has_nowhere_else_to_sign_out(config: Settings, issuers: dict[str, str]) -> None:
    async with visitor(config, settings(issuers, "fc")) as client:
        assert (await client.post("/api/sign-out", json={})).json() == {"location": None}
        await client.post("/api/demo/session", json={"persona": "student"})
        assert (await client.post("/api/sign-out", json={})).json() == {"location": None}
    assert (await counts(config))["session"] == 0


async def test_the_callback_gives_a_code_to_nobody(config: Settings, issuers: dict[str, str]) -> None:
    async with visitor(config, settings(issuers, "fc")) as client:
        arrived = await client.get(await through(await start(client, "fc")))
    assert arrived.headers["referrer-policy"] == "no-referrer"
    assert arrived.headers["cache-control"] == "no-store"
