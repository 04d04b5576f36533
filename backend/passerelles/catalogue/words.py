"""The catalogue's words: what a number, a code or an unknown is called on screen."""

from __future__ import annotations

import re

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind, Institution, Procedure, Programme
from passerelles.catalogue.schemas import Confidence
from passerelles.core.messages import catalogue as messages
from passerelles.core.messages import t

ARTICLE = re.compile(r"(les?) (.+)", re.IGNORECASE)
VOWEL = re.compile(r"[aeéèêiîoôuœ]|h[eéèiy]", re.IGNORECASE)
"""How a name begins that elides "de"; before a, o and u the h of place names is most often aspirated."""

KINDS_ENTERED_IN_SECOND: tuple[CertificationKind, ...] = ("2de-pro", "2de-gt", "bac-pro", "bac-general", "bac-techno")


def department(code: str | None) -> str | None:
    """ "85" → "Vendée"; an unknown code is shown as it is."""
    return messages().get(f"territories.departments.{code}", code) if code else None


def region(code: str) -> str:
    """ "52" → "Pays de la Loire"."""
    return messages().get(f"territories.regions.{code}", code)


def scope(of: str) -> str:
    """The scope of a figure: "établissement", "région Pays de la Loire", "France"; never a bare code."""
    kind, _, code = of.partition(":")
    if kind == "UAI":
        return t("catalogue.scopes.institution")
    return t("catalogue.scopes.region", name=region(code)) if kind == "region" else t("catalogue.scopes.france")


def short_scope(of: str) -> str:
    """The same, short enough for a pill: "région"."""
    return t("catalogue.scopes.region_short") if of.startswith("region:") else scope(of)


def vintage(of: str) -> str:
    """ "2022_2023" → "2022-2023"."""
    return of.replace("_", "-")


def vintage_in(procedure: Procedure, of: str) -> str:
    """ "rentrée 2022", or "session 2024" for Parcoursup."""
    return t(f"catalogue.vintages.{'session' if procedure == 'parcoursup' else 'rentree'}", year=vintage(of))


def number(value: float) -> str:
    """At most one decimal, with a comma: "14", "0,8"."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded).replace(".", ",")


def distance(km: float) -> str:
    """ "36 km à vol d’oiseau"."""
    return t("catalogue.distance_near") if km < 1 else t("catalogue.distance", km=round(km))


def of_place(name: str) -> str:
    """ "de Challans", "des Sables-d’Olonne", "du Mans", "d’Angers"."""
    if found := ARTICLE.match(name):
        return t(f"catalogue.of_place.{found[1].lower()}", rest=found[2])
    return t(f"catalogue.of_place.{'vowel' if VOWEL.match(name) else 'other'}", name=name)


def entry(programme: Programme, certification: Certification) -> str:
    """Where one comes in: "entrée en 2de", "entrée en 1re", "entrée en 1re année"."""
    if programme.entry == "premiere":
        return t("catalogue.entries.premiere")
    second = certification.kind in KINDS_ENTERED_IN_SECOND
    return t(f"catalogue.entries.{'second' if second else 'first_year'}")


def kind(of: CertificationKind) -> str:
    """ "Baccalauréat professionnel"."""
    return t(f"catalogue.kinds.{of}")


def years(count: int) -> str:
    return t("catalogue.details.year") if count == 1 else t("catalogue.details.years", count=count)


def sector(catalogue: Catalogue, identifier: str | None) -> str | None:
    found = catalogue.sectors.get(identifier) if identifier else None
    return found.label if found else None


def confidence(of: Confidence) -> str:
    """How sure a progression is, in words."""
    return t(f"catalogue.confidences.{of}")


def no_place(institution: Institution) -> str | None:
    """What is said instead of a place, or None when the place is known."""
    if institution.lat is not None and institution.lon is not None:
        return None
    where = department(institution.department)
    return t("catalogue.no_place", department=where) if where else t("catalogue.no_place_at_all")
