"""ROME 4.0 sheets: the jobs that diplomas lead to."""

from __future__ import annotations

import re
from typing import Final

from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.records import Job

CODE: Final = re.compile(r"[A-N]\d{4}")


def import_jobs(rome: Table) -> dict[str, Job]:
    """Jobs by their code (`I1605`)."""
    jobs = {}
    for line, row in rome:
        code = row["code_rome"]
        if not CODE.fullmatch(code):
            rome.refuse(line, "rome_code", code)
        elif not row["libelle_rome"]:
            rome.refuse(line, "rome_label", code)
        else:
            jobs[code] = Job(id=f"ROME:{code}", label=typographic(row["libelle_rome"]))
    return jobs
