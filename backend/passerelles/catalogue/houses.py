"""Which institution has a boarding house one may book here: known by boarding, shown on catalogue pages.

Boarding depends on the catalogue, not the reverse: it registers itself here when the application is composed.
"""

from __future__ import annotations

from typing import Protocol

from passerelles.core.db import Session


class Houses(Protocol):
    """Bookable boarding houses."""

    async def house_of(self, session: Session, institution: str) -> str | None:
        """Id (`HOUSE:0850033Z`) of the house bookable at this institution, or None."""
        ...


class _None:
    async def house_of(self, session: Session, institution: str) -> str | None:  # noqa: ARG002 - a null object
        return None


_provider: Houses = _None()


def set_provider(provider: Houses) -> None:
    """Called once by the feature that knows, at import of its service."""
    global _provider  # noqa: PLW0603 - one registration per process, at composition
    _provider = provider


def provider() -> Houses:
    return _provider
