"""The campus's own programmes: those that no open file lists by institution.

Apprenticeship below BTS, continuing education, VAE.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from passerelles.catalogue.importers.bcn import heads
from passerelles.catalogue.importers.certifications import Nomenclature, certification_id, label_of
from passerelles.catalogue.importers.orion import programme_id
from passerelles.catalogue.importers.reading import read_table
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import UAI, whole
from passerelles.catalogue.records import Entry, Figure, LearnerStatus, Programme

SOURCE: Final = "campus-programmes"
ADDED_BY: Final = "campus"
COLUMNS: Final = ("uai", "cfd", "statut", "entree", "annees", "places", "millesime", "rythme", "source")
STATUSES: Final[dict[str, LearnerStatus]] = {
    "scolaire": "school",
    "apprentissage": "apprenticeship",
    "formation continue": "continuing",
    "vae": "vae",
}
ENTRIES: Final[dict[str, Entry]] = {"": "first_year", "1re année": "first_year", "1re": "premiere"}
MAX_YEARS: Final = 8


def open_own_programmes(path: Path) -> Table:
    """The campus's file, saved by a spreadsheet in UTF-8 or Windows-1252.

    Raises:
        UnreadableFileError: see `read_table`.
    """
    return read_table(path, COLUMNS, source=SOURCE, encodings=("utf-8-sig", "cp1252"))


def import_programmes(table: Table, nomenclature: Nomenclature) -> list[Programme]:
    """Programmes that the campus vouches for. A closed diploma becomes the only one that replaces it."""
    programmes: dict[str, Programme] = {}
    for line, row in table:
        refusal = _refusal(row, nomenclature)
        if refusal:
            table.refuse(line, refusal, f"{row['uai']} {row['cfd']} {row['statut']}")
            continue
        programme = _programme(row, nomenclature)
        if programme.id in programmes:
            table.refuse(line, "programme_twice", programme.id)
        else:
            programmes[programme.id] = programme
    return list(programmes.values())


def _refusal(row: Row, nomenclature: Nomenclature) -> str | None:
    years = whole(row["annees"])
    checks = (
        (bool(UAI.fullmatch(row["uai"])), "uai"),
        (row["cfd"] in nomenclature.diplomas, "cfd_unknown"),
        (len(heads(row["cfd"], nomenclature.diplomas, nomenclature.as_of)) == 1,
         "diploma_closed"),
        (row["statut"].lower() in STATUSES, "own_status"),
        (row["entree"].lower() in ENTRIES, "entry"),
        (years is not None and 1 <= years <= MAX_YEARS, "years"),
        (not row["places"] or whole(row["places"]) is not None, "places"),
        (not row["places"] or bool(row["millesime"]), "vintage"),
        (bool(row["source"]), "programme_source"),
    )  # fmt: skip
    return next((sentence for right, sentence in checks if not right), None)


def _programme(row: Row, nomenclature: Nomenclature) -> Programme:
    given = row["cfd"]
    cfd = heads(given, nomenclature.diplomas, nomenclature.as_of)[0]
    status, entry = STATUSES[row["statut"].lower()], ENTRIES[row["entree"].lower()]
    older = given if given != cfd else None
    places = Figure(
        value=float(row["places"]),
        vintage=row["millesime"],
        scope=f"UAI:{row['uai']}",
        source=SOURCE,
        code=older,
        label=label_of(nomenclature.diplomas[given], nomenclature) if older else None,
    ) if row["places"] else None  # fmt: skip
    return Programme(
        id=programme_id(row["uai"], cfd, status, entry),
        certification=certification_id(cfd),
        institution=f"UAI:{row['uai']}",
        status=status,
        entry=entry,
        procedure="direct",
        years=int(row["annees"]),
        places=places,
        rhythm=typographic(row["rythme"]) or None,
        source=SOURCE,
        added_by=ADDED_BY,
        vouched_by=typographic(row["source"]),
    )
