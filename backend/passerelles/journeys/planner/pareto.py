"""Label setting: every itinerary that no other beats on all criteria at once.

A label is a cost and the rides that made it, at a station, in the town one lives in there, after so many rides: all
that the future depends on. Costs never decrease along an itinerary, so a label dominated in its place stays dominated
(Martins 1984). Ties keep the itinerary whose ride keys come first: the same question gives the same answer.

Three things spare work without changing the answer: rides that another one beats between the same stations and towns
are left out (`rides_worth`), a label is dropped when even the least it still has to pay is beaten (`bounds`), and the
label taken first is the one whose cost at the end may be the least, so that what beats others is found early.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Final, NamedTuple

from msgspec import Struct

from passerelles.journeys.planner.costs import Cost, dominates, least, plus, toll
from passerelles.journeys.planner.ride import HOME, Ride

NOTHING: Final = Cost()

MOST_LONGER: Final = 4
"""Half years that a path may last beyond the quickest: a detour of more than two years is no advice."""


class Tolled(NamedTuple):
    """A ride with its price, and what is asked of it again and again."""

    key: str
    target: str
    town: str
    price: Cost
    ride: Ride


RidesFrom = Callable[[str], Iterable[Ride]]


class Path(Struct, frozen=True):
    """Rides from the start on, and what they cost together."""

    cost: Cost
    rides: tuple[Ride, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(ride.key for ride in self.rides)


def pareto(
    start: str,
    goals: frozenset[str],
    rides_from: RidesFrom,
    most: int = 4,
    *,
    paid: bool = False,
    longer: int = MOST_LONGER,
) -> list[Path]:
    """The non-dominated paths of 1 to `most` rides from `start` to any of `goals`, cheapest first, one per cost.

    A path ends at the first goal it reaches. `rides_from` gives the rides out of a station, in a graph without cycles
    (`network` ranks diplomas so that there are none). `paid`: only paths with a ride under contract are wanted, and
    only they beat each other. A path longer than the quickest by more than `longer` half years is left out.
    """
    rides = rides_worth(start, goals, rides_from)
    ahead = bounds(goals, rides)
    settled: dict[tuple[str, str, int, bool], list[Cost]] = defaultdict(list)
    arrived: list[Path] = []
    ends: list[Cost] = []
    order = count()  # of two labels equal in all else, the first made: rides have no order
    heap: list[tuple[Cost, Cost, tuple[str, ...], str, str, int, tuple[Ride, ...]]] = []
    if start in rides or start in goals:
        heap.append((ahead.get(start, NOTHING), NOTHING, (), start, HOME, next(order), ()))
    while heap:
        hoped, cost, keys, station, town, _, ridden = heappop(heap)
        late = ends and hoped.half_years > ends[0].half_years + longer
        if late or _beaten(hoped, ends):
            continue
        if ridden and station in goals:
            if cost.contracts or not paid:
                arrived.append(Path(cost, ridden))
                ends.append(cost)
            continue
        labels = settled[station, town, len(ridden), paid and cost.contracts > 0]
        if _beaten(cost, labels):
            continue
        labels.append(cost)
        if len(ridden) == most:
            continue
        for key, target, stay, price, ride in rides.get(station, ()):
            further = plus(cost, price, moved=stay not in (HOME, town), first=not ridden)
            hoped = _at_least(further, ahead[target])
            if not ends or not (hoped.half_years > ends[0].half_years + longer or _beaten(hoped, ends)):
                heappush(heap, (hoped, further, (*keys, key), target, stay, next(order), (*ridden, ride)))
    return arrived


def rides_worth(start: str, goals: frozenset[str], rides_from: RidesFrom) -> Mapping[str, Sequence[Tolled]]:
    """The rides of each station met on a way to a goal, those left out that another of the same ends and town beats."""
    found: dict[str, list[Tolled]] = {}
    leads: dict[str, bool] = {goal: True for goal in goals if goal != start}

    def visit(station: str) -> bool:
        if station not in leads:
            leads[station] = False  # a cycle leads nowhere
            kept = [ride for ride in rides_from(station) if visit(ride.target)]
            found[station] = _undominated(kept)
            leads[station] = bool(kept)
        return leads[station]

    visit(start)
    return found


def bounds(goals: frozenset[str], rides: Mapping[str, Sequence[Tolled]]) -> Mapping[str, Cost]:
    """The least that is still to be paid from each station, criterion by criterion: no path pays less of any."""
    known: dict[str, Cost] = dict.fromkeys(goals, NOTHING)

    def bound(station: str) -> Cost:
        if station not in known:
            known[station] = NOTHING
            ways = [plus(bound(one.target), one.price, moved=False, first=False) for one in rides[station]]
            for index, way in enumerate(ways):
                known[station] = least(known[station], way) if index else way
        return known[station]

    for station in rides:
        bound(station)
    return known


def _undominated(rides: Iterable[Ride]) -> list[Tolled]:
    groups: dict[tuple[str, str], list[Tolled]] = defaultdict(list)
    for tolled in sorted((_tolled(ride) for ride in rides), key=lambda one: one.key):
        group = groups[tolled.target, tolled.town]
        if not any(dominates(other.price, tolled.price) for other in group):
            group[:] = [other for other in group if not dominates(tolled.price, other.price)]
            group.append(tolled)
    return [tolled for group in groups.values() for tolled in group]


def _tolled(ride: Ride) -> Tolled:
    return Tolled(ride.key, ride.target, ride.town, toll(ride), ride)


def _at_least(cost: Cost, ahead: Cost) -> Cost:
    return plus(cost, ahead, moved=False, first=False)


def _beaten(cost: Cost, others: Iterable[Cost]) -> bool:
    """Whether one of `others` is nowhere worse: `dominates`, written out because all the time goes here."""
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 = cost
    for o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10 in others:
        if (
            o0 <= c0 and o2 <= c2 and o7 <= c7 and o8 <= c8 and o1 <= c1 and o10 <= c10
            and o6 <= c6 and o9 <= c9 and o3 <= c3 and o4 <= c4 and o5 <= c5
        ):  # fmt: skip
            return True
    return False
