"""What sheets say of the neighbours of a diploma: where a close one is said to lead, this one may lead too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from passerelles.journeys.graph.affinity import Affinity
from passerelles.journeys.graph.documented import Sheets
from passerelles.journeys.graph.profile import Profile


class Hearsay:
    """The pairs that sheets name, read from their targets."""

    def __init__(self, profiles: Mapping[str, Profile], affinity: Affinity, sheets: Sheets) -> None:
        self._profiles = profiles
        self._affinity = affinity
        self._into: dict[str, set[str]] = defaultdict(set)
        self._known: dict[tuple[str, str], float] = {}
        for source in profiles:
            for target in sheets.named_from(source):
                self._into[target].add(source)

    def of(self, source: str, target: str) -> float:
        """How close (0 to 1) is the closest diploma, of the sort of the source, that a sheet says leads there."""
        sort = self._profiles[source].sort
        others = (one for one in self._into.get(target, ()) if one != source and self._profiles[one].sort == sort)
        return max((self._close(source, one) for one in others), default=0.0)

    def _close(self, one: str, other: str) -> float:
        """Asked again for each target: kept while the graph is compiled."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._affinity.score(one, other)
        return self._known[pair]
