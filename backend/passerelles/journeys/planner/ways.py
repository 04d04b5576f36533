"""Every way of riding into a diploma, compiled once per edition: all that does not depend on who asks.

A diploma is ridden into differently from 3e (through a common 2de) and from anywhere else (a bac pro is entered in
première): each has its own tables, one per status, sorted by latitude so that the nearest places to a home are found
without measuring the whole country.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import EARTH_KM, KM_PER_DEGREE, distance_km
from passerelles.catalogue.records import LearnerStatus, Programme, Track
from passerelles.catalogue.tracks import line_of
from passerelles.journeys.graph.stations import THIRD_YEAR
from passerelles.journeys.planner.prices import year_euros
from passerelles.journeys.planner.question import Home

FROM_PREMIERE_YEARS: Final = 2
RISKS: Final = {"low": 0, "medium": 1, "high": 2}

NEAREST: Final = 8
"""Places looked at per progression and status, nearest first."""

BANDS: Final = (0.3, 0.9, 2.7, 90.0)
"""Degrees of latitude looked at on each side, until the places found are nearer than the edge."""


class Way(Struct, frozen=True):
    """A programme one may ride, and the common year it begins with in the same institution."""

    programme: Programme
    via: Programme | None
    years: float
    town: str  # its commune, else its institution
    lat: float | None
    lon: float | None
    boarding: bool | None
    accessible: bool | None  # a room of the institution's declared house; None: nobody says
    bed_year_euros: float | None
    risk: int
    risk_known: bool
    employment: float | None  # percent in work 6 months after, of this school, else of the region

    def km(self, home: Home | None) -> float | None:
        """From home, None when either place is unknown."""
        if home is None or self.lat is None or self.lon is None:
            return None
        return distance_km(home.lat, home.lon, self.lat, self.lon)


class Near(NamedTuple):
    """A way and how far it is from home; None when either place is unknown."""

    km: float | None
    way: Way


class Table:
    """The ways into one diploma under one status."""

    def __init__(self, status: LearnerStatus, track: Track, ways: Sequence[Way]) -> None:
        self.status = status
        self.track = track
        self.shortest = min(way.years for way in ways)  # years
        self._by_risk = sorted(ways, key=lambda way: (way.risk, way.programme.id))
        rank = {way.programme.id: index for index, way in enumerate(self._by_risk)}
        self._placed = sorted((_placed(way, rank) for way in ways if way.lat is not None), key=_latitude)
        self._latitudes = [_latitude(place) for place in self._placed]
        self._nowhere = [way for way in self._by_risk if way.lat is None]
        self._by_town: dict[str, list[Way]] = defaultdict(list)
        for way in self._by_risk:
            self._by_town[way.town].append(way)
        self._last: tuple[Home, list[Near]] | None = None  # one question asks for the same home again and again

    def nearest(self, home: Home | None, most: int) -> list[Near]:
        """At most `most` ways, nearest first, unknown places last; the least asked for when there is no home."""
        if home is None:
            return [Near(None, way) for way in self._by_risk[:most]]
        last = self._last
        if last is None or last[0] != home or len(last[1]) < most:
            self._last = last = home, self._around(home, max(most, NEAREST))
        return last[1][:most]

    def _around(self, home: Home, most: int) -> list[Near]:
        phi, cosine = radians(home.lat), cos(radians(home.lat))
        found: list[tuple[float, int, Way]] = []
        for band in BANDS:
            low = bisect_left(self._latitudes, home.lat - band)
            high = bisect_right(self._latitudes, home.lat + band)
            found = [  # the haversine of `distance_km`, written out: this is measured thousands of times a question
                (sin((there - phi) / 2) ** 2 + cosine * cos_there * sin(radians(lon - home.lon) / 2) ** 2, rank, way)
                for _, there, cos_there, lon, rank, way in self._placed[low:high]
            ]
            found.sort()
            del found[most:]
            if len(found) == most and _km(found[-1][0]) <= band * KM_PER_DEGREE:
                break
        unknown = self._nowhere[: most - len(found)]
        return [*(Near(_km(half), way) for half, _, way in found), *(Near(None, way) for way in unknown)]

    def in_towns(self, towns: Iterable[str]) -> Iterator[Way]:
        """Those taught in these communes."""
        for town in towns:
            yield from self._by_town.get(town, ())


class _Place(NamedTuple):
    """A way where it is: latitude in degrees, then in radians with its cosine; longitude in degrees."""

    lat: float
    phi: float
    cosine: float
    lon: float
    rank: int  # among equally near ones
    way: Way


def tables_into(catalogue: Catalogue, target: str, source: str) -> tuple[Table, ...]:
    """The tables of a diploma for whom comes from `source`, made when first asked and kept with the edition."""
    known = catalogue.derived("journeys.ways", lambda _: dict[tuple[str, bool], tuple[Table, ...]]())
    key = target, source == THIRD_YEAR
    if key not in known:
        known[key] = _compile(catalogue, target, from_third_year=source == THIRD_YEAR)
    return known[key]


def way_at(catalogue: Catalogue, target: str, source: str, programme: Programme) -> Way | None:
    """The way into `target` at this very programme, even one that closes; None when one cannot enter it so."""
    for candidate, via, years in _ways_in(catalogue, target, from_third_year=source == THIRD_YEAR):
        if candidate.id == programme.id:
            return _way(catalogue, candidate, via, years)
    return None


def _compile(catalogue: Catalogue, target: str, *, from_third_year: bool) -> tuple[Table, ...]:
    by_status: dict[LearnerStatus, list[Way]] = defaultdict(list)
    for programme, via, years in _ways_in(catalogue, target, from_third_year=from_third_year):
        if _is_open(catalogue, programme):
            by_status[programme.status].append(_way(catalogue, programme, via, years))
    level = catalogue.certifications[target].level
    return tuple(Table(status, line_of(status, level), ways) for status, ways in by_status.items())


def _is_open(catalogue: Catalogue, programme: Programme) -> bool:
    """No journey of years begins in a school that closes, nor towards a diploma that closed without a successor."""
    institution = catalogue.institutions.get(programme.institution)
    if institution is not None and institution.closing:
        return False
    return catalogue.is_open(catalogue.certifications[programme.certification])


def _ways_in(
    catalogue: Catalogue, target: str, *, from_third_year: bool
) -> Iterator[tuple[Programme, Programme | None, float]]:
    """(programme, common year it begins with, years) for every way of riding into `target`."""
    programmes = catalogue.programmes_of(target)
    kind = catalogue.certifications[target].kind
    in_premiere = {p.institution for p in programmes if p.entry == "premiere"}
    for programme in programmes:
        if kind == "bac-pro" and from_third_year:
            yield from _from_third_year(catalogue, programme)
        elif kind == "bac-pro" and programme.status == "school":
            if programme.entry == "premiere" or programme.institution not in in_premiere:
                yield programme, None, FROM_PREMIERE_YEARS
        elif programme.entry == "first_year":
            yield programme, None, programme.years
    if kind == "bts":
        yield from _by_common_first_year(catalogue, target, programmes)


def _from_third_year(catalogue: Catalogue, programme: Programme) -> Iterator[tuple[Programme, Programme | None, float]]:
    """Straight from 3e, or by the common 2de of the same institution: the two capacities are never added up."""
    if programme.entry == "first_year" and programme.years >= catalogue.certifications[programme.certification].years:
        yield programme, None, programme.years
        return  # a shorter one is entered in première, whatever its file calls it
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


def _way(catalogue: Catalogue, programme: Programme, via: Programme | None, years: float) -> Way:
    institution = catalogue.institutions.get(programme.institution)
    house = catalogue.houses.get(programme.institution.replace("UAI:", "HOUSE:", 1))
    rank = catalogue.pressure_of((via or programme).id).rank  # one competes for the entry
    outcome = catalogue.outcome_of(programme.certification, programme.status, programme.institution)
    figure = outcome.employment.get("6") if outcome else None
    placed = institution is not None and institution.lat is not None and institution.lon is not None
    return Way(
        programme=programme,
        via=via,
        years=years,
        town=(institution.commune if institution else None) or programme.institution,
        lat=institution.lat if institution and placed else None,
        lon=institution.lon if institution and placed else None,
        boarding=institution.boarding if institution else None,
        accessible=any(zone.accessible for zone in house.zones) if house else None,
        bed_year_euros=year_euros(house.tariffs) if house else None,
        risk=RISKS[rank] if rank else 1,
        risk_known=rank is not None,
        employment=figure.value if figure else None,
    )


def _placed(way: Way, rank: Mapping[str, int]) -> _Place:
    lat, lon = way.lat or 0.0, way.lon or 0.0
    return _Place(lat, radians(lat), cos(radians(lat)), lon, rank[way.programme.id], way)


def _latitude(place: _Place) -> float:
    return place.lat


def _km(half: float) -> float:
    """From the haversine to kilometres."""
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
