"""The graph of one edition: what follows a station and what comes before a diploma, best first.

Steps are computed when first asked and kept: an edition's graph is built once per process, never all at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.graph import inferred, official
from passerelles.journeys.graph.affinity import Affinity
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR

MOST: Final = 12
"""What a screen lists. The planner reads more of `before`."""


class Graph:
    """Progressions of an edition. Read-only for callers; safe to share between requests of one event loop."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._affinity = Affinity(
            c for c in catalogue.certifications.values() if c.kind in inferred.KINDS and catalogue.is_open(c)
        )
        self._next: dict[str, tuple[Progression, ...]] = {}
        self._before: dict[str, tuple[Progression, ...]] = {}

    def next_of(self, station: str) -> tuple[Progression, ...]:
        """At most 12 progressions out of a station (a current id), best first; empty when it is unknown."""
        if station not in self._next:
            self._next[station] = tuple(self._sorted(self._after(station)))[:MOST]
        return self._next[station]

    def before_of(self, certification: str) -> tuple[Progression, ...]:
        """Every progression into a diploma (a current id), official first, then the closest."""
        if certification not in self._before:
            self._before[certification] = tuple(self._sorted(self._into(certification)))
        return self._before[certification]

    def alike(self, certification: str) -> list[str]:
        """Diplomas of the same kind, closest first."""
        kind = self.catalogue.certifications[certification].kind
        same = [i for i in self._affinity.neighbours(certification) if self.catalogue.certifications[i].kind == kind]
        return sorted(same, key=lambda one: (-self._affinity.score(certification, one), one))

    def _after(self, station: str) -> Iterable[Progression]:
        if station in (THIRD_YEAR, GENERAL_YEAR):
            return self._after_stage(station)
        diploma = self.catalogue.certifications.get(station)
        if diploma is None:
            return ()
        if diploma.kind == "2de-pro":
            return official.from_common_year(self.catalogue, diploma)
        if diploma.common_year_of:
            return (*official.from_common_year(self.catalogue, diploma), *self._inferred_after(diploma))
        return self._inferred_after(diploma)

    def _inferred_after(self, diploma: Certification) -> Iterable[Progression]:
        return inferred.after(self.catalogue, self._affinity, diploma)

    def _after_stage(self, stage: str) -> Iterable[Progression]:
        taught = (c for c in self.catalogue.certifications.values() if self.catalogue.programmes_of(c.id))
        steps = (step for c in taught for step in official.into(self.catalogue, c) if step.source == stage)
        by_offer = sorted(steps, key=lambda step: (-len(self.catalogue.programmes_of(step.target)), step.target))
        return by_offer[:MOST]

    def _into(self, certification: str) -> Iterable[Progression]:
        diploma = self.catalogue.certifications.get(certification)
        if diploma is None:
            return ()
        return (
            *official.into(self.catalogue, diploma),
            *official.from_general_bac(diploma),
            *inferred.before(self.catalogue, self._affinity, diploma),
        )

    @staticmethod
    def _sorted(steps: Iterable[Progression]) -> list[Progression]:
        best: dict[tuple[str, str], Progression] = {}
        for step in steps:
            known = best.get((step.source, step.target))
            if known is None or step.strength > known.strength:
                best[step.source, step.target] = step
        return sorted(best.values(), key=lambda s: (s.confidence != "official", -s.strength, s.target, s.source))


def graph_of(catalogue: Catalogue) -> Graph:
    """The graph of this edition, built once per process."""
    return catalogue.derived("journeys.graph", Graph)
