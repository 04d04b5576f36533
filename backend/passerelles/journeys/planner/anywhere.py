"""Every way in: the quickest itinerary from each situation one may be in, shortest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from passerelles.journeys.graph import official
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.stations import BAC_GENERAL, GENERAL_YEAR, THIRD_YEAR, WORK
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.plan import Plan, with_reasons
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.quickest import quickest

MOST: Final = 8
MOST_DIPLOMAS: Final = 2
"""Diplomas looked at as starts, the closest to the target, besides the stages of school and work."""


def plan_from_anywhere(graph: Graph, question: Question) -> Plan:
    """At most eight itineraries, each from another start."""
    asked = (replace(question, start=start) for start in _starts(graph, question))
    found = [path for one in asked if (path := quickest(graph, one))]
    found.sort(key=lambda path: (_to_confirm(path), path.cost.half_years))
    return Plan(with_reasons(graph.catalogue, question, found[:MOST]))


def _to_confirm(path: Path) -> bool:
    """Nobody knows how long continuing education or a VAE takes: they come after what is known."""
    return path.rides[-1].lead in ("continuing", "vae")


def _starts(graph: Graph, question: Question) -> Iterator[str]:
    certifications = graph.catalogue.certifications
    higher = [target for target in question.targets if certifications[target].kind in ("bts", "but")]
    yield from (THIRD_YEAR, GENERAL_YEAR)
    if higher:
        yield from (BAC_GENERAL, official.series_for(certifications[higher[0]]))
    before = [step for target in question.targets for step in graph.before_of(target)]
    before.sort(key=lambda step: (-step.strength, step.source))
    diplomas = dict.fromkeys(
        step.source
        for step in before
        if step.source in certifications
        and not certifications[step.source].common_year_of
        and step.source not in question.without
        and step.source not in question.targets
        and graph.catalogue.programmes_of(step.source)
    )
    yield from list(diplomas)[:MOST_DIPLOMAS]
    yield WORK
