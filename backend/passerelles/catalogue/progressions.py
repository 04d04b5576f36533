"""Where one goes after a diploma, and comes from: known by journeys' graph, shown on catalogue pages.

Journeys depends on the catalogue, not the reverse: it registers itself here when the application is composed.
"""

from __future__ import annotations

from typing import Protocol

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import ProgressionOut


class Progressions(Protocol):
    """Typed steps around a certification, best first. Ids are current ones (already resolved)."""

    def version(self) -> str:
        """Names what the steps depend on besides the edition: part of the ETag of every public answer."""
        ...

    def next_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]: ...

    def before_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:
        """`to` is then the certification (or stage) one comes from."""
        ...


class _None:
    def version(self) -> str:
        return ""

    def next_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:  # noqa: ARG002 - a null object
        return []

    def before_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:  # noqa: ARG002 - a null object
        return []


_provider: Progressions = _None()


def set_provider(provider: Progressions) -> None:
    """Called once by the feature that knows, at import of its service."""
    global _provider  # noqa: PLW0603 - one registration per process, at composition
    _provider = provider


def provider() -> Progressions:
    return _provider
