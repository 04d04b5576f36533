"""Certif Info: accented labels, RNCP, ROME and Onisep codes, and how each certification may be prepared.

`accessibilite_*` holds 1 (yes), 0 (no) or 2 (not filled in). Read from the data: professional titles, which cannot be
prepared as a pupil, have `fi` = 0 on 144 rows out of 145 with everything else filled in; the rows nobody filled in
(every "meilleur ouvrier de France") have 2 everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.values import CFD
from passerelles.catalogue.records import LearnerStatus

ACCESS: Final[dict[LearnerStatus, tuple[str, ...]]] = {
    "school": ("accessibilite_fi",),
    "apprenticeship": ("accessibilite_ca",),
    "continuing": ("accessibilite_fc", "accessibilite_cp"),  # either road is continuing education
    "vae": ("accessibilite_vae",),
}
YES, NO = "1", "0"
FORMATION: Final = re.compile(r"FOR\.(\d+)")


class CertifInfo(Struct, frozen=True, kw_only=True):
    """What Certif Info says of one CFD."""

    label: str
    rncp: str | None
    rome: tuple[str, ...]
    onisep: str | None
    ways: dict[LearnerStatus, bool]


def import_certifinfo(table: Table, jobs: frozenset[str]) -> dict[str, tuple[CertifInfo, ...]]:
    """Entries by CFD (several where one CFD covers several options). `jobs` are the ROME codes that exist."""
    entries: dict[str, list[CertifInfo]] = defaultdict(list)
    for line, row in table:
        cfd = row["Code_Scolarité"]
        if not cfd:
            table.ignore("without_cfd")
        elif not CFD.fullmatch(cfd):
            table.refuse(line, "cfd_form", cfd)
        elif not row["Libelle_Diplome"]:
            table.refuse(line, "certification_label", cfd)
        else:
            entries[cfd].append(_entry(row, table, jobs))
    return {cfd: tuple(found) for cfd, found in entries.items()}


def _entry(row: Row, table: Table, jobs: frozenset[str]) -> CertifInfo:
    codes = [row[f"Code_Rome_{slot}"] for slot in range(1, 6) if row[f"Code_Rome_{slot}"]]
    known = tuple(dict.fromkeys(code for code in codes if code in jobs))
    if len(known) < len(set(codes)):
        table.note("old_rome")
    formation = FORMATION.fullmatch(row["codeIdeo2"])
    return CertifInfo(
        label=row["Libelle_Diplome"],
        rncp=row["Code_RNCP"] or None,
        rome=known,
        onisep=f"FOR:{formation[1]}" if formation else None,
        ways=_ways(row),
    )


def _ways(row: Row) -> dict[LearnerStatus, bool]:
    ways: dict[LearnerStatus, bool] = {}
    for status, columns in ACCESS.items():
        cells = [row[column] for column in columns]
        if YES in cells:
            ways[status] = True
        elif all(cell == NO for cell in cells):
            ways[status] = False
    return ways
