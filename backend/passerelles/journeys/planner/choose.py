"""From the Pareto set to a few itineraries that differ by something a student cares about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.question import Question

MOST: Final = 6
SIMILAR: Final = 2
"""Itineraries kept of one shape (same kinds of diploma under the same statuses)."""


def choose(catalogue: Catalogue, paths: Iterable[Path], question: Question, *, most: int = MOST) -> list[Path]:
    """At most `most` paths, best first: every way of the quickest diplomas and one of each longer chain, then others.

    First what differs by the kinds of diploma or, on the quickest chain, by the statuses; then other diplomas and
    other towns of the same shapes.
    """
    ranked = sorted(paths, key=lambda path: (burden(catalogue, path, question), path.cost, path.keys))
    quickest = min((path.cost.half_years for path in ranked), default=0)
    chosen: list[Path] = []
    shapes: dict[tuple[object, ...], int] = {}
    for allowed in range(1, SIMILAR + 1):
        for path in ranked:
            shape = shape_of(catalogue, path, statuses=allowed > 1 or path.cost.half_years == quickest)
            if len(chosen) == most or shapes.get(shape, 0) >= allowed or _too_close(path, chosen):
                continue
            chosen.append(path)
            for key in {shape_of(catalogue, path, statuses=False), shape_of(catalogue, path, statuses=True)}:
                shapes[key] = shapes.get(key, 0) + 1
    return sorted(chosen, key=ranked.index)


def burden(catalogue: Catalogue, path: Path, question: Question) -> float:
    """One number to put itineraries in order, never to discard one: half years, roughly.

    A year more weighs like four moves or sixty kilometres from home; a leg without a known bed like half a year, any
    far leg like a year for whom refuses to board; a loose progression (strength 0.5) like a
    year and a half.
    """
    cost = path.cost
    far = sum(ride.far for ride in path.rides)
    away = cost.no_bed if question.boarding else 2 * far
    jobs = catalogue.certifications[path.rides[-1].target].rome if question.job else ()
    return (
        cost.half_years
        + 0.5 * cost.moves
        + 0.35 * cost.distance
        + 1.0 * away
        + 6.0 * sum(1 - ride.step.strength for ride in path.rides)
        + 0.5 * cost.risk
        + 0.15 * cost.prospects
        + 0.1 * cost.unpaid
        + 0.3 * cost.contracts
        + 2.0 * (1 - 1 / max(1, len(jobs)))  # a diploma of many jobs is no straight way to this one
    )


def shape_of(catalogue: Catalogue, path: Path, *, statuses: bool) -> tuple[object, ...]:
    """What a student tells apart first: the kinds of diploma, the statuses when asked, the arrival."""
    legs = tuple((_kind(catalogue, ride.target), ride.status if statuses else "") for ride in path.rides)
    return (*legs, path.rides[-1].target)


def _kind(catalogue: Catalogue, station: str) -> str:
    certification = catalogue.certifications.get(station)
    return certification.kind if certification else station


def _too_close(path: Path, chosen: list[Path]) -> bool:
    """Same diplomas, statuses and towns as one already chosen: another school of the same town, no news."""
    return any(_trip(path) == _trip(other) for other in chosen)


def _trip(path: Path) -> tuple[tuple[str, str, str], ...]:
    return tuple((ride.target, ride.status, ride.town) for ride in path.rides)
