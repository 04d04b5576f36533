"""Onisep's domains and sub-domains: one spelling for each ("santé, social, sport/sport"), that of the newest file."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.importers.typography import folded

SEVERAL: Final = "|"


class Subdomains:
    """Spellings met so far. Read the newest file first: the first spelling stays."""

    def __init__(self) -> None:
        self._spelled: dict[str, str] = {}

    def read(self, *cells: str) -> tuple[str, ...]:
        """The sub-domains of cells such as "mécanique/automatismes| sciences/physique", each once."""
        parts = (part.strip() for cell in cells for part in cell.split(SEVERAL))
        return tuple(dict.fromkeys(self._one(part) for part in parts if part))

    def _one(self, part: str) -> str:
        domain, _, subdomain = part.partition("/")
        return self._spelled.setdefault(f"{folded(domain)}/{folded(subdomain)}", part)
