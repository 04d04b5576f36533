"""`passerelles providers`, before anybody presses a button."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.accounts.identity import cli
from passerelles.core.settings import Settings
from tests.identity.hostile import Hostile


def run(monkeypatch: pytest.MonkeyPatch, raw: str) -> tuple[int, str]:
    monkeypatch.setattr(Settings, "exposed", False)  # the provider of our own speaks http, on this machine
    config = Settings(providers=raw, base_url="https://campus.exemple.fr")
    monkeypatch.setattr(cli, "settings", lambda: config)
    result = CliRunner().invoke(app, ["providers"])
    return result.exit_code, result.output


def test_a_provider_that_answers_is_shown_with_what_to_register(
    monkeypatch: pytest.MonkeyPatch, provider: Hostile
) -> None:
    code, said = run(monkeypatch, json.dumps([provider.settings()]))
    assert code == 0
    assert "répond comme il faut" in said
    assert "https://campus.exemple.fr/connexion/hostile/retour" in said
    assert "https://campus.exemple.fr/deconnexion/hostile/retour" in said


def test_a_provider_with_another_issuer_is_said_to_be(monkeypatch: pytest.MonkeyPatch, provider: Hostile) -> None:
    provider.lie = "metadata of another issuer"
    code, said = run(monkeypatch, json.dumps([provider.settings()]))
    assert code == 1
    assert "another issuer" in said


def test_settings_that_cannot_be_used_are_said_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run(monkeypatch, json.dumps([{"id": "fc", "preset": "franceconnect"}]))
    assert code == 1
    assert "provider fc" in said
    assert "Traceback" not in said


def test_no_provider_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run(monkeypatch, "")
    assert (code, "PASSERELLES_PROVIDERS" in said) == (0, True)
