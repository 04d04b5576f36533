"""Common years: `familles de métiers` (2de pro) and BTS with a common first year, with what may follow each.

Two hand-kept files of the Orion project name them with accents; BCN's own links (May 2025) add the diplomas opened
since.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec
from msgspec import Struct

from passerelles.catalogue.importers import labels
from passerelles.catalogue.importers.bcn import COMMON_YEAR, Diploma, heads
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import Lexicon, capitalised, folded


class CommonYear(Struct, frozen=True, kw_only=True):
    """A common first year and the diplomas open today that follow it."""

    cfd: str
    label: str  # accented, without the kind: "Métiers de la mer"
    is_family: bool  # a 2de of a family of trades, not a BTS
    members: tuple[str, ...]


class CommonYears(Struct, frozen=True, kw_only=True):
    """All common years by CFD, and the accented names that the files give to the specialities."""

    by_cfd: dict[str, CommonYear]
    specialties: dict[str, str]


def renamed(years: CommonYears, diplomas: dict[str, Diploma], lexicon: Lexicon) -> CommonYears:
    """Families under the name BCN gives them now, where it really is another name than the file's."""
    by_cfd = {}
    for cfd, year in years.by_cfd.items():
        official = labels.restored(diplomas[cfd].label, lexicon)
        one, two = set(folded(official).split()), set(folded(year.label).split())
        same_opening = folded(official).split()[:1] == folded(year.label).split()[:1]
        is_new_name = year.is_family and same_opening and not one <= two and not two <= one
        by_cfd[cfd] = msgspec.structs.replace(year, label=capitalised(official)) if is_new_name else year
    return CommonYears(by_cfd=by_cfd, specialties=years.specialties)


def import_common_years(
    families: Table, options: Table, links: Table, diplomas: dict[str, Diploma], as_of: str
) -> CommonYears:
    """Common years whose code exists; a closed speciality is replaced by what it leads to now."""
    names: dict[str, tuple[str, bool]] = {}
    members: dict[str, list[str]] = defaultdict(list)
    specialties: dict[str, str] = {}
    for table, is_family in ((families, True), (options, False)):
        for line, row in table:
            common, specialty = row["CFD_COMMUN"], row["CFD_SPECIALITE"]
            unknown = [code for code in (common, specialty) if code not in diplomas]
            if unknown:
                table.refuse(line, "diploma_unknown", " ".join(unknown))
                continue
            names[common] = (row["FAMILLE"], is_family)
            members[common].append(specialty)
            specialties[specialty] = row["SPECIALITE"]
    for common, specialty in _linked(links, diplomas):
        if common in names:
            members[common].append(specialty)
    return CommonYears(
        by_cfd={
            common: CommonYear(
                cfd=common,
                label=label,
                is_family=is_family,
                members=tuple(sorted({head for code in members[common] for head in heads(code, diplomas, as_of)})),
            )
            for common, (label, is_family) in names.items()
        },
        specialties=specialties,
    )


def _linked(links: Table, diplomas: dict[str, Diploma]) -> list[tuple[str, str]]:
    """Pairs (common year, speciality) of the diplomas that BCN puts in one group."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line, row in links:
        if row["DATE_FERMETURE"]:
            links.ignore("closed_link")
        elif row["FORMATION_DIPLOME"] not in diplomas:
            links.refuse(line, "diploma_unknown", row["FORMATION_DIPLOME"])
        else:
            groups[row["GROUPE_FORMATION"]].append(row["FORMATION_DIPLOME"])
    pairs = []
    for codes in groups.values():
        commons = [code for code in codes if diplomas[code].nature == COMMON_YEAR]
        pairs += [(common, code) for common in commons for code in codes if code not in commons]
    return pairs
