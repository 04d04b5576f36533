"""Providers as settings describe them: presets, secrets that are never in the file, refusals that print no value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from passerelles.accounts.identity.presets import PRESETS, TWO_FACTORS
from passerelles.accounts.identity.provider_settings import ProviderSettingsError, load
from passerelles.accounts.identity.providers import OidcProvider, SamlProvider
from passerelles.core.settings import Settings

FC = {
    "id": "fc",
    "preset": "franceconnect",
    "issuer": "https://oidc.exemple.fr/api/v2",
    "client_id": "campus",
    "client_secret_env": "TEST_PROVIDER_SECRET",
}


def described(*providers: dict[str, Any]) -> str:
    return json.dumps(list(providers))


def only(raw: str) -> OidcProvider | SamlProvider:
    (provider,) = load(raw, production=True)
    return provider


def test_no_setting_means_no_provider() -> None:
    assert load("", production=True) == ()


def test_franceconnect_needs_four_lines() -> None:
    provider = only(described(FC))
    assert isinstance(provider, OidcProvider)
    assert (provider.label, provider.userinfo, provider.pkce) == ("FranceConnect", "jwt", False)
    assert provider.acr_values == ("eidas1",)
    assert set(provider.algs) == {"ES256", "RS256"}
    assert set(provider.scopes) == {"openid", "given_name", "family_name"}  # no birth date, no address of e-mail
    assert provider.first_role_for(()) == "guardian"


def test_proconnect_asks_for_two_factors_by_claims() -> None:
    provider = only(described(FC | {"id": "pc", "preset": "proconnect"}))
    assert isinstance(provider, OidcProvider)
    assert (provider.acr_values, provider.acr_by) == (TWO_FACTORS, "claims")
    assert provider.first_role_for(("directeur",)) == "none"


def test_a_file_describes_providers_with_paths_beside_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", "utf-8")
    (tmp_path / "providers.toml").write_text(
        '[[providers]]\nid = "ent"\npreset = "ent"\nissuer = "https://ent.exemple.fr"\nclient_id = "campus"\n'
        'client_secret_file = "secret"\n\n[[providers]]\nid = "educonnect"\npreset = "educonnect"\n'
        'idp_metadata = "idp.xml"\n',
        "utf-8",
    )
    ent, educonnect = load(str(tmp_path / "providers.toml"), production=True)
    assert isinstance(ent, OidcProvider)
    assert ent.client_secret is not None
    assert ent.client_secret.get_secret_value() == "from a file"
    assert isinstance(educonnect, SamlProvider)
    assert educonnect.idp_metadata == tmp_path / "idp.xml"
    assert educonnect.first_role_for(("eleve2d",)) == "student"
    assert educonnect.first_role_for(("resp2d",)) == "guardian"


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_makes_a_member_of_staff(preset: str) -> None:
    given = {PRESETS[preset].get("first_role", "none"), *PRESETS[preset].get("first_roles", {}).values()}
    assert given <= {"student", "guardian", "none"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"client_secret_env": "NOT_THERE"}, "secret is not where"),
        ({"client_secret_env": None, "client_secret_file": "/nowhere"}, "secret is not where"),
        ({"client_secret": "s3cret"}, "client_secret_env or client_secret_file"),
        ({"client_secret_env": None}, "a secret is needed"),
        ({"preset": "facebook"}, "no preset of that name"),
        ({"issuer": "http://oidc.exemple.fr"}, "https in production"),
        ({"issuer": "s3cret"}, "issuer"),
        ({"id": "../dehors"}, "id"),
        ({"algs": ["HS256"]}, "algs"),
        ({"algs": ["none"]}, "algs"),
        ({"algs": []}, "algs"),
        ({"scopes": ["profile"]}, "openid"),
        ({"authorize_params": {"redirect_uri": "https://s3cret"}}, "redirect_uri"),
        ({"first_role": "administrator"}, "first_role"),
        ({"first_roles": {"DIR": "operational_director"}}, "first_roles"),
        ({"colour": "s3cret"}, "colour"),
        ({"client_auth": "none", "client_secret_env": None}, "pkce"),
    ],
)
def test_a_mistake_stops_the_start_and_prints_no_value(change: dict[str, Any], said: str) -> None:
    values = {key: value for key, value in (FC | change).items() if value is not None}
    with pytest.raises(ProviderSettingsError) as refusal:
        load(described(values), production=True)
    assert said in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize("raw", ["[", "{}", '["fc"]', "/nowhere/providers.toml"])
def test_what_cannot_be_read_is_refused(raw: str) -> None:
    with pytest.raises(ProviderSettingsError):
        load(raw, production=True)


def test_two_providers_cannot_share_a_name() -> None:
    with pytest.raises(ProviderSettingsError, match="same id"):
        load(described(FC, FC), production=True)


def test_the_secret_is_not_shown_when_the_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", "s3cret")
    provider = only(described(FC))
    assert "s3cret" not in repr(provider)
    assert "s3cret" not in provider.model_dump_json()


def test_the_environment_gives_the_setting_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLES_PROVIDERS", described(FC))
    assert load(Settings().providers, production=False)[0].id == "fc"
