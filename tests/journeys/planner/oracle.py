"""The planner's answer by brute force: every path, then what no other beats. Slow and plain on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from passerelles.journeys.planner.costs import Cost, dominates, extended
from passerelles.journeys.planner.pareto import MOST_LONGER
from passerelles.journeys.planner.ride import HOME, Ride


def pareto_costs(
    start: str,
    goals: frozenset[str],
    rides_from: Callable[[str], Iterable[Ride]],
    most: int,
    longer: int = MOST_LONGER,
) -> set[Cost]:
    """The costs of the non-dominated paths, at most `longer` half years longer than the quickest."""
    costs = {cost_of(path) for path in _paths(start, goals, rides_from, most)}
    quickest = min((cost.half_years for cost in costs), default=0)
    costs = {cost for cost in costs if cost.half_years <= quickest + longer}
    return {cost for cost in costs if not any(other != cost and dominates(other, cost) for other in costs)}


def cost_of(path: tuple[Ride, ...]) -> Cost:
    cost, town = Cost(), HOME
    for index, ride in enumerate(path):
        cost = extended(cost, ride, town, first=index == 0)
        town = ride.town
    return cost


def _paths(
    start: str, goals: frozenset[str], rides_from: Callable[[str], Iterable[Ride]], most: int
) -> Iterator[tuple[Ride, ...]]:
    pending: list[tuple[str, tuple[Ride, ...]]] = [(start, ())]
    while pending:
        station, path = pending.pop()
        if path and station in goals:
            yield path
        elif len(path) < most:
            pending.extend((ride.target, (*path, ride)) for ride in rides_from(station))
