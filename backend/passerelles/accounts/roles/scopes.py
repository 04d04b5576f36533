"""What scopes are called: asked of the features that know houses, institutions, places and companies.

Accounts may not import them: they are registered at composition (`passerelles.scopes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from passerelles.accounts.roles.problems import ScopeUnknown
from passerelles.accounts.schemas import ScopeKind
from passerelles.core.db import Session

MOST: Final = 20


@dataclass(frozen=True)
class ScopeFound:
    """A scope and its public name."""

    id: str
    name: str


class Scopes(Protocol):
    """One kind of scope."""

    async def name(self, session: Session, campus_id: str, scope: str) -> str | None:
        """Its public name, or None when nothing has this id."""
        ...

    async def search(self, session: Session, campus_id: str, asked: str) -> list[ScopeFound]:
        """At most twenty whose name holds these words; the first ones when nothing is asked."""
        ...


_kinds: dict[ScopeKind, Scopes] = {}


def provide(kind: ScopeKind, scopes: Scopes) -> None:
    """Let `scopes` answer for this kind. The last one wins, so that tests can bring their own."""
    _kinds[kind] = scopes


async def place_of(session: Session, campus_id: str, kind: ScopeKind, scope: str) -> str | None:
    """The name of a scope that exists; None for the campus itself.

    Raises:
        ScopeUnknown: nothing of this kind has this id.
    """
    if kind == "campus":
        if scope != campus_id:
            raise ScopeUnknown
        return None
    found = await _kinds[kind].name(session, campus_id, scope) if kind in _kinds else None
    if found is None:
        raise ScopeUnknown
    return found


async def search(session: Session, campus_id: str, kind: ScopeKind, asked: str) -> list[ScopeFound]:
    """Scopes of a kind to choose from."""
    return await _kinds[kind].search(session, campus_id, asked) if kind in _kinds else []
