"""Onisep's jobs (Idéo-Métiers): a row for each job and publication, 2026 as XML, 2022 as CSV. ODbL.

The list of 2022 only adds names: every job of it that Onisep still describes is in that of 2026.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.importers.gendered import forms, keys, masculine
from passerelles.catalogue.importers.rome import CODE
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.typography import capitalised, typographic
from passerelles.catalogue.records import Job

RENAMED: Final = {
    "libellé métier": "libelle_metier",
    "lien site onisep.fr": "lien_site_onisepfr",
    "code ROME": "code_rome",
    "domaine/sous-domaine": "domainesous-domaine",
}
"""Headers of 2022, and the elements of 2026."""

COLUMNS_2022: Final = tuple(RENAMED)
COLUMNS_2026: Final = tuple(RENAMED.values())
SHEET: Final = re.compile(r"MET\.(\d+)")
PAGE: Final = "https://www.onisep.fr/http/redirection/metier/slug/MET.{}"


class JobNames:
    """Jobs by any form of their names."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self._whole: dict[str, str] = {}
        self._bare: dict[str, str] = {}

    def add(self, identifier: str, label: str) -> None:
        """The first job to answer to a name keeps it; a whole name is surer than one without what is in brackets."""
        self.known.add(identifier)
        for form in (*forms(label), label):
            for key, names in zip(keys(form), (self._whole, self._bare), strict=False):
                names.setdefault(key, identifier)

    def find(self, label: str) -> str | None:
        """The job that a sheet names, "chef/fe de partie"."""
        found = (names[key] for key in keys(masculine(label)) for names in (self._whole, self._bare) if key in names)
        return next(found, None)


def import_jobs(
    newer: Table, older: Table, rome: frozenset[str], subdomains: Subdomains
) -> tuple[dict[str, Job], JobNames]:
    """Jobs by id (`MET:69`) and by name. `rome` are the ROME codes that exist."""
    rows: dict[str, list[Row]] = {}
    names = JobNames()
    current: frozenset[str] = frozenset()
    for table in (newer, older):
        current = frozenset(rows)  # those of the newer list, once the older one is read
        for line, raw in table:
            row = {RENAMED.get(name, name): cell for name, cell in raw.items()}
            sheet = SHEET.search(row.get("lien_site_onisepfr", ""))
            label = row.get("libelle_metier", "")
            if not sheet:
                table.refuse(line, "job_sheet", row.get("lien_site_onisepfr", ""))
            elif not label:
                table.refuse(line, "job_label", sheet[0])
            elif (identifier := f"MET:{sheet[1]}") in current:
                names.add(identifier, label)  # a name it had
                table.ignore("job_read")
            else:
                rows.setdefault(identifier, []).append(row)
                names.add(identifier, label)
    jobs = {identifier: _job(identifier, found, rome, subdomains) for identifier, found in rows.items()}
    only_older = jobs.keys() - current
    return {i: replace(job, source=older.source) if i in only_older else job for i, job in jobs.items()}, names


def _job(identifier: str, rows: list[Row], rome: frozenset[str], subdomains: Subdomains) -> Job:
    label = rows[0]["libelle_metier"]
    one, other = forms(label)
    codes = (row.get("code_rome", "") for row in rows)
    return Job(
        id=identifier,
        label=typographic(capitalised(label)),
        feminine=typographic(other) if other != one else None,
        aliases=(typographic(one),) if other != one else (),
        rome=tuple(dict.fromkeys(f"ROME:{code}" for code in codes if CODE.fullmatch(code) and code in rome)),
        onisep_subdomains=subdomains.read(*(row.get("domainesous-domaine", "") for row in rows)),
        url=PAGE.format(identifier.removeprefix("MET:")),
    )
