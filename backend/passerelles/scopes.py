"""Names of scopes, for roles: told by the features that know houses, institutions, places and companies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Protocol

from passerelles.accounts.roles import scopes
from passerelles.accounts.roles.scopes import MOST, ScopeFound
from passerelles.boarding import houses
from passerelles.catalogue import live
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.search.text import normalise
from passerelles.core.db import Session
from passerelles.core.errors import Problem

INTERNAT = "Internat "
"""A house's name without it: a role reads "Responsable de l’internat Éric-Tabarly"."""


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class _OfCatalogue:
    """Institutions, places and companies: records of the edition shown now."""

    def __init__(self, records: Callable[[Catalogue], Mapping[str, _Record]]) -> None:
        self._records = records

    def _all(self) -> Mapping[str, _Record]:
        try:
            return self._records(live.current())
        except Problem:  # no edition is published: nothing to name
            return {}

    async def name(self, session: Session, campus_id: str, scope: str) -> str | None:  # noqa: ARG002 - the protocol's
        record = self._all().get(scope)
        return record.name if record else None

    async def search(self, session: Session, campus_id: str, asked: str) -> list[ScopeFound]:  # noqa: ARG002 - the same
        words = normalise(asked).split()
        return _first(ScopeFound(one.id, one.name) for one in self._all().values() if _holds(one.name, words))


class _Houses:
    """Boarding houses open in this campus."""

    async def name(self, session: Session, campus_id: str, scope: str) -> str | None:
        found = await houses.houses(session, campus_id, [scope])
        return found[0].name.removeprefix(INTERNAT) if found else None

    async def search(self, session: Session, campus_id: str, asked: str) -> list[ScopeFound]:
        words = normalise(asked).split()
        known = await houses.houses(session, campus_id)
        return _first(ScopeFound(one.id, one.label) for one in known if _holds(one.label, words))


def _holds(name: str, words: list[str]) -> bool:
    return all(word in normalise(name) for word in words)


def _first(found: Iterable[ScopeFound]) -> list[ScopeFound]:
    return list(islice(found, MOST))


def compose() -> None:
    """Let roles name every kind of scope."""
    scopes.provide("house", _Houses())
    scopes.provide("institution", _OfCatalogue(lambda catalogue: catalogue.institutions))
    scopes.provide("facility", _OfCatalogue(lambda catalogue: catalogue.facilities))
    scopes.provide("company", _OfCatalogue(lambda catalogue: catalogue.companies))
