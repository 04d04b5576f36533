"""Annuaire de l'éducation: the lycées of March 2024, corrected by the vocational lycées of February 2026."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from passerelles.catalogue.importers.capitals import lowered
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.institution_kinds import kind_of
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory, department_of, department_of_uai
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import UAI, flag, position, text
from passerelles.catalogue.records import Institution

RENAMED: Final = {
    "uai": "Identifiant_de_l_etablissement",
    "nom_etablissement": "Nom_etablissement",
    "type_etablissement": "Type_etablissement",
    "adresse_1": "Adresse_1",
    "code_postal": "Code_postal",
    "nom_commune": "Nom_commune",
}
"""Headers that the publisher of the 2026 extract renamed."""

COLUMNS: Final = (
    "Adresse_2",
    "Code_commune",
    "Code_departement",
    "Statut_public_prive",
    "Telephone",
    "Web",
    "Mail",
    "Hebergement",
    "GRETA",
    "Apprentissage",
    "Fiche_onisep",
    "latitude",
    "longitude",
    "etat",
    "ministere_tutelle",
    "code_nature",
    "libelle_nature",
)
COLUMNS_2024: Final = (*RENAMED.values(), "Adresse_3", *COLUMNS)
COLUMNS_2026: Final = (*RENAMED, *COLUMNS)

ONISEP: Final = re.compile(r"ENS\.(\d+)")
MINISTRIES: Final = {
    "MINISTERE DE L'EDUCATION NATIONALE": "Éducation nationale",
    "AGRICULTURE": "Agriculture",
    "DEFENSE": "Défense",
    "MER": "Mer",
}


def import_institutions(base: Table, newer: Table, places: Places, territory: Territory) -> dict[str, Institution]:
    """Institutions of the territory by UAI. A cell filled in 2026 replaces that of 2024; an empty one does not."""
    sites: dict[str, list[Row]] = defaultdict(list)
    source: dict[str, str] = {}
    for table in (base, newer):
        seen: dict[str, list[Row]] = defaultdict(list)
        for line, raw in table:
            row = {RENAMED.get(name, name): cell for name, cell in raw.items()}
            uai = row["Identifiant_de_l_etablissement"]
            if not UAI.fullmatch(uai):
                table.refuse(line, "uai", uai)
            elif not territory.covers(department_of(row["Code_departement"]) or department_of_uai(uai)):
                table.ignore("elsewhere")
            elif not row["Nom_etablissement"]:
                table.refuse(line, "institution_name", uai)
            else:
                if seen[uai]:
                    table.ignore("other_site")
                seen[uai].append(row)
        for uai, found in seen.items():
            rows = sorted(found, key=_site_rank)
            sites[uai] = _overlaid(sites[uai], rows) if uai in sites else rows
            source[uai] = table.source
    return {uai: _institution(uai, rows, places, source[uai], base) for uai, rows in sites.items()}


def _overlaid(old: list[Row], new: list[Row]) -> list[Row]:
    """The newer main site, with the older cells where it has none, then all other sites."""
    main = {**old[0], **{name: cell for name, cell in new[0].items() if cell}}
    return [main, *old[1:], *new[1:]]


def _site_rank(row: Row) -> tuple[bool, str]:
    """First the site that has the school's own name: secondary sites add words to it."""
    return " - " in row["Nom_etablissement"], row["Adresse_1"]


def _institution(uai: str, rows: list[Row], places: Places, source: str, account: Table) -> Institution:
    """One institution from its sites, the main one first."""
    row = rows[0]
    commune = places.find(row["Code_commune"])
    if commune is None:
        account.note("unknown_commune")
    where = position(row["latitude"], row["longitude"])
    if where is None:
        account.note("no_position")
    address = ", ".join(part for part in (row["Adresse_1"], row["Adresse_2"]) if part)
    onisep = ONISEP.search(row["Fiche_onisep"])
    return Institution(
        id=f"UAI:{uai}",
        name=typographic(lowered(row["Nom_etablissement"])),
        kind=kind_of(row["Nom_etablissement"], row["code_nature"], row["libelle_nature"], row["ministere_tutelle"]),
        public={"Public": True, "Privé": False}.get(row["Statut_public_prive"]),
        commune=commune.id if commune else None,
        department=department_of(row["Code_departement"]) or department_of_uai(uai),
        address=typographic(lowered(address)) or None,
        postcode=text(row["Code_postal"]),
        city=typographic(row["Nom_commune"]) or None,
        lat=where[0] if where else None,
        lon=where[1] if where else None,
        phone=text(row["Telephone"]),
        web=_web(row["Web"]),
        mail=text(row["Mail"]),
        boarding=_any_flag(rows, "Hebergement"),
        greta=_any_flag(rows, "GRETA"),
        apprenticeship=_any_flag(rows, "Apprentissage"),
        closing=row["etat"] == "A FERMER",
        onisep=f"ENS:{onisep[1]}" if onisep else None,
        ministry=MINISTRIES.get(row["ministere_tutelle"], typographic(row["ministere_tutelle"].capitalize())) or None,
        source=source,
    )


def _any_flag(rows: list[Row], column: str) -> bool | None:
    """True when one site says so; None when no site says anything."""
    known = [value for row in rows if (value := flag(row[column])) is not None]
    return any(known) if known else None


def _web(cell: str) -> str | None:
    """An http address; a bare host name gets the scheme that browsers try first."""
    if not cell or " " in cell:
        return None
    if cell.startswith(("http://", "https://")):
        return cell
    return f"https://{cell}" if "." in cell and ":" not in cell else None
