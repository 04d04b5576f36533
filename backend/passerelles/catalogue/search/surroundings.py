"""What is around a point: institutions with their distance, and the diplomas one may prepare there."""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import Places
from passerelles.catalogue.records import LearnerStatus

RADIUS_KM: Final = 40.0
WIDER_KM: Final = 120.0  # when nothing is nearer
KEPT: Final = 128  # places looked at lately


class Surroundings(Struct, frozen=True):
    """`institutions`: id to km. `certifications`: id to the km of the nearest place that teaches it."""

    institutions: dict[str, float]
    certifications: dict[str, float]
    facilities: dict[str, float]
    offers: Counter[str]  # programmes at the place itself, by certification
    statuses: dict[str, frozenset[LearnerStatus]]  # by certification, around


class Neighbourhoods:
    """Surroundings, computed once for each place that is asked for: towns come again and again."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._institutions = Places(catalogue.institutions.values())
        self._kept: OrderedDict[tuple[float, float], Surroundings] = OrderedDict()
        self._departments: dict[str, Surroundings] = {}

    def around(self, lat: float, lon: float) -> Surroundings:
        """What is within 40 km of a point; within 120 km when nothing is."""
        known = self._kept.get((lat, lon))
        if known is None:
            catalogue = self._catalogue
            near = self._institutions.near(lat, lon, RADIUS_KM) or self._institutions.near(lat, lon, WIDER_KM)
            facilities = catalogue.facilities_by_place.near(lat, lon, RADIUS_KM)
            known = _taught(catalogue, {one.id: km for km, one in near}, {one.id: km for km, one in facilities})
            self._kept[lat, lon] = known
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return known

    def inside(self, department: str) -> Surroundings:
        """What is in a department, all at the same distance."""
        if department not in self._departments:
            catalogue = self._catalogue
            inside = {one.id: 0.0 for one in catalogue.institutions.values() if one.department == department}
            facilities = {
                one.id: 0.0
                for one in catalogue.facilities.values()
                if (commune := catalogue.communes.get(one.commune)) and commune.department == department
            }
            self._departments[department] = _taught(catalogue, inside, facilities)
        return self._departments[department]


AT_THE_PLACE_KM: Final = 8.0


def _taught(catalogue: Catalogue, near: dict[str, float], facilities: dict[str, float]) -> Surroundings:
    certifications: dict[str, float] = {}
    statuses: dict[str, set[LearnerStatus]] = {}
    offers: Counter[str] = Counter()
    for institution, km in near.items():
        for programme in catalogue.programmes_at(institution):
            taught = programme.certification
            certifications[taught] = min(km, certifications.get(taught, km))
            statuses.setdefault(taught, set()).add(programme.status)
            offers[taught] += km <= AT_THE_PLACE_KM
    frozen = {taught: frozenset(known) for taught, known in statuses.items()}
    return Surroundings(near, certifications, facilities, offers, frozen)
