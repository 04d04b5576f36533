"""The quickest itinerary of a situation is the one that the whole search would give."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Track
from passerelles.journeys.asking import Wishes, ask
from passerelles.journeys.graph.graph import Graph, graph_of
from passerelles.journeys.planner.anywhere import plan_from_anywhere
from passerelles.journeys.planner.choose import burden
from passerelles.journeys.planner.pareto import Path, pareto
from passerelles.journeys.planner.plan import line_of_ride, rides_towards, steps_of, towards
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.quickest import quickest

JOBS, HOMES = 6, ("COM:85047", "COM:49007", None)
STARTS = ("stage:3e", "stage:2gt", "stage:bac-general")


@cache
def territory() -> Graph:
    return graph_of(Catalogue(archive.read(embedded())))


def jobs(graph: Graph) -> list[str]:
    """Those that most diplomas lead to: the hardest questions."""
    catalogue = graph.catalogue
    return sorted(catalogue.jobs, key=lambda job: (-len(catalogue.certifications_of_job(job)), job))[:JOBS]


def lightest_of_all(graph: Graph, question: Question) -> Path | None:
    """The whole Pareto set towards each target, then the shortest, then the lightest."""
    found: list[Path] = []
    for change_school in (False, True):
        steps = steps_of(graph, question, change_school=change_school)
        for goal in question.targets:
            rides = rides_towards(graph.catalogue, question, towards(goal, steps), goal)
            found += pareto(question.start, frozenset((goal,)), defaultdict(list, rides).__getitem__)
        if found:
            break
    shortest = min((path.cost.half_years for path in found), default=0)
    ranked = [path for path in found if path.cost.half_years == shortest]
    return min(ranked, key=lambda one: (burden(graph.catalogue, one, question), one.cost, one.keys), default=None)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("home", HOMES)
def test_it_is_the_shortest_and_the_lightest_of_the_whole_set(start: str, home: str | None) -> None:
    graph = territory()
    for job in jobs(graph):
        question = ask(graph.catalogue, Wishes(to=job, start=start, near=home)).question
        expected, found = lightest_of_all(graph, question), quickest(graph, question)
        if expected is None:
            assert found is None or found.rides[0].lead == "general"
            continue
        assert found is not None
        if found.rides[0].lead is None:  # the general path comes first where it is no longer
            assert found.keys == expected.keys
        else:
            assert found.cost.half_years <= expected.cost.half_years


def test_every_way_in_is_shown_shortest_first_and_once_per_start() -> None:
    graph = territory()
    for job in jobs(graph):
        question = ask(graph.catalogue, Wishes(to=job, near="COM:85047")).question
        paths = [one.path for one in plan_from_anywhere(graph, question).itineraries]
        known = [path.cost.half_years for path in paths if path.rides[-1].lead not in ("continuing", "vae")]
        starts = [path.rides[0].step.source for path in paths]
        assert paths
        assert known == sorted(known)
        assert len(starts) == len(set(starts))


@pytest.mark.parametrize("line", ["apprenticeship", "higher"])
def test_lines_asked_for_are_kept_to_or_touched(line: Track) -> None:
    graph = territory()
    for job in jobs(graph):
        question = ask(graph.catalogue, Wishes(to=job, near="COM:85047", tracks=line)).question
        for one in plan_from_anywhere(graph, question).itineraries:
            assert any(line_of_ride(graph.catalogue, ride) == line for ride in one.path.rides)


def test_paid_questions_are_answered_by_contracts_only() -> None:
    graph = territory()
    found = [
        one.path
        for job in jobs(graph)
        for one in plan_from_anywhere(
            graph, ask(graph.catalogue, Wishes(to=job, near="COM:85047", paid=True)).question
        ).itineraries
    ]
    assert found
    assert all(path.cost.contracts for path in found)
