"""Signing in at a provider, on both databases: the account made once, whatever comes at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.identity.hostile import SECRET, Hostile
from tests.identity.visitor import counts, installation, signed_in, start, through


@pytest.fixture(scope="module")
def provider() -> Iterator[Hostile]:
    hostile = Hostile()
    server = hostile.serve()
    yield hostile
    server.stop()


async def test_eight_first_sign_ins_at_once_make_one_person(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", SECRET)
    async with installation(config, provider.settings()) as app:
        browsers = [browser(app) for _ in range(8)]
        back = [await through(await start(client)) for client in browsers]
        answers = await asyncio.gather(*(client.get(url) for client, url in zip(browsers, back, strict=True)))
        for client in browsers:
            await client.aclose()
    assert all(signed_in(answer) for answer in answers)
    assert await counts(config) == {"person": 1, "identity": 1, "session": 8}
