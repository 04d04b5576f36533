"""What an installation lacks is said to whoever runs it, before somebody waits for a code that nobody sends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.accounts.identity.guarded import may_reach
from passerelles.accounts.identity.oidc import OidcAdapter
from passerelles.accounts.identity.registry import Registry
from passerelles.core.settings import Settings
from passerelles.health import missing

WHOLE: dict[str, Any] = {
    "demo": False,
    "production": True,
    "base_url": "https://passerelles.exemple.fr",
    "smtp_url": "smtps://u:s3cret@mail.exemple.fr",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"smtp_url": ""}, ["PASSERELLES_SMTP_URL"]),
        ({"production": False}, ["PASSERELLES_PRODUCTION"]),
        ({"base_url": "http://campus.exemple.fr"}, ["https", "clés d’accès"]),
        ({"base_url": "https://192.0.2.7"}, ["clés d’accès"]),
        ({"demo": True, "production": False, "smtp_url": "", "base_url": "http://127.0.0.1:8000"}, []),
    ],
)
def test_each_thing_missing_is_said_once(changed: dict[str, Any], said: list[str]) -> None:
    found = missing(Settings(**{**WHOLE, **changed}))
    assert len(found) == len(said)
    assert all(word in sentence for word, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(("smtp", "code"), [("", 1), (WHOLE["smtp_url"], 0)])
def test_the_command_fails_in_production_only_when_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, smtp: str, code: int
) -> None:
    config = Settings(**{**WHOLE, "smtp_url": smtp}, database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    monkeypatch.setattr("passerelles.__main__.settings", lambda: config)
    told = CliRunner().invoke(app, ["check"])
    assert told.exit_code == code
    assert ("PASSERELLES_SMTP_URL" in told.output) is bool(code)
    assert "s3cret" not in told.output


@pytest.mark.parametrize(
    ("changed", "exposed"),
    [
        ({}, False),
        ({"base_url": "https://campus.exemple.fr"}, True),
        ({"base_url": "https://campus.exemple.fr", "demo": True}, True),
        ({"production": True}, True),
    ],
)
def test_an_https_address_is_treated_as_production_by_the_way_out_and_by_the_logs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: dict[str, Any], exposed: bool
) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}", **({"demo": False} | changed))
    assert config.exposed is exposed
    ent = {"id": "ent", "preset": "ent", "issuer": "https://10.0.0.7", "client_id": "c", "client_auth": "none"}
    (adapter,) = Registry(config.model_copy(update={"providers": json.dumps([ent])}))
    assert isinstance(adapter, OidcAdapter)
    assert adapter._client.allows("http://127.0.0.1/") is not exposed
    assert may_reach("10.0.0.7", production=config.exposed) is not exposed
    readable: list[bool] = []

    def note(**how: bool) -> None:
        readable.append(how["readable"])

    monkeypatch.setattr("passerelles.__main__.settings", lambda: config)
    monkeypatch.setattr("passerelles.core.logs.configure", note)
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    assert CliRunner().invoke(app, ["serve", "--no-prepare"]).exit_code == 0
    assert readable == [not exposed]
