"""Sirene, establishments of one sector by department: possible contacts, never offers."""

from __future__ import annotations

import re
from typing import Final

from passerelles.catalogue.importers.capitals import lowered
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import position
from passerelles.catalogue.records import Company

SirenLine = tuple[str, str, str, float | None, float | None, int | None, int, str, str]
"""Name, sign, address, latitude, longitude, size band, RGE label, SIRET, complement of address."""

SIZES: Final = (  # headcount of the whole company, in Sirene's order of bands
    None,  # not an employer, or unknown
    "1 ou 2 salariés",
    "3 à 5 salariés",
    "6 à 9 salariés",
    "10 à 19 salariés",
    "20 à 49 salariés",
    "50 à 99 salariés",
    "100 à 199 salariés",
    "200 à 249 salariés",
    "250 à 499 salariés",
    "500 à 999 salariés",
    "1 000 à 1 999 salariés",
    "2 000 à 4 999 salariés",
    "5 000 à 9 999 salariés",
    "10 000 salariés et plus",
)
SIRET: Final = re.compile(r"\d{14}")
ARTICLE_LAST: Final = re.compile(r"^(.+) \((l[ae]s?)\)$", re.IGNORECASE)
CITY: Final = re.compile(r"\b(\d{5}) (.+)$")


def import_companies(lines: list[SirenLine], account: Table, field: str, places: Places) -> list[Company]:
    """Companies of one file. `field` is the name of the sector, `account` keeps the count of the rows."""
    companies = []
    for number, (name, sign, address, lat, lon, size, _rge, siret, complement) in enumerate(lines, start=1):
        account.read += 1
        city = CITY.search(address)
        if not SIRET.fullmatch(siret):
            account.refuse(number, "siret", f"{name} {siret}")
        elif not name or not city:
            account.refuse(number, "company_incomplete", f"{siret} {address}")
        else:
            where = position(str(lat), str(lon))
            town = _town(city[2], city[1], places)
            companies.append(
                Company(
                    id=f"SIRET:{siret}",
                    name=typographic(lowered(name)),
                    sign=typographic(lowered(sign)) or None,
                    address=typographic(
                        ", ".join(part for part in (complement, f"{address[: city.start()]}{city[1]} {town}") if part)
                    ),
                    city=town,
                    lat=where[0] if where else None,
                    lon=where[1] if where else None,
                    size=SIZES[size] if size is not None and 0 <= size < len(SIZES) else None,
                    field=field,
                )
            )
    return companies


def _town(name: str, postcode: str, places: Places) -> str:
    """The commune's own spelling; Sirene has "Sables d'Olonne (les)" too."""
    straight = ARTICLE_LAST.sub(r"\2 \1", name)
    return places.spelled(straight, postcode) or typographic(straight)
