"""Where one goes after a diploma, and comes from: known by journeys' graph, shown on catalogue pages.

Journeys depends on the catalogue, not the reverse: it registers itself here when the application is composed.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import CertificationKind
from passerelles.catalogue.schemas import ProgressionOut


class KindOfDiploma(Struct, frozen=True):
    """A kind of diploma that stands for many on a list: "Licence professionnelle du domaine"."""

    id: str  # "TYPE:licence-pro"
    label: str
    about: str  # what it is and how one enters, in words
    kind: CertificationKind
    level: int
    years: int
    members: tuple[str, ...]  # ids of the diplomas of this kind taught here, by label


class Progressions(Protocol):
    """Typed steps around a certification, best first. Ids are current ones (already resolved)."""

    def version(self) -> str:
        """Names what the steps depend on besides the edition: part of the ETag of every public answer."""
        ...

    def next_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]: ...

    def before_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:
        """`to` is then the certification (or stage) one comes from."""
        ...

    def kind_of(self, catalogue: Catalogue, identifier: str) -> KindOfDiploma | None:
        """The kind of diploma of a `TYPE:` id, None when there is none."""
        ...


class _None:
    def version(self) -> str:
        return ""

    def next_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:  # noqa: ARG002 - a null object
        return []

    def before_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:  # noqa: ARG002 - a null object
        return []

    def kind_of(self, catalogue: Catalogue, identifier: str) -> KindOfDiploma | None:  # noqa: ARG002 - a null object
        return None


_provider: Progressions = _None()


def set_provider(provider: Progressions) -> None:
    """Called once by the feature that knows, at import of its service."""
    global _provider  # noqa: PLW0603 - one registration per process, at composition
    _provider = provider


def provider() -> Progressions:
    return _provider
