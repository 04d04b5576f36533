"""How close two diplomas are when everything known is put together, whatever a sheet says of the pair itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.affinity import AGRICULTURE, Affinity
from passerelles.journeys.graph.documented import Sheets
from passerelles.journeys.graph.hearsay import Hearsay
from passerelles.journeys.graph.profile import Profile
from passerelles.journeys.graph.roofs import Roofs

CURVE: Final = 0.85
"""Spreads the top of the scale, so that a strength keeps the meaning that the planner's thresholds give it."""

ROOF: Final = 0.3
HEARSAY: Final = 0.3
"""Shares of what is missing that a common roof and a close diploma's sheet give, at most."""

RESERVED: Final = 0.6
"""A `certificat de spécialisation` of agriculture is for those who come from agriculture."""


class Closeness:
    """Scores of the diplomas of an edition. Deterministic; from a source to a target, not symmetric."""

    def __init__(
        self, catalogue: Catalogue, profiles: Mapping[str, Profile], affinity: Affinity, sheets: Sheets
    ) -> None:
        self._profiles = profiles
        self._affinity = affinity
        self._roofs = Roofs(catalogue)
        self._hearsay = Hearsay(profiles, affinity, sheets)

    def score(self, source: str, target: str) -> float:
        """0 (strangers) to 1."""
        close: float = self._affinity.score(source, target) ** CURVE
        close += (1 - close) * ROOF * self._roofs.shared(source, target)
        close += (1 - close) * HEARSAY * self._hearsay.of(source, target) ** 2
        return close * RESERVED if self._is_reserved(source, target) else close

    def neighbours(self, source: str) -> set[str]:
        """The diplomas worth scoring."""
        return self._affinity.neighbours(source) | self._roofs.neighbours(source)

    def _is_reserved(self, source: str, target: str) -> bool:
        a, b = self._profiles[source], self._profiles[target]
        return b.sort in ("mc3", "mc4") and b.ministry == AGRICULTURE != a.ministry
