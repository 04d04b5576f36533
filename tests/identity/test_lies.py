"""Every lie that a provider can tell: no session, and a page in French that says so.

Each is followed by its control, on the same installation: the same journey with the truth signs the person in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from fastapi import FastAPI

from passerelles.core.house import STATE, House
from passerelles.core.settings import ROOT, Settings
from tests.conftest import browser
from tests.identity.hostile import SECRET, Hostile
from tests.identity.visitor import assert_refused, counts, installation, sign_in, signed_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

REFUSED = "sign-in-refused"
LIES = {
    "alg none": REFUSED,
    "HS256 with the public key": REFUSED,
    "HS256 with our secret": REFUSED,
    "key in the header": REFUSED,
    "address of a key in the header": REFUSED,
    "unknown kid": REFUSED,
    "unknown critical header": REFUSED,
    "another key": REFUSED,
    "expired": REFUSED,
    "issued tomorrow": REFUSED,
    "not valid yet": REFUSED,
    "exp that is not a number": REFUSED,
    "no expiry": REFUSED,
    "another audience": REFUSED,
    "two audiences without azp": REFUSED,
    "azp of another": REFUSED,
    "another nonce": REFUSED,
    "no nonce": REFUSED,
    "another issuer": REFUSED,
    "no subject": REFUSED,
    "a list for a subject": REFUSED,
    "another access token": REFUSED,
    "empty at_hash": REFUSED,
    "iss of the answer missing": REFUSED,
    "iss of the answer of another": REFUSED,
    "userinfo of another": REFUSED,
    "userinfo unsigned": REFUSED,
    "userinfo signed by another": REFUSED,
    "userinfo for another client": REFUSED,
    "error server_error": REFUSED,
    "error access_denied": "sign-in-cancelled",
    "level too low": "sign-in-too-weak",
    "no level": "sign-in-too-weak",
    "huge token": "provider-down",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def installed(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, _hostile_server: Hostile
) -> AsyncIterator[FastAPI]:
    """One installation for all lies: each comes and goes with a browser of its own."""
    folder = tmp_path_factory.mktemp("lies")
    shutil.copy(sqlite_template, folder / "lies.sqlite3")
    config = Settings(
        database_url=f"sqlite:///{folder / 'lies.sqlite3'}",
        demo=True,
        var_dir=folder / "var",
        frontend_dir=ROOT / "frontend",
        outbox_loop=False,
        base_url="http://testserver",
    )
    os.environ["TEST_PROVIDER_SECRET"] = SECRET
    async with installation(config, _hostile_server.settings()) as app:
        yield app
    del os.environ["TEST_PROVIDER_SECRET"]


@pytest.mark.parametrize(("lie", "slug"), LIES.items(), ids=list(LIES))
async def test_a_lie_opens_no_session(installed: FastAPI, provider: Hostile, lie: str, slug: str) -> None:
    house: House = getattr(installed.state, STATE)
    before = await counts(house.settings)
    async with browser(installed) as deceived:
        provider.lie = lie
        await assert_refused(deceived, await sign_in(deceived), slug)
    assert await counts(house.settings) == before
    async with browser(installed) as honest:
        provider.lie = None
        assert signed_in(await sign_in(honest))
    assert (await counts(house.settings))["session"] == before["session"] + 1
