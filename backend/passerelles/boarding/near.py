"""Where houses are: their institutions' places, as the catalogue shown now knows them."""

from __future__ import annotations

from passerelles.catalogue import live
from passerelles.catalogue.live import NoEdition
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import distance_km
from passerelles.catalogue.records import Institution


def kilometres_between(one: str, other: str) -> float | None:
    """Distance as the crow flies between two institutions; None when a place is not known."""
    try:
        catalogue = live.current()
    except NoEdition:
        return None
    here, there = place(catalogue, one), place(catalogue, other)
    return None if here is None or there is None else distance_km(*here, *there)


def kilometres_from(catalogue: Catalogue, lat: float, lon: float, institution: str) -> float | None:
    """Distance as the crow flies from a point to an institution; None when its place is not known."""
    there = place(catalogue, institution)
    return None if there is None else distance_km(lat, lon, *there)


def place(catalogue: Catalogue, institution: str) -> tuple[float, float] | None:
    """Latitude and longitude of an institution, in degrees."""
    record: Institution | None = catalogue.institutions.get(institution)
    if record is None or record.lat is None or record.lon is None:
        return None
    return record.lat, record.lon
