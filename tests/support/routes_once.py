"""Each route's validators are built once a process, not once an application.

FastAPI builds them again at the first request of every application: some 80 ms of processor, in each of the thousands
of applications that the tests start from the same routers. What it builds depends on the route and its prefix, and on
the application's `dependency_overrides`: one whose tests override something keeps what is its own (`leave_out`).
"""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from fastapi import FastAPI, routing

_apart: WeakSet[FastAPI] = WeakSet()


def install() -> None:
    """From now on, keep what is built. Asking twice changes nothing."""
    built = routing._EffectiveRouteContext
    if not isinstance(built.__dict__["from_api_route"], _Once):
        built.from_api_route = _Once(built.from_api_route)  # type: ignore[method-assign] # FastAPI keeps it to itself


def leave_out(app: FastAPI) -> None:
    """Build this application's routes for itself. To be asked before its first request."""
    _apart.add(app)


class _Once:
    """The same answer for the same route under the same prefix. The answer holds the route: its id stays its own."""

    def __init__(self, build: Any) -> None:
        self._build = build
        self._kept: dict[tuple[int, str], Any] = {}

    def __call__(self, *, original_route: Any, include_context: Any) -> Any:
        if include_context.dependency_overrides_provider in _apart:
            return self._build(original_route=original_route, include_context=include_context)
        key = (id(original_route), include_context.prefix)
        if key not in self._kept:
            self._kept[key] = self._build(original_route=original_route, include_context=include_context)
        return self._kept[key]
