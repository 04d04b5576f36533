"""The diplomas of an edition: nomenclatures first, then what the registers and Onisep add."""

from __future__ import annotations

from passerelles.catalogue.importers import (
    bcn,
    certifications,
    certifinfo,
    families,
    onisep,
    onisep_jobs,
    onisep_sheets,
    rncp,
)
from passerelles.catalogue.importers.opened import Opened
from passerelles.catalogue.importers.spellings import spellings
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.typography import Lexicon
from passerelles.catalogue.records import Job


def read_nomenclature(opened: Opened, jobs: dict[str, Job], sectors: frozenset[str]) -> certifications.Nomenclature:
    """Diplomas and classes of BCN, common years, Certif Info, and the words their labels are spelled with."""
    as_of = opened.order.as_of
    diplomas = bcn.import_diplomas(opened.table("bcn-diplomes"), opened.table("bcn-diplomes-v"))
    entries = certifinfo.import_certifinfo(opened.table("certif-info-2024-10"), frozenset(jobs))
    common_years = families.import_common_years(
        opened.table("familles-metiers"), opened.table("options-bts"), opened.table("bcn-groupes"), diplomas, as_of
    )
    accented = [entry.label for found in entries.values() for entry in found]
    accented += list(common_years.specialties.values())
    accented += [year.label for year in common_years.by_cfd.values()]
    accented += [job.label for job in jobs.values()]
    accented += spellings()
    lexicon = Lexicon(accented)
    return certifications.Nomenclature(
        diplomas=diplomas,
        mefs=bcn.import_mefs(opened.table("bcn-mef")),
        certifinfo=entries,
        common_years=families.renamed(common_years, diplomas, lexicon),
        lexicon=lexicon,
        sectors=sectors,
        as_of=as_of,
    )


def describe(
    opened: Opened, nomenclature: certifications.Nomenclature, cited: frozenset[str], rome: frozenset[str]
) -> tuple[onisep.Described, tuple[Job, ...]]:
    """Diplomas with everything known of them, and Onisep's jobs. `cited` are the CFD that a figure names."""
    kept = rncp.completed(
        certifications.make_certifications(nomenclature, cited),
        rncp.import_rncp(opened.table("rncp-2023-12")),
        rncp.import_groupings(opened.table("regroupements"), nomenclature),
    )
    spelled = Subdomains()
    newer, older = opened.table("onisep-metiers-2026-01"), opened.table("onisep-metiers-2022-04")
    met, names = onisep_jobs.import_jobs(newer, older, rome, spelled)
    of_sheets = [opened.table(source) for source in onisep_sheets.SOURCES]
    texts, passage, list_2022 = of_sheets
    sheets = onisep_sheets.import_sheets(texts, passage, list_2022, names, spelled)
    accounts = {table.source: table for table in of_sheets}
    return onisep.describe(kept, sheets, nomenclature, accounts), tuple(met.values())
