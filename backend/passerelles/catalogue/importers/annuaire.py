"""Annuaire de l'éducation: the lycées of March 2024, corrected by the vocational lycées of February 2026."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

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
COLUMNS_2024: Final = (*RENAMED.values(), *COLUMNS)
COLUMNS_2026: Final = (*RENAMED, *COLUMNS)

ONISEP: Final = re.compile(r"ENS\.(\d+)")
MINISTRIES: Final = {"MINISTERE DE L'EDUCATION NATIONALE": "Éducation nationale", "AGRICULTURE": "Agriculture"}


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
                table.refuse(line, "Ce numéro d’établissement (UAI) n’a pas sept chiffres et une lettre.", uai)
            elif not territory.covers(department_of(row["Code_departement"]) or department_of_uai(uai)):
                table.ignore("Hors du territoire.")
            elif not row["Nom_etablissement"]:
                table.refuse(line, "Cet établissement n’a pas de nom.", uai)
            else:
                if seen[uai]:
                    table.ignore("Autre site du même établissement (même UAI).")
                seen[uai].append(row)
        for uai, rows in seen.items():
            sites[uai] = [_overlaid(sites[uai], rows)] if table is newer and uai in sites else rows
            source[uai] = table.source
    return {uai: _institution(uai, rows, places, source[uai], base) for uai, rows in sites.items()}


def _overlaid(old: list[Row], new: list[Row]) -> Row:
    """The newer row, with the older cells where it has none."""
    merged = dict(_main_site(old))
    merged.update({name: cell for name, cell in _main_site(new).items() if cell})
    if any(row["Hebergement"] == "1" for row in (*old, *new)) and not _main_site(new)["Hebergement"]:
        merged["Hebergement"] = "1"
    return merged


def _main_site(rows: list[Row]) -> Row:
    """The site that has the school's own name: secondary sites add words to it."""
    return min(rows, key=lambda row: (" - " in row["Nom_etablissement"], row["Adresse_1"]))


def _institution(uai: str, rows: list[Row], places: Places, source: str, account: Table) -> Institution:
    row = _main_site(rows)
    commune = places.find(row["Code_commune"])
    if commune is None:
        account.note("Commune absente du COG : l’établissement garde sa position et le nom de sa ville.")
    where = position(row["latitude"], row["longitude"])
    if where is None:
        account.note("Position absente : l’établissement reste hors des distances.")
    address = ", ".join(part for part in (row["Adresse_1"], row["Adresse_2"]) if part)
    onisep = ONISEP.search(row["Fiche_onisep"])
    return Institution(
        id=f"UAI:{uai}",
        name=typographic(row["Nom_etablissement"]),
        kind=kind_of(row["Nom_etablissement"], row["code_nature"], row["libelle_nature"], row["ministere_tutelle"]),
        public={"Public": True, "Privé": False}.get(row["Statut_public_prive"]),
        commune=commune.id if commune else None,
        department=department_of(row["Code_departement"]) or department_of_uai(uai),
        address=typographic(address) or None,
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
