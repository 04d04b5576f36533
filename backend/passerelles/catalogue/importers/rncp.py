"""France compétences' kit for apprenticeship: the RNCP sheet of a diploma, whether it is active and until when.

And Orion's groupings of classes: the field of a diploma in everyday words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from passerelles.catalogue.importers.bcn import heads
from passerelles.catalogue.importers.certifications import Nomenclature
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import CFD, iso_date
from passerelles.catalogue.records import Certification

STATE: Final = "Fiche ACTIVE/INACTIVE"
UNTIL: Final = "Date d'échéance de la fiche RNCP"
COLUMNS: Final = ("Code_Diplome", "Code_RNCP", UNTIL, STATE)
GROUPING: Final = "REGROUPEMENT A2-2"
GROUPING_COLUMNS: Final = (GROUPING, "MEF_STAT_11")
STATES: Final = {"ACTIVE": True, "INACTIVE": False}


class RncpSheet(Struct, frozen=True, kw_only=True):
    """One sheet of the register."""

    number: str  # "38381"
    active: bool | None
    until: str | None


def import_rncp(table: Table) -> dict[str, RncpSheet]:
    """The sheet of each CFD: an active one rather than an inactive one, then the one in force the longest."""
    found: dict[str, list[RncpSheet]] = defaultdict(list)
    for line, row in table:
        number = row["Code_RNCP"].removeprefix("RNCP")
        if not CFD.fullmatch(row["Code_Diplome"]):
            table.refuse(line, "cfd_form", row["Code_Diplome"])
        elif not number.isdigit():
            table.ignore("without_rncp")
        else:
            sheet = RncpSheet(number=number, active=STATES.get(row[STATE]), until=iso_date(row[UNTIL]))
            found[row["Code_Diplome"]].append(sheet)
    return {cfd: max(sheets, key=_rank) for cfd, sheets in found.items()}


def import_groupings(table: Table, nomenclature: Nomenclature) -> dict[str, str]:
    """The grouping most classes of each diploma are in, under its code and under those that replace it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line, row in table:
        mef = nomenclature.mefs.get(row["MEF_STAT_11"])
        if mef is None:
            table.refuse(line, "class_unknown", row["MEF_STAT_11"])
            continue
        for code in {mef.cfd, *heads(mef.cfd, nomenclature.diplomas, nomenclature.as_of)}:
            votes[code][typographic(row[GROUPING])] += 1
    return {code: min(counts, key=lambda one: (-counts[one], one)) for code, counts in votes.items()}


def completed(
    certifications: tuple[Certification, ...], sheets: Mapping[str, RncpSheet], groupings: Mapping[str, str]
) -> tuple[Certification, ...]:
    """Certifications with their register sheet and grouping. Certif Info is newer: its number is kept."""
    return tuple(_completed(one, sheets, groupings) for one in certifications)


def _completed(record: Certification, sheets: Mapping[str, RncpSheet], groupings: Mapping[str, str]) -> Certification:
    code = record.id.removeprefix("CFD:")
    sheet, grouping = sheets.get(code), groupings.get(code)
    is_same = sheet is not None and record.rncp in (None, sheet.number)
    if not is_same and not grouping:
        return record
    return msgspec.structs.replace(
        record,
        rncp=sheet.number if is_same and sheet else record.rncp,
        rncp_active=sheet.active if is_same and sheet else None,
        rncp_until=sheet.until if is_same and sheet else None,
        grouping=grouping,
    )


def _rank(sheet: RncpSheet) -> tuple[bool, str, str]:
    return bool(sheet.active), sheet.until or "", sheet.number
