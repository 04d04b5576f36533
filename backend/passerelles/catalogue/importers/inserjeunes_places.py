"""InserJeunes by institution: lycées (2022-2023), CFA (2022-2023, then two-year sums up to 2023-2024).

All diplomas of the institution together: a figure of the house, never that of one diploma. One outcome is kept for an
institution and status: the latest vintage that publishes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from passerelles.catalogue.importers.inserjeunes import WITHHELD
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.values import UAI, decimal
from passerelles.catalogue.records import EVERY_CERTIFICATION, Figure, LearnerStatus, Outcome

VINTAGE: Final = "2022_2023"
YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
WHOLE, PUPILS, APPRENTICES = "ensemble", "dont élèves en voie pro sco", "dont apprentis"
UAI_COLUMN: Final = "n°UAI de l'établissement"
NAME_COLUMN: Final = "Libellé de l'établissement"
COLUMNS: Final = (UAI_COLUMN, NAME_COLUMN, "Taux de poursuite d'études", "Taux", "Taux attendu")
SCHOOL_COLUMNS: Final = (*COLUMNS, "Dont apprentis en EPLE")
CFA_COLUMNS: Final = (
    "Année",
    "UAI",
    "Libellé",
    "Part contrats apprentissage interrompus",
    "Taux poursuite études",
    "Taux emploi 6 mois",
    "Taux emploi 6 mois attendu",
    "Taux emploi 12 mois",
    "Taux emploi 18 mois",
    "Taux emploi 24 mois",
)
MONTHS: Final = ("6", "12", "18", "24")


def import_outcomes(schools: Table, apprentices: Table, cfa: Table, territory: Territory) -> list[Outcome]:
    """Outcomes of the institutions of the territory."""
    found: dict[tuple[str, LearnerStatus], Outcome] = {}
    everything = (*_schools(schools, territory), *_apprentices(apprentices, territory), *_cfa(cfa, territory))
    for outcome in everything:
        key = (outcome.scope, outcome.status)
        known = found.get(key)
        if known is None or _vintage(outcome) > _vintage(known):
            found[key] = outcome
    return list(found.values())


def _schools(table: Table, territory: Territory) -> Iterable[Outcome]:
    """Rows of pupils and of apprentices; the row of the whole where a lycée has no apprentice."""
    rows = [(line, row) for line, row in table if _is_ours(table, line, row[UAI_COLUMN], territory)]
    detailed = {row[UAI_COLUMN] for _, row in rows if row["Dont apprentis en EPLE"] == PUPILS}
    for line, row in rows:
        who = row["Dont apprentis en EPLE"]
        if who == WHOLE and row[UAI_COLUMN] in detailed:
            table.ignore("part_or_total")
        elif who not in (WHOLE, PUPILS, APPRENTICES):
            table.refuse(line, "road", who)
        else:
            yield from _said(table, _of_2022(row, "apprenticeship" if who == APPRENTICES else "school", table.source))


def _apprentices(table: Table, territory: Territory) -> Iterable[Outcome]:
    for line, row in table:
        if _is_ours(table, line, row[UAI_COLUMN], territory):
            yield from _said(table, _of_2022(row, "apprenticeship", table.source))


def _cfa(table: Table, territory: Territory) -> Iterable[Outcome]:
    for line, row in table:
        if not _is_ours(table, line, row["UAI"], territory):
            continue
        years = YEARS.search(row["Année"])
        if not years:
            table.refuse(line, "year", row["Année"])
            continue
        vintage, scope = f"{years[1]}_{years[2]}", f"UAI:{row['UAI']}"
        employment = {months: _figure(row[f"Taux emploi {months} mois"], vintage, scope, table) for months in MONTHS}
        outcome = Outcome(
            certification=EVERY_CERTIFICATION,
            status="apprenticeship",
            scope=scope,
            employment={months: figure for months, figure in employment.items() if figure.value is not None},
            further_study=_figure(row["Taux poursuite études"], vintage, scope, table),
            expected=_figure(row["Taux emploi 6 mois attendu"], vintage, scope, table),
            interrupted=_figure(row["Part contrats apprentissage interrompus"], vintage, scope, table),
        )
        yield from _said(table, outcome)


def _of_2022(row: Row, status: LearnerStatus, source: str) -> Outcome:
    scope = f"UAI:{row[UAI_COLUMN]}"

    def figure(column: str) -> Figure:
        return Figure(value=_percent(row[column]), vintage=VINTAGE, scope=scope, source=source)

    return Outcome(
        certification=EVERY_CERTIFICATION,
        status=status,
        scope=scope,
        employment={"6": figure("Taux")},
        further_study=figure("Taux de poursuite d'études"),
        expected=figure("Taux attendu"),
    )


def _said(table: Table, outcome: Outcome) -> Iterable[Outcome]:
    """The outcome, when it says anything."""
    figures = (*outcome.employment.values(), outcome.further_study, outcome.interrupted)
    if any(figure and figure.value is not None for figure in figures):
        yield outcome
    else:
        table.note("nothing_published")


def _figure(cell: str, vintage: str, scope: str, table: Table) -> Figure:
    return Figure(value=_percent(cell), vintage=vintage, scope=scope, source=table.source)


def _percent(cell: str) -> float | None:
    return None if cell == WITHHELD else decimal(cell)


def _vintage(outcome: Outcome) -> str:
    return outcome.further_study.vintage if outcome.further_study else ""


def _is_ours(table: Table, line: int, uai: str, territory: Territory) -> bool:
    if not UAI.fullmatch(uai):
        table.refuse(line, "uai", uai)
        return False
    if not territory.covers(department_of_uai(uai)):
        table.ignore("elsewhere")
        return False
    return True
