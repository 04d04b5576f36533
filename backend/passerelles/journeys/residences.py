"""CROUS residences near a school of higher education: shown when no bed of an internat is known to be free."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import ROOMS_KM, Places
from passerelles.catalogue.records import Institution, Residence
from passerelles.journeys.schemas import ResidenceOut

MOST: Final = 2


def residences_near(catalogue: Catalogue, institution: Institution, *, accessible: bool) -> list[ResidenceOut]:
    """The nearest residences within reach; those known to be out of reach of a wheelchair are left out if asked."""
    if institution.lat is None or institution.lon is None:
        return []
    places = catalogue.derived("journeys.residences", _places)
    near = places.near(institution.lat, institution.lon, ROOMS_KM)
    kept = [(km, one) for km, one in near if not (accessible and one.accessible is False)]
    return [_out(catalogue, one, km) for km, one in kept[:MOST]]


def _places(catalogue: Catalogue) -> Places[Residence]:
    return Places(catalogue.residences.values())


def _out(catalogue: Catalogue, residence: Residence, km: float) -> ResidenceOut:
    source = catalogue.sources.get(residence.source)
    return ResidenceOut(
        id=residence.id,
        name=residence.name,
        city=residence.city,
        distance_km=round(km, 1),
        rent=residence.rent,
        accessible=residence.accessible,
        url=residence.web,
        source=source.title if source else residence.source,
    )
