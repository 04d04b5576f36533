"""A person's own keys: added by whoever has just signed in, on a device of theirs; named, removed, declined."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI

from passerelles.accounts.passkeys.rules import MOST, RECENT, is_available
from passerelles.app import create_app
from passerelles.core import clock
from passerelles.core.settings import Settings
from tests.accounts.mailbox import become
from tests.conftest import browser
from tests.passkeys.authenticator import Authenticator
from tests.passkeys.conftest import ORIGIN, RP_ID, enter_with, question_for_new, register


async def keys_of(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/me/passkeys")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_key_is_proposed_until_there_is_one(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    assert await keys_of(client) == {"items": [], "may_change": "now", "offer": True}
    added = await register(client, phone)
    assert await keys_of(client) == {"items": [added], "may_change": "now", "offer": False}
    assert added["used_at"] is None


async def test_who_declines_is_not_asked_again_on_any_device(client: httpx.AsyncClient, app: FastAPI) -> None:
    await become(client, "student")
    for _ in range(2):
        assert (await client.put("/api/me/passkey-offer", json={"wanted": False})).status_code == 204
    async with browser(app) as elsewhere:
        await become(elsewhere, "student")
        assert (await keys_of(elsewhere))["offer"] is False


async def test_a_key_is_called_as_its_device_then_as_its_owner_wants(
    client: httpx.AsyncClient, phone: Authenticator
) -> None:
    client.headers["User-Agent"] = (
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    )
    await become(client, "student")
    added = await register(client, phone)
    assert added["name"] == "Chrome sur Android"
    renamed = await client.put(f"/api/me/passkeys/{added['id']}/name", json={"name": " Mon téléphone "})
    assert renamed.json()["name"] == "Mon téléphone"


async def test_a_removed_key_opens_nothing(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    added = await register(client, phone)
    assert (await client.delete(f"/api/me/passkeys/{added['id']}")).status_code == 204
    assert (await enter_with(client, phone)).status_code == 403
    assert (await client.delete(f"/api/me/passkeys/{added['id']}")).status_code == 404


async def test_somebody_elses_key_does_not_exist(client: httpx.AsyncClient, app: FastAPI, phone: Authenticator) -> None:
    await become(client, "student", 1)
    added = await register(client, phone)
    async with browser(app) as other:
        await become(other, "student", 2)
        assert (await keys_of(other))["items"] == []
        assert (await other.delete(f"/api/me/passkeys/{added['id']}")).status_code == 404
        assert (await other.put(f"/api/me/passkeys/{added['id']}/name", json={"name": "x"})).status_code == 404
    assert (await enter_with(client, phone)).status_code == 200


async def test_a_question_put_to_one_person_is_not_answered_by_another(
    client: httpx.AsyncClient, app: FastAPI, phone: Authenticator
) -> None:
    await become(client, "student", 1)
    answer = phone.create(await question_for_new(client))
    async with browser(app) as other:
        await become(other, "student", 2)
        assert (await other.post("/api/me/passkeys", json=answer)).status_code == 403


async def test_a_question_serves_once(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    question = await question_for_new(client)
    assert (await client.post("/api/me/passkeys", json=phone.create(question))).status_code == 201
    second = Authenticator(ORIGIN, RP_ID)
    assert (await client.post("/api/me/passkeys", json=second.create(question))).status_code == 403


async def test_one_key_belongs_to_one_account(client: httpx.AsyncClient, app: FastAPI, phone: Authenticator) -> None:
    await become(client, "student", 1)
    await register(client, phone)
    async with browser(app) as other:
        await become(other, "student", 2)
        answer = phone.create(await question_for_new(other))
        assert (await other.post("/api/me/passkeys", json=answer)).status_code == 403


async def test_a_device_that_did_not_recognise_its_owner_is_refused(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    careless = Authenticator(ORIGIN, RP_ID, verified=False)
    answer = careless.create(await question_for_new(client))
    assert (await client.post("/api/me/passkeys", json=answer)).status_code == 403


@pytest.mark.parametrize("field", ["client_data", "attestation", "credential_id"])
async def test_a_garbled_key_is_refused_cleanly(client: httpx.AsyncClient, phone: Authenticator, field: str) -> None:
    await become(client, "student")
    for garbled in ("A", "eyJ9", "oA", "_" * 100):
        answer = {**phone.create(await question_for_new(client)), field: garbled}
        assert (await client.post("/api/me/passkeys", json=answer)).status_code == 403


async def test_an_old_sign_in_must_be_renewed_to_change_keys(client: httpx.AsyncClient, phone: Authenticator) -> None:
    await become(client, "student")
    added = await register(client, phone)
    with time_machine.travel(clock.now() + RECENT * 2):
        assert (await keys_of(client))["may_change"] == "sign_in_again"
        for answer in (
            await client.post("/api/me/passkey-challenges"),
            await client.delete(f"/api/me/passkeys/{added['id']}"),
        ):
            assert (answer.status_code, answer.json()["type"]) == (403, "/problemes/sign-in-again")


async def test_a_shared_phone_holds_no_key(client: httpx.AsyncClient) -> None:
    await client.post("/api/demo/session", json={"persona": "student", "short": True})
    found = await keys_of(client)
    assert (found["may_change"], found["offer"]) == ("shared", False)
    answer = await client.post("/api/me/passkey-challenges")
    assert (answer.status_code, answer.json()["type"]) == (403, "/problemes/shared-phone")


async def test_an_account_holds_ten_keys(client: httpx.AsyncClient) -> None:
    await become(client, "student")
    for _ in range(MOST):
        await register(client, Authenticator(ORIGIN, RP_ID))
    refused = await client.post("/api/me/passkey-challenges")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problemes/too-many-passkeys")


async def test_at_an_address_without_a_name_there_are_no_keys(config: Settings) -> None:
    app = create_app(config.model_copy(update={"base_url": "http://127.0.0.1:8000"}))
    async with app.router.lifespan_context(app), browser(app) as client:
        await become(client, "student")
        found = await keys_of(client)
        assert (found["may_change"], found["offer"]) == ("unavailable", False)
        for path in ("/api/me/passkey-challenges", "/api/session/passkey-challenges"):
            assert (await client.post(path)).json()["type"] == "/problemes/passkeys-unavailable"


@pytest.mark.parametrize(
    ("origin", "available"),
    [
        ("https://passerelles.exemple.fr", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://192.0.2.1", False),
        ("http://passerelles.exemple.fr", False),
        ("https://[2001:db8::1]", False),
    ],
)
def test_browsers_want_a_name_and_a_safe_way_to_it(origin: str, available: bool) -> None:
    assert is_available(origin) is available


async def test_the_library_is_loaded_when_first_needed() -> None:
    import subprocess
    import sys

    loaded = "import sys, passerelles.app; print('webauthn' in sys.modules, 'cryptography' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)  # noqa: ASYNC221 - a test of start-up
    assert told.stdout.split() == ["False", "False"]
