"""Demand per place, and its rank among peers. Two procedures count different wishes: they are never compared."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from passerelles.catalogue.records import Entry, Procedure, Programme

Rank = Literal["low", "medium", "high"]
MIN_PEERS: Final = 6
"""Below this many peers, a tercile says nothing: there is a value but no rank."""


class Pressure(Struct, frozen=True):
    """Wishes per place of one programme, and its tercile among programmes of the same procedure and entry."""

    value: float | None
    rank: Rank | None


UNKNOWN: Final = Pressure(None, None)


def value_of(programme: Programme) -> float | None:
    """Wishes per place, or None when either number is unknown or there is no place to share."""
    places = programme.places.value if programme.places else None
    demand = programme.demand.value if programme.demand else None
    if not places or demand is None:
        return None
    return demand / places


def ranked(programmes: Iterable[Programme]) -> dict[str, Pressure]:
    """Pressure by programme id; programmes without a value are left out."""
    groups: dict[tuple[Procedure, Entry], list[tuple[float, str]]] = defaultdict(list)
    for programme in programmes:
        value = value_of(programme)
        if value is not None:
            groups[programme.procedure, programme.entry].append((value, programme.id))
    return {
        identifier: Pressure(value, _tercile(value, values))
        for group in groups.values()
        for values in [sorted(value for value, _ in group)]
        for value, identifier in group
    }


def _tercile(value: float, values: list[float]) -> Rank | None:
    if len(values) < MIN_PEERS:
        return None
    below = bisect_left(values, value) / len(values)
    if below < 1 / 3:
        return "low"
    return "medium" if below < 2 / 3 else "high"
