"""Providers to sign in at. The protocol is the same on both databases: these tests use SQLite's only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.identity.hostile import SECRET, Hostile


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PROVIDER_SECRET", SECRET)


@pytest.fixture(scope="module")
def _hostile_server() -> Iterator[Hostile]:
    provider = Hostile()
    server = provider.serve()
    yield provider
    server.stop()


@pytest.fixture
def provider(_hostile_server: Hostile) -> Hostile:
    """The provider of our own, honest until a test says otherwise."""
    _hostile_server.lie, _hostile_server.acr = None, "eidas2"
    _hostile_server.calls.clear()
    return _hostile_server
