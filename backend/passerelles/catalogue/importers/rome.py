"""ROME 4.0 sheets: the jobs that diplomas lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.records import Job

CODE: Final = re.compile(r"[A-N]\d{4}")


APPELLATION_COLUMNS: Final = ("code_rome", "libelle_appellation_court")


def import_jobs(rome: Table, appellations: Table) -> dict[str, Job]:
    """Jobs by their code (`I1605`), with the other names they go by."""
    jobs = {}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for line, row in appellations:
        if CODE.fullmatch(row["code_rome"]) and row["libelle_appellation_court"]:
            names[row["code_rome"]][typographic(row["libelle_appellation_court"])] = None
        else:
            appellations.refuse(line, "rome_code", row["code_rome"])
    for line, row in rome:
        code = row["code_rome"]
        if not CODE.fullmatch(code):
            rome.refuse(line, "rome_code", code)
        elif not row["libelle_rome"]:
            rome.refuse(line, "rome_label", code)
        else:
            label = typographic(row["libelle_rome"])
            jobs[code] = Job(
                id=f"ROME:{code}", label=label, aliases=tuple(name for name in names[code] if name != label)
            )
    return jobs
