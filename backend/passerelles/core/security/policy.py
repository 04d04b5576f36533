"""Every route names its policy; a test reads them from `app.routes`, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import Depends
from fastapi.dependencies.models import Dependant

POLICY_ATTRIBUTE = "__policy__"


class Policy:
    """A named rule of access. Used as a dependency: `dependencies=[public]` or `Annotated[Person, may(...)]`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def mark(self, dependency: Callable[..., Any]) -> Callable[..., Any]:
        """Attach this policy's name to a dependency, for the test that enumerates routes."""
        setattr(dependency, POLICY_ATTRIBUTE, self.name)
        return dependency


def _anyone() -> None:
    """Public: no account, no personal data in the answer."""


public = Depends(Policy("public").mark(_anyone))


def policy_of(dependant: Dependant) -> str | None:
    """The policy's name of a route, or None when it names none."""
    for call in _calls(dependant):
        name = getattr(call, POLICY_ATTRIBUTE, None)
        if name is not None:
            return str(name)
    return None


def _calls(dependant: Dependant) -> Iterable[Callable[..., Any] | None]:
    for child in dependant.dependencies:
        yield child.call
        yield from _calls(child)
