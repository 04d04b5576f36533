"""CROUS residences: rooms for students, named to those past the bac when no bed of an internat is left."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import position
from passerelles.catalogue.records import Commune, Residence

END_OF_ADDRESS: Final = re.compile(r"(?:(?P<postcode>\d[\d ]{2,4}\d) |- )(?P<city>[^\d,]+)$")
RENT: Final = re.compile(r"Loyers?\s*(?P<rent>.+?)(?:\s*(?:Charges|Toutes charges|Tous les logements)\b|$)")
GLUED: Final = re.compile(
    r"(?<=[a-zà-ÿ²)])(?=(?:Bus|Tram|Tramway) )|(?<=m²)(?=\d)|(?<=€)(?=\w)"
    r"|(?<=T[1-6])(?=\d{3}[,.])|(?<=[a-zé])(?=\d{3}[,.])"
)
"""Where the copy lost the end of a line."""

ACCESSIBLE: Final = "Accessible PMR"


class Housing(Struct, frozen=True):
    """One residence as the copy of the CNOUS file writes it."""

    id: int
    nom: str
    adresse: str
    latitude: float | None = None
    longitude: float | None = None
    telephone: str = ""
    email: str = ""
    url_residence: str = ""
    url_reservation: str = ""
    services: tuple[str, ...] = ()
    description: str = ""


def import_residences(rows: list[Housing], account: Table, places: Places, territory: Territory) -> list[Residence]:
    """Residences of the territory: those whose address ends with one of its communes."""
    found = []
    for line, row in enumerate(rows, start=1):
        account.read += 1
        end = END_OF_ADDRESS.search(" ".join(row.adresse.split()))
        if not row.nom or not end:
            account.refuse(line, "residence_address", f"{row.nom} {row.adresse}")
            continue
        postcode = (end["postcode"] or "").replace(" ", "")
        commune = places.called(end["city"], postcode) or places.only(end["city"])
        if commune and territory.covers(commune.department):
            found.append(_residence(row, commune, account.source))
        else:
            account.ignore("elsewhere")
    return found


def _residence(row: Housing, commune: Commune, source: str) -> Residence:
    where = position(str(row.latitude), str(row.longitude))
    description = GLUED.sub(" ", typographic(row.description))
    rent = RENT.search(description)
    return Residence(
        id=f"CROUS:{row.id}",
        name=typographic(row.nom),
        address=typographic(row.adresse),
        city=commune.name,
        commune=commune.id,
        lat=where[0] if where else commune.lat,
        lon=where[1] if where else commune.lon,
        services=tuple(typographic(service) for service in row.services),
        description=description,
        rent=rent["rent"].strip(" :\u00a0") if rent else None,
        accessible=True if ACCESSIBLE in row.services else None,
        phone=row.telephone or None,
        mail=row.email or None,
        web=row.url_residence or row.url_reservation or None,
        source=source,
    )
