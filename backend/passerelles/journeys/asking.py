"""What a person asks, turned into a question for the planner, or refused with a next step."""

from __future__ import annotations

from typing import Final, get_args

from msgspec import Struct

from passerelles.catalogue import service as catalogue_service
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.records import Track
from passerelles.core.errors import MalformedInput, Problem
from passerelles.journeys.graph.stations import STAGES
from passerelles.journeys.planner.question import DEFAULT_KM, Home, Question

MOST_TARGETS: Final = 8
TRACKS: Final[frozenset[str]] = frozenset(get_args(Track))


class UnknownStart(Problem):
    """404: `from` is no stage and no diploma of this edition."""

    status = 404
    slug = "unknown-start"


class UnknownDestination(Problem):
    """404: `to` is no job and no diploma of this edition."""

    status = 404
    slug = "unknown-destination"


class Wishes(Struct, frozen=True, kw_only=True):
    """A question as it was written: ids and choices, nothing resolved yet."""

    to: str
    start: str | None = None  # None: from anywhere
    near: str | None = None
    max_km: float = DEFAULT_KM
    boarding: bool = True
    tracks: str | None = None
    avoid: str | None = None
    paid: bool = False
    accessible: bool = False
    year: int | None = None  # of the first September
    without: str | None = None  # a diploma not to rely on


class Asked(Struct, frozen=True):
    """A question with the names of what it is about."""

    question: Question
    to: str  # the job or the first diploma aimed at, by its current id
    point: Point | None


def ask(
    catalogue: Catalogue,
    *,
    start: str,
    to: str,
    near: str | None = None,
    max_km: float,
    boarding: bool = True,
    tracks: str | None = None,
) -> Asked:
    """Resolve ids to what is current.

    Raises:
        UnknownStart, UnknownDestination, UnknownPlace: an id says nothing to this edition.
        MalformedInput: a line that does not exist.
    """
    job = to if to in catalogue.jobs else None
    targets = _targets(catalogue, to)
    if not targets:
        raise UnknownDestination
    point = catalogue_service.point(catalogue, near)
    commune = catalogue.commune(near) if near else None
    question = Question(
        start=_start(catalogue, start),
        targets=targets,
        home=Home(commune.id, point.lat, point.lon) if commune and point else None,
        max_km=max_km,
        boarding=boarding,
        job=job,
        tracks=_tracks(tracks),
    )
    return Asked(question=question, to=job or targets[0], point=point)


def _start(catalogue: Catalogue, start: str) -> str:
    if start in STAGES:
        return start
    for current in catalogue.resolve(start):
        if current in catalogue.certifications:
            return current
    raise UnknownStart


def _targets(catalogue: Catalogue, to: str) -> tuple[str, ...]:
    if to in catalogue.jobs:
        diplomas = catalogue.certifications_of_job(to)
        taught = [d for d in diplomas if catalogue.programmes_of(d.id) or catalogue.enters_through(d.id)]
        return tuple(d.id for d in (taught or diplomas)[:MOST_TARGETS])
    return tuple(current for current in catalogue.resolve(to) if current in catalogue.certifications)


def _tracks(tracks: str | None) -> frozenset[Track]:
    asked = {track.strip() for track in (tracks or "").split(",") if track.strip()}
    if not asked <= TRACKS:
        raise MalformedInput
    return frozenset(track for track in get_args(Track) if track in asked)
