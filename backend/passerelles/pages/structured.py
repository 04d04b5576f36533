"""JSON-LD for search engines and assistants, from the same answers as the screen. Only what is published: no guess."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from passerelles.boarding.schemas import HouseOut
from passerelles.catalogue.schemas import CertificationOut, InstitutionBrief, InstitutionOut, JobPage, ProgrammeOut
from passerelles.journeys.schemas import ItineraryOut, LegOut

Json = dict[str, Any]
CONTEXT = "https://schema.org"


def certification(found: CertificationOut, base: str) -> Json:
    """A diploma: a `Course` with the places that teach it."""
    return {
        "@context": CONTEXT,
        "@type": "Course",
        "name": found.label,
        "description": found.kind_words,
        "url": base + found.url,
        "courseCode": found.id.partition(":")[2],
        "educationalCredentialAwarded": found.label,
        "provider": [organisation(place, base) for place in _places(found.programmes)],
    }


def programme(found: ProgrammeOut, base: str) -> Json:
    """A diploma taught somewhere: an `EducationalOccupationalProgram`."""
    return {
        "@context": CONTEXT,
        "@type": "EducationalOccupationalProgram",
        "name": found.certification.label,
        "url": base + found.url,
        "timeToComplete": f"P{found.years}Y",
        "educationalProgramMode": "apprenticeship" if found.status == "apprenticeship" else "full-time",
        "educationalCredentialAwarded": found.certification.label,
        "provider": organisation(found.institution, base),
    }


def institution(found: InstitutionOut, base: str) -> Json:
    """A school: an `EducationalOrganization` with its address."""
    known = {
        "streetAddress": found.address,
        "postalCode": found.postcode,
        "addressLocality": found.city,
        "addressCountry": "FR",
    }
    made: Json = {
        "@context": CONTEXT,
        "@type": "EducationalOrganization",
        "name": found.name,
        "url": base + found.url,
        "address": {"@type": "PostalAddress", **{name: value for name, value in known.items() if value}},
    }
    if found.phone:
        made["telephone"] = found.phone
    if found.web:
        made["sameAs"] = found.web
    if found.lat is not None and found.lon is not None:
        made["geo"] = {"@type": "GeoCoordinates", "latitude": found.lat, "longitude": found.lon}
    return made


def job(found: JobPage, base: str) -> Json:
    """A job: an `Occupation` with the diplomas that lead to it."""
    return {
        "@context": CONTEXT,
        "@type": "Occupation",
        "name": found.label,
        "url": f"{base}/metiers/{found.id}",
        "qualifications": [
            {"@type": "EducationalOccupationalCredential", "name": one.label, "url": base + one.url}
            for one in found.certifications
        ],
    }


def itinerary(found: ItineraryOut, base: str) -> Json:
    """A journey: an `ItemList` of programmes in the order in which they are ridden."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": found.title,
        "url": base + found.url,
        "numberOfItems": len(found.legs),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": _ride(leg, base)}
            for position, leg in enumerate(found.legs, 1)
        ],
    }


def house(found: HouseOut, base: str) -> Json:
    """A boarding house: an `Accommodation` of its school. No free bed is ever counted here."""
    made: Json = {
        "@context": CONTEXT,
        "@type": "Accommodation",
        "name": found.name,
        "url": base + found.url,
        "containedInPlace": organisation(found.institution, base),
    }
    if found.phone:
        made["telephone"] = found.phone
    return made


def organisation(found: InstitutionBrief, base: str) -> Json:
    return {"@type": "EducationalOrganization", "name": found.name, "url": base + found.url}


def _ride(leg: LegOut, base: str) -> Json:
    if leg.programme:
        return {name: value for name, value in programme(leg.programme, base).items() if name != "@context"}
    return {"@type": "Course", "name": leg.lead.label if leg.lead else leg.to.label}


def _places(programmes: Iterable[ProgrammeOut]) -> list[InstitutionBrief]:
    return list({one.institution.id: one.institution for one in programmes}.values())
