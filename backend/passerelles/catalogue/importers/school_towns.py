"""What the annuaire knows of communes that the COG extract leaves out: the article of a name, postcodes, new communes.

The list of 2018 has neither: "Rochelle" for La Rochelle, no postcode, no commune of overseas collectivities. Only towns
with a lycée gain something.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import fmean
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory, department_of
from passerelles.catalogue.importers.typography import folded, typographic
from passerelles.catalogue.importers.values import position
from passerelles.catalogue.records import Commune

DISTRICTS: Final = {
    **{f"751{number:02}": "75056" for number in range(1, 21)},
    **{f"132{number:02}": "13055" for number in range(1, 17)},
    **{f"6938{number}": "69123" for number in range(1, 10)},
}
"""Insee codes of the arrondissements of Paris, Marseille and Lyon: a town for whom looks for a school near home."""

ARTICLE: Final = re.compile(r"^(?:L['’]\s?|(?:Le|La|Les) )", re.IGNORECASE)
INSEE: Final = re.compile(r"\d[0-9AB]\d{3}")
POSTCODE: Final = re.compile(r"\d{5}")


def completed(places: Places, annuaire: Table, territory: Territory) -> Places:
    """The same communes, those without postcodes completed, and the missing ones with the middle of their lycées."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for _, row in annuaire.peek():
        code = row["Code_commune"]
        if INSEE.fullmatch(code):
            rows[DISTRICTS.get(code, code)].append(row)
    known = [
        _with_schools(one, rows.get(one.id.removeprefix("COM:"), []), annuaire.source) if one.source else one
        for one in places.communes
    ]
    described = {commune.department for commune in places.communes}
    new = [
        commune
        for code, found in sorted(rows.items())
        if (commune := _new(code, found, territory, annuaire.source)) and commune.department not in described
    ]
    return Places((*known, *new))


def _with_schools(commune: Commune, rows: list[Row], source: str) -> Commune:
    """A commune of 2018 as its lycées, which `source` lists, write it."""
    code = commune.id.removeprefix("COM:")
    districts = tuple(f"COM:{district}" for district, city in DISTRICTS.items() if city == code)
    agreeing = [row for row in rows if districts or _same(row["Nom_commune"], commune.name)]
    names = Counter(row["Nom_commune"] for row in agreeing if _same(row["Nom_commune"], commune.name))
    return replace(
        commune,
        name=_named(commune.name, _first(names)) if names and not districts else commune.name,
        postcodes=_postcodes(agreeing, commune.department),
        former=(*commune.former, *districts),
        source=f"{commune.source} + {source}" if agreeing else commune.source,
    )


def _new(code: str, rows: list[Row], territory: Territory, source: str) -> Commune | None:
    """A commune that only the annuaire names, in the middle of its lycées; None when nothing says where."""
    department = department_of(rows[0]["Code_departement"])
    where = [place for row in rows if (place := position(row["latitude"], row["longitude"]))]
    if not department or not code.startswith(department) or not where or not territory.covers(department):
        return None
    return Commune(
        id=f"COM:{code}",
        name=typographic(_first(Counter(row["Nom_commune"] for row in rows))),
        department=department,
        postcodes=_postcodes(rows, department),
        lat=round(fmean(lat for lat, _ in where), 5),
        lon=round(fmean(lon for _, lon in where), 5),
        source=source,
    )


def _same(said: str, known: str) -> bool:
    """Whether both name the same town, but for its article or for the towns it merged with since."""
    plain = folded(ARTICLE.sub("", said))
    return plain == folded(ARTICLE.sub("", known)) or plain.startswith(f"{folded(known)} ")


def _named(known: str, said: str) -> str:
    """The known spelling, which has its accents, with the article that is said; the new name of a merged town."""
    if folded(ARTICLE.sub("", said)) != folded(ARTICLE.sub("", known)):
        return typographic(said)
    article = ARTICLE.match(said)
    return typographic(said[: article.end()] + known) if article and not ARTICLE.match(known) else known


def _postcodes(rows: Iterable[Row], department: str) -> tuple[str, ...]:
    found = {row["Code_postal"] for row in rows if "CEDEX" not in row.get("Adresse_3", "").upper()}
    return tuple(sorted(code for code in found if POSTCODE.fullmatch(code) and code[:2] == department[:2]))


def _first(names: Counter[str]) -> str:
    """The most said, then the first by letter."""
    return min(names, key=lambda name: (-names[name], name))
