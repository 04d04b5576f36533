"""Every route names its policy, is described, and the description is the one on file."""

from __future__ import annotations

from fastapi.routing import APIRoute

from passerelles.app import create_app
from passerelles.core.security import policy_of
from passerelles.core.settings import Settings
from tests.support.openapi import SNAPSHOT, described


def routes() -> list[APIRoute]:
    app = create_app(Settings(database_url="sqlite:///:memory:", demo=True))
    return [route for route in app.routes if isinstance(route, APIRoute)]


def test_every_route_names_its_policy() -> None:
    assert len(routes()) > 30
    assert [route.path for route in routes() if policy_of(route.dependant) is None] == []


def test_every_api_route_says_what_it_does() -> None:
    api = [route for route in routes() if route.path.startswith("/api")]
    assert [route.path for route in api if not (route.description or "").strip()] == []


def test_the_description_is_the_one_on_file() -> None:
    """After a wanted change: `make openapi`."""
    assert SNAPSHOT.read_text("utf-8") == described()
