"""The bed joined to a leg: the institution's own house, else the nearest published one within reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import distance_km
from passerelles.catalogue.records import Institution
from passerelles.catalogue.tracks import HIGHER_EDUCATION_LEVEL
from passerelles.core.messages import t
from passerelles.journeys.bed_prices import price_of
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.residences import residences_near
from passerelles.journeys.schemas import LegBoarding, ResidenceOut

REACH_KM: Final = 15.0
"""From a house to a school: a boarder has a bus to take each morning and evening."""


def bed_for(
    catalogue: Catalogue, ride: Ride, houses: Sequence[OpenHouse], *, accepted: bool, accessible: bool = False
) -> LegBoarding | None:
    """The bed of one leg; None when nobody sleeps there: at home every night, or boarding refused, or a lead.

    `accessible`: houses known to have no accessible room are left out.
    """
    institution = catalogue.institutions.get(ride.programme.institution) if ride.programme else None
    if institution is None or not accepted:
        return None
    if accessible:
        houses = [house for house in houses if house.accessible is not False or house.institution == institution.id]
    published = _nearest(catalogue, institution, houses)
    if published and accessible and published[1].accessible is False:
        return _none(institution, _rooms(catalogue, ride, institution, accessible=True)) if ride.far else None
    if published and (ride.far or published[1].institution == institution.id):
        full = published[1].state in ("waiting", "closed")
        rooms = _rooms(catalogue, ride, institution, accessible=accessible) if full else []
        return _published(institution, *published, needed=ride.far, rooms=rooms)
    rooms = _rooms(catalogue, ride, institution, accessible=accessible) if ride.far else []
    if institution.boarding:
        return _unpublished(institution, needed=ride.far, rooms=rooms)
    return _none(institution, rooms) if ride.far else None


def _rooms(catalogue: Catalogue, ride: Ride, institution: Institution, *, accessible: bool) -> list[ResidenceOut]:
    """Residences are for students, past the bac."""
    if catalogue.certifications[ride.target].level < HIGHER_EDUCATION_LEVEL:
        return []
    return residences_near(catalogue, institution, accessible=accessible)


def _nearest(
    catalogue: Catalogue, institution: Institution, houses: Sequence[OpenHouse]
) -> tuple[float | None, OpenHouse] | None:
    own = _own(institution, houses)
    if own:
        return 0.0, own
    found = [(km, house) for house in houses if (km := _km(catalogue, institution, house)) is not None]
    within = [(km, house) for km, house in found if km <= REACH_KM]
    return min(within, key=lambda pair: (pair[0], pair[1].id), default=None)


def _own(institution: Institution, houses: Sequence[OpenHouse]) -> OpenHouse | None:
    return next((house for house in houses if house.institution == institution.id), None)


def _km(catalogue: Catalogue, institution: Institution, house: OpenHouse) -> float | None:
    place = catalogue.institutions.get(house.institution)
    if place is None or place.lat is None or place.lon is None or institution.lat is None or institution.lon is None:
        return None
    return distance_km(institution.lat, institution.lon, place.lat, place.lon)


def _published(
    institution: Institution, km: float | None, house: OpenHouse, *, needed: bool, rooms: list[ResidenceOut]
) -> LegBoarding:
    return LegBoarding(
        house=house.id,
        name=house.name,
        own=house.institution == institution.id,
        distance_km=None if km is None else round(km, 1),
        state=house.state,
        state_words=t(f"journeys.boarding.{house.state}"),
        as_of=house.as_of,
        note=t("journeys.boarding.note"),
        needed=needed,
        demo=house.demo,
        url=url_of(house.id),
        accessible=house.accessible,
        price=price_of(house),
        residences=rooms,
    )


def _unpublished(institution: Institution, *, needed: bool, rooms: list[ResidenceOut]) -> LegBoarding:
    return LegBoarding(
        house=None,
        name=t("journeys.boarding.unpublished_name", institution=institution.name),
        own=True,
        distance_km=0.0,
        state=None,
        state_words=t("journeys.boarding.unpublished"),
        as_of=None,
        note=t("journeys.boarding.ask"),
        needed=needed,
        demo=False,
        url=url_of(institution.id),
        accessible=None,
        price=None,
        residences=rooms,
    )


def _none(institution: Institution, rooms: list[ResidenceOut]) -> LegBoarding:
    return LegBoarding(
        house=None,
        name=t("journeys.boarding.none_name"),
        own=False,
        distance_km=None,
        state=None,
        state_words=t("journeys.boarding.none"),
        as_of=None,
        note=t("journeys.boarding.ask"),
        needed=True,
        demo=False,
        url=f"/internats?near={institution.commune}" if institution.commune else None,
        accessible=None,
        price=None,
        residences=rooms,
    )
