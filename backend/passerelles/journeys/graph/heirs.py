"""The diplomas open now that took the place of a closed one, whichever of the two names the other."""

from __future__ import annotations

from collections import defaultdict

from passerelles.catalogue.model.catalogue import Catalogue


class Heirs:
    """BCN names a successor on the old code, a predecessor on the new one, or both: either is enough."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._newer: dict[str, list[str]] = defaultdict(list)
        for diploma in catalogue.certifications.values():
            if catalogue.is_open(diploma):
                for old in diploma.predecessors:
                    self._newer[old].append(diploma.id)

    def of(self, identifier: str) -> tuple[str, ...]:
        """The diplomas open now; the diploma itself when it is open; empty when nothing took its place."""
        known = self._catalogue.certifications
        current = tuple(one for one in self._catalogue.resolve(identifier) if self._catalogue.is_open(known[one]))
        return current or tuple(self._newer.get(identifier, ()))
