"""What a person asks, turned into a question for the planner, or refused with a next step."""

from __future__ import annotations

from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from passerelles.catalogue import service as catalogue_service
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.records import Track
from passerelles.core.errors import MalformedInput, Problem
from passerelles.journeys.graph.stations import STAGES
from passerelles.journeys.planner.question import ANYWHERE, DEFAULT_KM, Home, Question
from passerelles.journeys.targets import is_kind, targets_of

TRACKS: Final[frozenset[str]] = frozenset(get_args(Track))


class UnknownStart(Problem):
    """404: `from` is no stage and no diploma of this edition."""

    status = 404
    slug = "unknown-start"


class UnknownDestination(Problem):
    """404: `to` is no job, no diploma and no sector of this edition."""

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
    to: str  # the job, the sector or the first diploma aimed at, by its current id
    point: Point | None
    wishes: Wishes


def ask(catalogue: Catalogue, wishes: Wishes) -> Asked:
    """Resolve ids to what is current. Without a start, the question begins nowhere (`ANYWHERE`).

    Raises:
        UnknownStart, UnknownDestination, UnknownPlace: an id says nothing to this edition.
        MalformedInput: a line that does not exist.
    """
    point, home = _home(catalogue, wishes.near)
    without = frozenset(catalogue.resolve(wishes.without)) if wishes.without else frozenset()
    start = _start(catalogue, wishes.start) if wishes.start else ANYWHERE
    if start in without:
        start = ANYWHERE
    named = wishes.to in catalogue.jobs or wishes.to in catalogue.sectors or is_kind(wishes.to)
    targets = targets_of(catalogue, wishes.to, start, home)
    if not targets and not named:
        raise UnknownDestination
    question = Question(
        start=start,
        targets=targets,
        home=home,
        max_km=wishes.max_km,
        boarding=wishes.boarding,
        job=wishes.to if wishes.to in catalogue.jobs else None,
        tracks=_tracks(wishes.tracks),
        avoid=_tracks(wishes.avoid),
        paid=wishes.paid,
        accessible=wishes.accessible,
        without=without - set(targets),
    )
    to = wishes.to if named else targets[0]
    return Asked(question, to, point, replace(wishes, start=start or None, to=to, near=home.commune if home else None))


def ask_anything(catalogue: Catalogue, *, start: str, near: str | None, max_km: float) -> Asked:
    """A question without a destination.

    Raises:
        UnknownStart, UnknownPlace.
    """
    wishes = Wishes(to="", start=_start(catalogue, start), near=near, max_km=max_km)
    point, home = _home(catalogue, near)
    return Asked(Question(start=wishes.start or "", targets=(), home=home, max_km=max_km), "", point, wishes)


def _home(catalogue: Catalogue, near: str | None) -> tuple[Point | None, Home | None]:
    point = catalogue_service.point(catalogue, near)
    commune = catalogue.commune(near) if near else None
    return point, Home(commune.id, point.lat, point.lon) if commune and point else None


def _start(catalogue: Catalogue, start: str) -> str:
    if start in STAGES:
        return start
    for current in catalogue.resolve(start):
        if current in catalogue.certifications:
            return current
    raise UnknownStart


def _tracks(tracks: str | None) -> frozenset[Track]:
    asked = {track.strip() for track in (tracks or "").split(",") if track.strip()}
    if not asked <= TRACKS:
        raise MalformedInput
    return frozenset(track for track in get_args(Track) if track in asked)
