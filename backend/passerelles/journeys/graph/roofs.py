"""Diplomas taught under one roof: a school that opens a certificate of wine waiting teaches cooking too.

Counted on the programmes of the edition, beyond what chance alone would bring together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue

SURE: Final = 2
"""Schools from which sharing a roof is no accident; one counts for half."""


class Roofs:
    """Where each diploma is taught; a common first year is taught wherever one of its options is."""

    def __init__(self, catalogue: Catalogue) -> None:
        schools: dict[str, set[str]] = defaultdict(set)
        for programme in catalogue.programmes.values():
            schools[programme.certification].add(programme.institution)
        for diploma in catalogue.certifications.values():
            if diploma.common_year_of:
                both = schools[diploma.id].union(*(schools[option] for option in diploma.common_year_of))
                schools[diploma.id] = both
                for option in diploma.common_year_of:
                    schools[option] |= both
        self._schools = {diploma: frozenset(known) for diploma, known in schools.items() if known}
        self._taught: dict[str, set[str]] = defaultdict(set)
        for identifier, where in self._schools.items():
            for school in where:
                self._taught[school].add(identifier)

    def shared(self, one: str, other: str) -> float:
        """0 (never together, or no more than chance) to 1 (always together)."""
        a, b = self._schools.get(one), self._schools.get(other)
        if not a or not b:
            return 0.0
        together = len(a & b)
        beyond = together - len(a) * len(b) / len(self._taught)
        return max(0.0, beyond) / sqrt(len(a) * len(b)) * min(1.0, together / SURE)

    def neighbours(self, diploma: str) -> set[str]:
        """Diplomas taught with it in as many schools as make it no accident."""
        met = Counter(one for school in self._schools.get(diploma, ()) for one in self._taught[school])
        return {one for one, times in met.items() if times >= SURE}
