"""Label setting: every itinerary that no other beats on all criteria at once.

A label is a cost and the rides that made it, at a station, in the town one lives in there, after so many rides: all
that the future depends on. Costs never decrease along an itinerary, so a label dominated in its place stays dominated
(Martins 1984). Ties keep the itinerary whose ride keys come first: the same question gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from msgspec import Struct

from passerelles.journeys.planner.costs import Cost, dominates, extended
from passerelles.journeys.planner.ride import HOME, Ride


class Path(Struct, frozen=True):
    """Rides from the start on, and what they cost together."""

    cost: Cost
    rides: tuple[Ride, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(ride.key for ride in self.rides)


def pareto(start: str, goals: frozenset[str], rides_from: Callable[[str], Iterable[Ride]], most: int = 4) -> list[Path]:
    """The non-dominated paths of 1 to `most` rides from `start` to any of `goals`, cheapest first, one per cost.

    A path ends at the first goal it reaches. `rides_from` gives the rides out of a station, in a graph without cycles
    (`network` ranks diplomas so that there are none).
    """
    settled: dict[tuple[str, str, int], list[Cost]] = {}
    arrived: list[Path] = []
    heap: list[tuple[Cost, tuple[str, ...], int, Path]] = [(Cost(), (), 0, Path(Cost(), ()))]
    order = 0
    while heap:
        cost, keys, _, path = heappop(heap)
        station, town = _where(start, path)
        if _beaten(cost, (other.cost for other in arrived)):
            continue
        if path.rides and station in goals:
            arrived.append(path)
            continue
        labels = settled.setdefault((station, town, len(path.rides)), [])
        if _beaten(cost, labels):
            continue
        labels.append(cost)
        if len(path.rides) == most:
            continue
        for ride in rides_from(station):
            longer = extended(cost, ride, town, first=not path.rides)
            if _beaten(longer, settled.get((ride.target, ride.town, len(path.rides) + 1), ())):
                continue
            order += 1
            heappush(heap, (longer, (*keys, ride.key), order, Path(longer, (*path.rides, ride))))
    return arrived


def _beaten(cost: Cost, others: Iterable[Cost]) -> bool:
    return any(dominates(other, cost) for other in others)


def _where(start: str, path: Path) -> tuple[str, str]:
    if not path.rides:
        return start, HOME
    last = path.rides[-1]
    return last.target, last.town
