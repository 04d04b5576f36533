"""The quickest itinerary from one situation, without looking for all the others.

A question that says no start is asked from seven situations, of each of which one itinerary is shown. The whole Pareto
set is not needed for that: the least time that each target may take is known from the tables alone, the target that
may be reached soonest is tried first, and only the steps that keep to that time are ridden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR
from passerelles.journeys.planner import leads
from passerelles.journeys.planner.choose import burden
from passerelles.journeys.planner.pareto import Path, pareto
from passerelles.journeys.planner.plan import adult_paths, plan, rides_towards, steps_of, towards
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.rides import allowed
from passerelles.journeys.planner.ways import tables_into

Steps = Mapping[str, Iterable[Progression]]


def quickest(graph: Graph, question: Question) -> Path | None:
    """The shortest path, the lightest among equals; None when nothing leads there."""
    catalogue = graph.catalogue
    if leads.is_adult(question):
        return _shortest(adult_paths(catalogue, question))
    real = _of(graph, question) or _of(graph, question, change_school=True)
    if real is None and question.tracks:  # none keeps to the lines asked for: those that touch one of them
        return _shortest(one.path for one in plan(graph, question).itineraries)
    general = leads.by_general_path(catalogue, question)
    if question.paid and general and not general.cost.contracts:
        general = None
    both = (general, real) if question.start == GENERAL_YEAR else (real, general)
    return _shortest(path for path in both if path)


def _of(graph: Graph, question: Question, *, change_school: bool = False) -> Path | None:
    """The quickest path of known programmes to the target that it reaches soonest."""
    catalogue = graph.catalogue
    steps = steps_of(graph, question, change_school=change_school)
    roads = {goal: towards(goal, steps) for goal in question.targets}
    least = {goal: Least(catalogue, question, roads[goal], goal) for goal in roads}
    found: list[Path] = []
    for goal in sorted(roads, key=lambda one: least[one].half_years):
        limit = least[goal].half_years
        if limit > (found[0].cost.half_years if found else inf) or limit == inf:
            break
        found.extend(_shortest_to(catalogue, question, least[goal], goal))
        shortest = min((path.cost.half_years for path in found), default=0)
        found = [path for path in found if path.cost.half_years == shortest]
    return min(found, key=lambda path: (burden(catalogue, path, question), path.cost, path.keys), default=None)


def _shortest_to(catalogue: Catalogue, question: Question, least: Least, goal: str) -> list[Path]:
    """The paths to this target that last the least and that no other of them beats.

    The time of the tables is that of places which may be out of reach: what is found in a longer one is looked for
    again among all the steps that keep to it.
    """
    found = _search(catalogue, question, least.kept(least.half_years), goal)
    reached = found[0].cost.half_years if found else inf
    return found if reached <= least.half_years else _search(catalogue, question, least.kept(reached), goal)


def _search(catalogue: Catalogue, question: Question, steps: Steps, goal: str) -> list[Path]:
    rides = rides_towards(catalogue, question, steps, goal)
    goals = frozenset((goal,))
    return pareto(question.start, goals, lambda station: rides.get(station, ()), paid=question.paid, longer=0)


class Least:
    """The least time that steps towards a goal take, whatever the places, in half years: infinite when none leads."""

    def __init__(self, catalogue: Catalogue, question: Question, steps: Steps, goal: str) -> None:
        self._steps = steps
        self._start = question.start
        self._times = {step: _time(catalogue, question, step) for following in steps.values() for step in following}
        self._left = {goal: 0.0}
        while self._shortened():
            pass
        self.half_years = self._left.get(question.start, inf)

    def kept(self, limit: float) -> dict[str, list[Progression]]:
        """The steps that some path of at most `limit` half years takes."""
        spent = {self._start: 0.0}
        kept: dict[str, list[Progression]] = defaultdict(list)
        pending = [self._start]
        while pending:
            station = pending.pop()
            for step in self._steps.get(station, ()):
                after = spent[station] + self._times[step]
                if after + self._left.get(step.target, inf) > limit:
                    continue
                if step not in kept[station]:
                    kept[station].append(step)
                if after < spent.get(step.target, inf):
                    spent[step.target] = after
                    pending.append(step.target)
        return kept

    def _shortened(self) -> bool:
        """Whether one more step brings some station nearer to the goal."""
        changed = False
        for source, following in self._steps.items():
            least = min((self._times[step] + self._left.get(step.target, inf) for step in following), default=inf)
            if least < self._left.get(source, inf):
                self._left[source] = least
                changed = True
        return changed


def _time(catalogue: Catalogue, question: Question, step: Progression) -> float:
    if step.target in question.without:
        return inf
    tables = tables_into(catalogue, step.target, step.source)
    return min((round(2 * table.shortest) for table in tables if allowed(question, table)), default=inf)


def _shortest(paths: Iterable[Path]) -> Path | None:
    """The first of the shortest."""
    return min(paths, key=lambda path: path.cost.half_years, default=None)
