"""Every route of the application, read from the application itself: a new one cannot escape the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic import BaseModel

from passerelles.app import create_app
from passerelles.core.settings import Settings


@dataclass(frozen=True)
class Found:
    """A route as it is mounted: its whole path, its methods, what it depends on."""

    path: str
    methods: frozenset[str]
    dependant: Dependant
    description: str

    @property
    def unsafe_methods(self) -> frozenset[str]:
        return self.methods - {"GET", "HEAD", "OPTIONS"}

    @property
    def body_models(self) -> tuple[type[BaseModel], ...]:
        """The models that a request body may be read into."""
        kinds = [parameter.field_info.annotation for parameter in self.dependant.body_params]
        members = [member for kind in kinds for member in (get_args(kind) or (kind,))]  # `WithdrawalIn | None`
        return tuple(member for member in members if isinstance(member, type) and issubclass(member, BaseModel))

    def example(self) -> str:
        """Its path with something of the right shape in place of each parameter."""
        return "/".join("x" if part.startswith("{") else part for part in self.path.split("/"))


def every_route(app: FastAPI | None = None) -> list[Found]:
    """The routes of `app`, or of a demonstration installation."""
    return [_found(context) for context in _contexts(app)] if app else list(_of_a_demonstration())


@cache
def _of_a_demonstration() -> tuple[Found, ...]:
    return tuple(every_route(create_app(Settings(database_url="sqlite:///:memory:", demo=True))))


def unlisted(app: FastAPI | None = None) -> list[str]:
    """What answers without being a route of the API or of a page, so without a policy: kind and path."""
    app = app or create_app(Settings(database_url="sqlite:///:memory:", demo=True))
    return [
        f"{type(context.original_route).__name__} {context.path}"
        for context in iter_route_contexts(app.routes)
        if not isinstance(context.original_route, APIRoute)
    ]


def _contexts(app: FastAPI) -> Iterator[RouteContext]:
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            yield context


def _found(context: RouteContext) -> Found:
    whole: Any = context  # what a router's inclusion adds is reached by attribute, untyped
    return Found(
        path=str(context.path),
        methods=frozenset(context.methods or ()),
        dependant=whole.dependant,
        description=str(whole.description or ""),
    )
