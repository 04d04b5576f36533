"""The part of the graph that matters to a question: progressions on some way from the start to a target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import is_stage

MOST_LEGS: Final = 4
MOST_BEFORE: Final = 5
"""Inferred predecessors looked at, per diploma and kind: farther ones are no advice."""

CLOSE_ENOUGH: Final = 0.5
"""An inferred predecessor is kept when at least this strong compared with the best of its kind…"""
AT_LEAST: Final = 0.36
"""…and this strong in itself."""

RANKS: Final[dict[CertificationKind, int]] = {
    "2de-gt": 0, "2de-pro": 0, "cap": 1, "bac-general": 3, "bac-techno": 3, "bac-pro": 3, "bp": 3, "bma": 3, "btm": 3,
    "title": 3, "other": 4, "bts": 5, "deust": 5, "licence": 6, "licence-pro": 6, "but": 6, "engineer": 7, "master": 7,
}  # fmt: skip
"""One goes up only: no cycle, no second diploma of the same kind on the way to a third."""


def network(
    graph: Graph, start: str, targets: tuple[str, ...], *, change_school: bool = False
) -> Mapping[str, tuple[Progression, ...]]:
    """Progressions by source station, each on a way of at most four legs from `start` to a target.

    `change_school`: a common year may be a station too, for whom must go elsewhere for the speciality.
    """
    found: dict[str, dict[str, Progression]] = defaultdict(dict)
    frontier = list(dict.fromkeys(targets))
    seen = set(frontier)
    for _ in range(MOST_LEGS):
        following: list[str] = []
        for target in frontier:
            for step in steps_into(graph, target, start, change_school=change_school):
                found[step.source][step.target] = step
                if step.source != start and not is_stage(step.source) and step.source not in seen:
                    seen.add(step.source)
                    following.append(step.source)
        frontier = following
    return {source: tuple(steps.values()) for source, steps in found.items()}


def steps_into(graph: Graph, target: str, start: str, *, change_school: bool = False) -> list[Progression]:
    """The progressions worth riding into a diploma: from the start, official ones, and the closest inferred ones."""
    certifications = graph.catalogue.certifications
    kept: list[Progression] = []
    best: dict[CertificationKind, list[float]] = defaultdict(list)
    for step in _into_or_through(graph, target):
        if step.source == start:
            kept.append(step)
            continue
        source = certifications.get(step.source)
        if source is None or _rank(source) >= _rank(certifications[target]):
            continue  # a stage that is not the start
        if source.common_year_of and not (change_school and source.kind == "2de-pro"):
            continue  # a common year is ridden within its diploma's leg
        strengths = best[source.kind]
        floor = max(AT_LEAST, CLOSE_ENOUGH * strengths[0]) if strengths else AT_LEAST
        if step.strength >= floor and len(strengths) < MOST_BEFORE and _reachable(graph.catalogue, source):
            strengths.append(step.strength)
            kept.append(step)
    return kept


def _into_or_through(graph: Graph, target: str) -> list[Progression]:
    """What comes before a diploma, or before the common first year of BTS that leads to it."""
    steps = list(graph.before_of(target))
    for common in graph.catalogue.enters_through(target):
        if common.kind == "bts":
            steps.extend(replace(step, target=target) for step in graph.before_of(common.id))
    return sorted(steps, key=lambda step: (-step.strength, step.source))


def _reachable(catalogue: Catalogue, diploma: Certification) -> bool:
    """Whether some place teaches it: an itinerary cannot pass through what nobody teaches here."""
    return bool(catalogue.programmes_of(diploma.id))


def _rank(diploma: Certification) -> int:
    if diploma.kind == "mc":
        return 2 if diploma.level <= 3 else 4
    return RANKS[diploma.kind]
