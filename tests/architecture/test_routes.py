"""Every route names its policy, is described, and the description is the one on file."""

from __future__ import annotations

from passerelles.core.security import policy_of
from tests.support.openapi import SNAPSHOT, described
from tests.support.routes import every_route


def test_every_route_names_its_policy() -> None:
    assert len(every_route()) > 30
    assert [route.path for route in every_route() if policy_of(route.dependant) is None] == []


def test_every_api_route_says_what_it_does() -> None:
    api = [route for route in every_route() if route.path.startswith("/api")]
    assert [route.path for route in api if not route.description.strip()] == []


def test_the_description_is_the_one_on_file() -> None:
    """After a wanted change: `make openapi`."""
    assert SNAPSHOT.read_text("utf-8") == described()
