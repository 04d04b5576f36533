"""The controls of the attacks: with a guard taken away, the same lie does sign somebody in; the tests would see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import true

from passerelles.accounts.identity import arrivals, attempts, oidc
from passerelles.accounts.identity.tokens import UntrustedError, verified
from passerelles.core.settings import Settings
from tests.conftest import browser
from tests.identity.hostile import OTHERS_KEY, Hostile
from tests.identity.visitor import installation, sign_in, signed_in, start, through, visitor

Taken = Callable[[pytest.MonkeyPatch], None]


def no_level(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(oidc, "vouches_enough", lambda *_: True)


def no_userinfo(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(oidc, "check_userinfo", lambda claims, **_: claims)


def no_claims(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(oidc, "check_id_token", lambda token, **_: token.claims)


def any_key(patched: pytest.MonkeyPatch) -> None:
    """The mistake of old libraries: the key that the token brings."""

    def believing(token: object, *, keys: KeySet, algs: Any) -> jwt.Token:
        try:
            return verified(token, keys=keys, algs=algs)
        except UntrustedError:
            return verified(token, keys=KeySet([OTHERS_KEY]), algs=algs)

    patched.setattr(oidc, "verified", believing)


@pytest.mark.parametrize(
    ("lie", "take_away"),
    [
        ("level too low", no_level),
        ("userinfo of another", no_userinfo),
        ("another nonce", no_claims),
        ("another audience", no_claims),
        ("expired", no_claims),
        ("key in the header", any_key),
    ],
)
async def test_without_its_guard_a_lie_signs_in(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch, lie: str, take_away: Taken
) -> None:
    provider.lie = lie
    async with visitor(config, provider.settings()) as client:
        assert not signed_in(await sign_in(client))
        take_away(monkeypatch)
        assert signed_in(await sign_in(client))


async def test_without_the_browsers_secret_somebody_elses_link_signs_in(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_begun_by", lambda _: true())
    monkeypatch.setattr(attempts, "_same", lambda *_: True)
    async with installation(config, provider.settings()) as app, browser(app) as attacker, browser(app) as victim:
        back = await through(await start(attacker))
        await start(victim)
        assert signed_in(await victim.get(back))


async def test_without_the_rule_of_paths_a_sign_in_leads_elsewhere(
    config: Settings, provider: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "local_path", lambda wanted: wanted)
    async with visitor(config, provider.settings()) as client:
        answer = await sign_in(client, next="//ailleurs.exemple")
    assert answer.headers["location"] == "//ailleurs.exemple"
