"""Other places for a leg, and the itinerary that choosing one of them makes."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue import present, present_figures
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import words
from passerelles.journeys.asking import Asked
from passerelles.journeys.itinerary_id import encode
from passerelles.journeys.planner.leads import path_of
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.planner.rides import rides_for
from passerelles.journeys.schemas import ReplacementOut

MOST: Final = 3


def replacements(catalogue: Catalogue, asked: Asked, path: Path, index: int) -> list[ReplacementOut]:
    """The leg of this index under the same status elsewhere, nearest first; none for a lead."""
    ride = path.rides[index]
    if ride.programme is None:
        return []
    found: dict[str, ReplacementOut] = {}
    for other in rides_for(catalogue, asked.question, ride.step):
        place = other.programme.institution if other.programme else ""
        if other.status == ride.status and place in catalogue.institutions and place != ride.programme.institution:
            found.setdefault(place, _replacement(catalogue, asked, path, index, other))
        if len(found) == MOST:
            break
    return list(found.values())


def _replacement(catalogue: Catalogue, asked: Asked, path: Path, index: int, other: Ride) -> ReplacementOut:
    programme = other.programme
    if programme is None:
        raise ValueError(other.key)
    changed = path_of((*path.rides[:index], other, *path.rides[index + 1 :]))
    identifier = encode(asked.question, changed)
    institution = catalogue.institutions[programme.institution]
    return ReplacementOut(
        programme=programme.id,
        institution=present.institution_brief(institution, asked.point),
        distance_km=None if other.km is None else round(other.km, 1),
        distance_words=words.distance(other, boarding=asked.question.boarding, home=asked.point is not None),
        boarding=institution.boarding,
        entry_words=catalogue_words.entry(programme, catalogue.certifications[programme.certification]),
        pressure_words=present_figures.pressure(catalogue, other.via or programme).words,
        itinerary=identifier,
        url=f"/parcours/{identifier}",
    )
