"""The companies around a school where a placement may be asked for: contacts, not offers."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.schemas import LegInternships

AROUND_KM: Final = 20.0

DOMAINS: Final[dict[str, frozenset[str]]] = {"bateaux-nautisme": frozenset({"20", "22", "23", "24", "25"})}
"""NSF domains (production) for whose students a company of a field is worth a call. Our reading."""


def placements_for(catalogue: Catalogue, ride: Ride) -> LegInternships | None:
    """How many companies of the leg's field are within 20 km of its school; None when there is none."""
    institution = catalogue.institutions.get(ride.programme.institution) if ride.programme else None
    if institution is None or institution.lat is None or institution.lon is None or not institution.commune:
        return None
    domain = (catalogue.certifications[ride.target].nsf or "")[:2]
    near = catalogue.companies_by_place.near(institution.lat, institution.lon, AROUND_KM)
    count = sum(domain in DOMAINS.get(company.field, frozenset()) for _, company in near)
    if not count:
        return None
    words = t("journeys.internships.one") if count == 1 else t("journeys.internships.many", count=count)
    return LegInternships(count=count, words=words, url=f"/stages?near={institution.commune}&max_km={AROUND_KM:.0f}")
