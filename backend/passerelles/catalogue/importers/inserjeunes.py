"""InserJeunes, region × diploma: employment 6 to 24 months after leaving, and further study.

`nd` is a figure the publisher withholds, an empty cell one that does not exist: both are "non disponible". School rows
carry the last class (MEF), apprenticeship rows the diploma. One outcome is kept for a diploma, status and region: that
of the latest vintage that publishes anything, under the current code before an older one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.bcn import heads
from passerelles.catalogue.importers.certifications import Nomenclature, certification_id, label_of
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.importers.values import decimal
from passerelles.catalogue.records import Figure, LearnerStatus, Outcome

ROADS: Final[dict[str, LearnerStatus]] = {"scolaire": "school", "apprentissage": "apprenticeship"}
MONTHS: Final = ("6", "12", "18", "24")
WITHHELD: Final = "nd"
PARTS_OF_WHOLE: Final = "dont"
"""Rows that detail `ensemble`: adding them up would count people twice."""

COLUMNS: Final = (
    "millesime",
    "code_region",
    "voie",
    "cfd",
    "mefstat11",
    *(f"taux_emploi_{months}_mois" for months in MONTHS),
    "taux_poursuite_etudes",
)


class Observation(Struct, frozen=True, kw_only=True):
    """One row, under the code it was published with."""

    cfd: str
    vintage: str
    employment: dict[str, float | None]
    further_study: float | None

    @property
    def says_something(self) -> bool:
        return self.further_study is not None or any(value is not None for value in self.employment.values())


def import_outcomes(table: Table, nomenclature: Nomenclature, territory: Territory) -> list[Outcome]:
    """Outcomes by diploma open today (every successor of a closed one), status and region."""
    found: dict[tuple[str, LearnerStatus, str], list[Observation]] = defaultdict(list)
    for line, row in table:
        status = ROADS.get(row["voie"])
        if territory.regions and row["code_region"] not in territory.regions:
            table.ignore("elsewhere")
        elif row["voie"].startswith(PARTS_OF_WHOLE) or row["voie"] == "ensemble":
            table.ignore("part_or_total")
        elif status is None:
            table.refuse(line, "road", row["voie"])
        elif not (cfd := _cfd(row, nomenclature)) or cfd not in nomenclature.diplomas:
            table.refuse(line, "diploma_unknown", row["mefstat11"] or row["cfd"])
        else:
            current = heads(cfd, nomenclature.diplomas, nomenclature.as_of) or (cfd,)
            for code in current:
                found[code, status, f"region:{row['code_region']}"].append(_observation(cfd, row))
    return [
        _outcome(key, _chosen(key[0], observations), table.source, nomenclature) for key, observations in found.items()
    ]


def _cfd(row: Row, nomenclature: Nomenclature) -> str | None:
    if row["mefstat11"]:
        mef = nomenclature.mefs.get(row["mefstat11"])
        return mef.cfd if mef else None
    return row["cfd"] or None


def _observation(cfd: str, row: Row) -> Observation:
    return Observation(
        cfd=cfd,
        vintage=row["millesime"],
        employment={months: _percent(row[f"taux_emploi_{months}_mois"]) for months in MONTHS},
        further_study=_percent(row["taux_poursuite_etudes"]),
    )


def _percent(cell: str) -> float | None:
    return None if cell == WITHHELD else decimal(cell)


def _chosen(code: str, observations: list[Observation]) -> Observation:
    return max(observations, key=lambda one: (one.says_something, one.vintage, one.cfd == code, one.cfd))


def _outcome(
    key: tuple[str, LearnerStatus, str], observed: Observation, source: str, nomenclature: Nomenclature
) -> Outcome:
    code, status, scope = key
    older = observed.cfd if observed.cfd != code else None
    label = label_of(nomenclature.diplomas[observed.cfd], nomenclature) if older else None

    def figure(value: float | None) -> Figure:
        return Figure(value=value, vintage=observed.vintage, scope=scope, source=source, code=older, label=label)

    return Outcome(
        certification=certification_id(code),
        status=status,
        scope=scope,
        employment={months: figure(value) for months, value in observed.employment.items()},
        further_study=figure(observed.further_study),
    )
