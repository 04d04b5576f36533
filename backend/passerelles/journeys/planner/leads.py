"""Leads: ways that exist in general, without a programme that we know. Said as such, never as an offer.

The open data has no catalogue of continuing education, of apprenticeship below the BTS, nor of the general 2de.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, LearnerStatus
from passerelles.catalogue.tracks import HIGHER_EDUCATION_LEVEL
from passerelles.journeys.graph import official
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR, WORK
from passerelles.journeys.planner.costs import Cost, extended
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ride import HOME, Ride
from passerelles.journeys.planner.rides import rides_for
from passerelles.journeys.planner.ways import FROM_PREMIERE_YEARS

VAE_YEARS: Final = 1.0
"""A file and a jury, about a year: no text fixes it, and the screen says so."""

GENERAL_YEARS: Final = {THIRD_YEAR: 3.0, GENERAL_YEAR: 2.0}


def path_of(rides: tuple[Ride, ...]) -> Path:
    """The path of these rides, at its cost."""
    cost, town = Cost(), HOME
    for index, ride in enumerate(rides):
        cost = extended(cost, ride, town, first=index == 0)
        town = ride.town
    return Path(cost, rides)


def for_adults(catalogue: Catalogue, question: Question) -> Iterator[Ride]:
    """Continuing education, then VAE, for a target that Certif Info says open to them."""
    for target in question.targets:
        diploma = catalogue.certifications[target]
        if is_open_to(catalogue, diploma, "continuing"):
            yield continuing(question.start, diploma)
    for target in question.targets:
        diploma = catalogue.certifications[target]
        if is_open_to(catalogue, diploma, "vae"):
            yield vae(question.start, diploma)


def is_open_to(catalogue: Catalogue, diploma: Certification, status: LearnerStatus) -> bool:
    """Whether Certif Info says so of the diploma, or of the one it replaced when it is too new to be listed."""
    known = diploma.ways or next(
        (old.ways for one in diploma.predecessors if (old := catalogue.certifications.get(one)) and old.ways), {}
    )
    return bool(known.get(status))


def continuing(start: str, diploma: Certification) -> Ride:
    step = Progression(start, diploma.id, "return_to_study", "inferred", "return_to_study", 0.5)
    return Ride(step=step, status="continuing", years=diploma.years, lead="continuing")


def vae(start: str, diploma: Certification) -> Ride:
    step = Progression(start, diploma.id, "vae", "inferred", "vae", 0.5)
    return Ride(step=step, status="vae", years=VAE_YEARS, lead="vae")


def apprenticeship(step: Progression, diploma: Certification) -> Ride:
    years = FROM_PREMIERE_YEARS if diploma.kind == "bac-pro" and step.source != THIRD_YEAR else diploma.years
    hired = replace(step, rule="by_contract", confidence="inferred")
    return Ride(step=hired, status="apprenticeship", years=years, lead="apprenticeship")


def in_apprenticeship(catalogue: Catalogue, path: Path) -> Path | None:
    """The same stations, the first diploma below the BTS prepared in apprenticeship, when that is known to exist."""
    for index, ride in enumerate(path.rides):
        if ride.programme is None or ride.status == "apprenticeship" or not _apprenticeship(catalogue, ride.target):
            continue
        lead = apprenticeship(ride.step, catalogue.certifications[ride.target])
        return path_of((*path.rides[:index], lead, *path.rides[index + 1 :]))
    return None


def apprenticeship_is_published(catalogue: Catalogue, diploma: str) -> bool:
    """Whether InserJeunes counts apprentices of this diploma in the region: better proof than Certif Info."""
    return any(outcome.status == "apprenticeship" for outcome in catalogue.outcomes_of(diploma))


def by_general_path(catalogue: Catalogue, question: Question) -> Path | None:
    """2de GT, then a baccalauréat of the field, then the nearest higher-education programme. At most one."""
    years = GENERAL_YEARS.get(question.start)
    if years is None or not question.allows("general"):
        return None
    found: list[Path] = []
    for target in question.targets:
        diploma = catalogue.certifications[target]
        if diploma.kind not in ("bts", "but"):
            continue
        series = official.series_for(diploma)
        first = general(question.start, series, years)
        step = Progression(series, target, "continuation", "inferred", "general_bac", 0.7)
        found.extend(path_of((first, ride)) for ride in rides_for(catalogue, question, step))
    found = [path for path in found if path.rides[-1].status == "school"] or found
    return min(found, key=lambda path: (path.cost, path.keys), default=None)


def general(start: str, series: str, years: float) -> Ride:
    step = Progression(start, series, "continuation", "official", "general_path")
    return Ride(step=step, status="school", years=years, lead="general")


def _apprenticeship(catalogue: Catalogue, target: str) -> bool:
    diploma = catalogue.certifications.get(target)
    if diploma is None or diploma.level >= HIGHER_EDUCATION_LEVEL or diploma.kind == "2de-pro":
        return False
    if any(p.status == "apprenticeship" for p in catalogue.programmes_of(target)):
        return False  # a real programme exists: no need of a lead
    return is_open_to(catalogue, diploma, "apprenticeship") or apprenticeship_is_published(catalogue, target)


def is_adult(question: Question) -> bool:
    return question.start == WORK
