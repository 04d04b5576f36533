"""The rides that cover a progression: which school, under which status, entered where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import distance_km
from passerelles.catalogue.records import Institution, LearnerStatus, Programme
from passerelles.catalogue.tracks import line_of
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR, WORK
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ride import HOME, Ride

NEAREST: Final = 8
"""Places looked at per progression and status, nearest first; those where another leg is taught come besides."""

FROM_PREMIERE_YEARS: Final = 2
RISKS: Final = {"low": 0, "medium": 1, "high": 2}


def rides_for(catalogue: Catalogue, question: Question, step: Progression, towns: frozenset[str]) -> list[Ride]:
    """Every ride worth considering for `step`; `towns` are where the other legs are taught."""
    by_status: dict[LearnerStatus, list[Ride]] = {}
    for programme, via, years in _ways_in(catalogue, step):
        if not _allowed(catalogue, question, programme):
            continue
        ride = _ride(catalogue, question, step, programme, via=via, years=years)
        by_status.setdefault(ride.status, []).append(ride)
    kept: list[Ride] = []
    for rides in by_status.values():
        rides.sort(key=lambda ride: (ride.km is None, ride.km or 0.0, ride.risk, ride.key))
        kept.extend(rides[:NEAREST])
        kept.extend(ride for ride in rides[NEAREST:] if ride.town in towns)
    return kept


def ride_at(catalogue: Catalogue, question: Question, step: Progression, programme: Programme) -> Ride | None:
    """The ride of `step` at this very programme, or None when one cannot enter it this way."""
    for candidate, via, years in _ways_in(catalogue, step):
        if candidate.id == programme.id:
            return _ride(catalogue, question, step, programme, via=via, years=years)
    return None


def _ways_in(catalogue: Catalogue, step: Progression) -> Iterator[tuple[Programme, Programme | None, float]]:
    """(programme, common year it begins with, years) for every way of riding `step`."""
    programmes = catalogue.programmes_of(step.target)
    kind = catalogue.certifications[step.target].kind
    in_premiere = {p.institution for p in programmes if p.entry == "premiere"}
    for programme in programmes:
        if kind == "bac-pro" and step.source == THIRD_YEAR:
            yield from _from_third_year(catalogue, programme)
        elif kind == "bac-pro" and programme.status == "school":
            if programme.entry == "premiere" or programme.institution not in in_premiere:
                yield programme, None, FROM_PREMIERE_YEARS
        elif programme.entry == "first_year":
            yield programme, None, programme.years
    if kind == "bts":
        yield from _by_common_first_year(catalogue, step.target, programmes)


def _from_third_year(catalogue: Catalogue, programme: Programme) -> Iterator[tuple[Programme, Programme | None, float]]:
    """Straight from 3e, or by the common 2de of the same institution: the two capacities are never added up."""
    if programme.entry == "first_year":
        yield programme, None, programme.years
        return
    commons = {common.id for common in catalogue.enters_through(programme.certification)}
    for common in catalogue.programmes_at(programme.institution):
        if common.certification in commons and common.status == programme.status:
            yield programme, common, common.years + programme.years
            return


def _by_common_first_year(
    catalogue: Catalogue, target: str, programmes: Iterable[Programme]
) -> Iterator[tuple[Programme, Programme | None, float]]:
    """An option of a BTS where only its common first year is declared: one leg of the whole duration."""
    known = {(p.institution, p.status) for p in programmes}
    years = catalogue.certifications[target].years
    for common in catalogue.enters_through(target):
        for programme in catalogue.programmes_of(common.id):
            if (programme.institution, programme.status) not in known:
                yield programme, None, years


def _allowed(catalogue: Catalogue, question: Question, programme: Programme) -> bool:
    institution = catalogue.institutions.get(programme.institution)
    if institution is not None and institution.closing:
        return False  # no journey of years begins in a school that closes
    if not catalogue.is_open(catalogue.certifications[programme.certification]):
        return False  # nor towards a diploma that closed without a successor
    adult = programme.status in ("continuing", "vae")
    if question.start == WORK and programme.status == "school":
        return False
    if question.start in (THIRD_YEAR, GENERAL_YEAR) and adult:
        return False
    if not question.tracks:
        return True
    level = catalogue.certifications[programme.certification].level
    return line_of(programme.status, level) in question.tracks


def _ride(
    catalogue: Catalogue,
    question: Question,
    step: Progression,
    programme: Programme,
    *,
    via: Programme | None,
    years: float,
) -> Ride:
    institution = catalogue.institutions.get(programme.institution)
    km = _km(question, institution)
    near = km is not None and km <= question.max_km
    commune = institution.commune if institution else None
    arrives = step.target in question.targets
    rank = catalogue.pressure_of((via or programme).id).rank  # one competes for the entry
    return Ride(
        step=step,
        status=programme.status,
        years=years,
        programme=programme,
        via=via,
        km=km,
        town=HOME if near else commune or programme.institution,
        far=question.home is not None and not near,
        bed=institution.boarding if institution and question.boarding else None,
        risk=RISKS[rank] if rank else 1,
        risk_known=rank is not None,
        employment=_employment(catalogue, programme) if arrives else None,
        arrives=arrives,
    )


def _employment(catalogue: Catalogue, programme: Programme) -> float | None:
    """InserJeunes, at 6 months, of this school if published, else of the region; None when withheld."""
    outcome = catalogue.outcome_of(programme.certification, programme.status, programme.institution)
    figure = outcome.employment.get("6") if outcome else None
    return figure.value if figure else None


def _km(question: Question, institution: Institution | None) -> float | None:
    if question.home is None or institution is None or institution.lat is None or institution.lon is None:
        return None
    return distance_km(question.home.lat, question.home.lon, institution.lat, institution.lon)
