"""What an installation lacks is said to whoever runs it, before somebody waits for a code that nobody sends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.core.settings import Settings
from passerelles.health import missing

WHOLE: dict[str, Any] = {
    "demo": False,
    "base_url": "https://passerelles.exemple.fr",
    "smtp_url": "smtps://u:s3cret@mail.exemple.fr",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"smtp_url": ""}, ["PASSERELLES_SMTP_URL"]),
        ({"base_url": "http://campus.exemple.fr"}, ["https", "clés d’accès"]),
        ({"base_url": "https://192.0.2.7"}, ["clés d’accès"]),
        ({"demo": True, "smtp_url": "", "base_url": "http://127.0.0.1:8000"}, []),
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
    config = Settings(
        **{**WHOLE, "smtp_url": smtp}, production=True, database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}"
    )
    monkeypatch.setattr("passerelles.__main__.settings", lambda: config)
    told = CliRunner().invoke(app, ["check"])
    assert told.exit_code == code
    assert ("PASSERELLES_SMTP_URL" in told.output) is bool(code)
    assert "s3cret" not in told.output
