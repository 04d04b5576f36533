"""Onisep's sheets of diplomas (`FOR:267`): the texts of 2025, the passage table of 2026, the list of 2022.

Where two files know the same thing, the sheet with the texts is right, then the newer file. ODbL.
"""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct

from passerelles.catalogue.importers.onisep_jobs import JobNames
from passerelles.catalogue.importers.reading import REPEATED
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.typography import folded
from passerelles.catalogue.importers.values import CFD

SOURCES: Final = ("onisep-fiches-2025-10", "onisep-passage-2026-01", "onisep-formations-2022")
"""Ids of the three files, in the order of trust."""

IDENTIFIER: Final = re.compile(r"FOR\.(\d+)")
LEVEL: Final = re.compile(r"niveau ([3-8])")
YEARS: Final = re.compile(r"(\d+) ans?")

JOB_LABELS: Final = "metiers_formation/metier/libelle"
JOB_IDS: Final = ("metiers_formation/metier/id", "metiers_formation/metier@id")
NEXT_LABELS: Final = ("poursuites_etudes/poursuite_etudes/formation_poursuite_Etudes",)
JOB_ID: Final = re.compile(r"MET\.(\d+)")

SHEET_COLUMNS: Final = (
    "identifiant",
    "code_scolarite",
    "libelle_complet",
    "type_Formation/type_formation_libelle",
    "descriptif_acces",
    "descriptif_poursuite_etudes",
)
PASSAGE_COLUMNS: Final = ("ci_intitule", "ci_code_scolarite", "ci_code_rncp", "ideo_identifiant_formation")
COLUMNS_2022: Final = (
    "libellé type formation",
    "libellé formation principal",
    "durée",
    "code RNCP",
    "libellé niveau RNCP",
    "lien site onisep.fr",
    "domaine/sous-domaine",
)


class Sheet(Struct, frozen=True, kw_only=True):
    """What the files say together of one sheet. Empty: unknown."""

    id: str  # "FOR:267"
    sources: tuple[str, ...]  # Source.id, the surest first
    label: str = ""
    cfd: str = ""
    rncp: str = ""
    acronym: str = ""
    type: str = ""  # folded: "brevet de technicien superieur"
    level: int = 0
    years: int = 0
    access: str = ""
    expected: str = ""
    further: str = ""
    following: tuple[str, ...] = ()  # labels or ids of what it lists as what follows
    jobs: tuple[str, ...] = ()  # MET ids
    subdomains: tuple[str, ...] = ()


class Sheets(Struct, frozen=True, kw_only=True):
    """All sheets by id, and how many job names of theirs were found."""

    by_id: dict[str, Sheet]
    job_links: int
    lost_jobs: dict[str, int]  # names of no job, with the number of sheets that use them


def import_sheets(texts: Table, passage: Table, older: Table, names: JobNames, subdomains: Subdomains) -> Sheets:
    """Sheets of the three files. `names` says which jobs exist."""
    lost: dict[str, int] = {}
    found = [
        _texts(texts, names, lost),
        _passage(passage),
        _older(older, subdomains),
    ]
    identifiers = dict.fromkeys(identifier for sheets in found for identifier in sheets)
    by_id = {one: _merged([sheets[one] for sheets in found if one in sheets]) for one in identifiers}
    return Sheets(by_id=by_id, job_links=sum(len(sheet.jobs) for sheet in by_id.values()), lost_jobs=lost)


def _texts(table: Table, names: JobNames, lost: dict[str, int]) -> dict[str, Sheet]:
    sheets = {}
    for line, row in table:
        identifier = IDENTIFIER.fullmatch(row["identifiant"])
        if not identifier or not row["libelle_complet"]:
            table.refuse(line, "sheet_form", row["identifiant"])
            continue
        sheets[f"FOR:{identifier[1]}"] = Sheet(
            id=f"FOR:{identifier[1]}",
            sources=(table.source,),
            label=row["libelle_complet"],
            cfd=row["code_scolarite"] if CFD.fullmatch(row["code_scolarite"]) else "",
            acronym=row.get("sigle", ""),
            type=folded(row["type_Formation/type_formation_libelle"]),
            level=_number(LEVEL, row.get("niveau_certification", "")),
            years=_number(YEARS, row.get("duree_formation", "")),
            access=row["descriptif_acces"],
            expected=row.get("attendus", ""),
            further=row["descriptif_poursuite_etudes"],
            following=tuple(label for column in NEXT_LABELS for label in _several(row, column)),
            jobs=_jobs(row, table, names, lost),
        )
    return sheets


def _jobs(row: Row, table: Table, names: JobNames, lost: dict[str, int]) -> tuple[str, ...]:
    """MET ids of the official file; where it has none, those that the names lead to."""
    cells = [cell for column in JOB_IDS for cell in _several(row, column)]
    given = [f"MET:{match[1]}" for cell in cells if (match := JOB_ID.search(cell))]
    if given:
        return tuple(dict.fromkeys(one for one in given if one in names.known))
    found = []
    for label in _several(row, JOB_LABELS):
        identifier = names.find(label)
        if identifier:
            found.append(identifier)
        else:
            lost[label] = lost.get(label, 0) + 1
            table.note("job_name_unknown")
    return tuple(dict.fromkeys(found))


def _passage(table: Table) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    for line, row in table:
        cell, cfd = row.get("ideo_identifiant_formation", ""), row.get("ci_code_scolarite", "")
        identifier = IDENTIFIER.fullmatch(cell)
        if not cell:
            table.ignore("without_sheet")
        elif not identifier:
            table.refuse(line, "sheet_form", cell)
        elif cfd and not CFD.fullmatch(cfd):
            table.refuse(line, "cfd_form", cfd)
        else:
            level = row.get("ci_niveau_europeen", "")
            sheet = Sheet(
                id=f"FOR:{identifier[1]}",
                sources=(table.source,),
                label=row.get("ideo_libelle_complet_formation", "") or row["ci_intitule"],
                cfd=cfd,
                rncp=row.get("ci_code_rncp", ""),
                type=folded(row.get("ci_intitule_type_diplome", "")),
                level=int(level) if level.isdigit() and 3 <= int(level) <= 8 else 0,
            )
            known = sheets.get(sheet.id)
            sheets[sheet.id] = _merged([known, sheet]) if known else sheet
    return sheets


def _older(table: Table, subdomains: Subdomains) -> dict[str, Sheet]:
    sheets = {}
    for line, row in table:
        identifier = IDENTIFIER.search(row["lien site onisep.fr"])
        if not identifier or not row["libellé formation principal"]:
            table.refuse(line, "sheet_form", row["lien site onisep.fr"])
            continue
        sheets[f"FOR:{identifier[1]}"] = Sheet(
            id=f"FOR:{identifier[1]}",
            sources=(table.source,),
            label=row["libellé formation principal"],
            rncp="" if row["code RNCP"] == "0" else row["code RNCP"],
            acronym=row.get("sigle formation", ""),
            type=folded(row["libellé type formation"]),
            level=_number(LEVEL, row["libellé niveau RNCP"]),
            years=_number(YEARS, row["durée"]),
            subdomains=subdomains.read(row["domaine/sous-domaine"]),
        )
    return sheets


def _merged(sheets: list[Sheet]) -> Sheet:
    """The first known value of each field, the sheets in the order of trust."""
    fields: dict[str, Any] = {}
    for name in Sheet.__struct_fields__:
        fields[name] = next((value for sheet in sheets if (value := getattr(sheet, name))), getattr(sheets[0], name))
    fields["sources"] = tuple(dict.fromkeys(source for sheet in sheets for source in sheet.sources))
    return Sheet(**fields)


def _several(row: Row, column: str) -> tuple[str, ...]:
    return tuple(text for text in row.get(column, "").split(REPEATED) if text)


def _number(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return int(match[1]) if match else 0
