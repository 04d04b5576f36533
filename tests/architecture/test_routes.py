"""Every route names its policy, is described, and the description is the one on file."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import Mount, Route, WebSocketRoute

from passerelles.core.security import policy_of
from tests.support.openapi import SNAPSHOT, described
from tests.support.routes import every_route, unlisted

WITHOUT_A_POLICY = {
    "Route /openapi.json",  # the published description of the API (docs/openapi.json): anybody reads it
    "Mount /assets",  # the files of the build: anybody's
}


def test_every_route_names_its_policy() -> None:
    assert len(every_route()) > 30
    assert [route.path for route in every_route() if policy_of(route.dependant) is None] == []


def test_nothing_else_answers_than_what_is_listed_here() -> None:
    """A socket, a folder or a bare route would have no policy, and no row in the matrix."""
    assert set(unlisted()) == WITHOUT_A_POLICY


def test_another_way_in_would_be_seen() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/folder", FastAPI())
    app.router.routes.append(WebSocketRoute("/socket", endpoint=print))
    app.router.routes.append(Route("/bare", print))
    app.router.routes.append(Mount("/other", routes=[]))
    assert unlisted(app) == ["Mount /folder", "WebSocketRoute /socket", "Route /bare", "Mount /other"]


def test_every_api_route_says_what_it_does() -> None:
    api = [route for route in every_route() if route.path.startswith("/api")]
    assert [route.path for route in api if not route.description.strip()] == []


def test_the_description_is_the_one_on_file() -> None:
    """After a wanted change: `make openapi`."""
    assert SNAPSHOT.read_text("utf-8") == described()
