"""From a folder of open data files to an edition, with the account of every row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from passerelles.catalogue.editions.edition import Edition, seal
from passerelles.catalogue.importers import (
    annuaire,
    bcn,
    campuses,
    certifications,
    certifinfo,
    communes,
    families,
    inserjeunes,
    nsf,
    onisep,
    onisep_jobs,
    onisep_sheets,
    orion,
    other_institutions,
    own_houses,
    own_programmes,
    rome,
    sirene,
    sources,
    sports,
)
from passerelles.catalogue.importers.reading import read_json
from passerelles.catalogue.importers.spellings import spellings
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory, territory_of
from passerelles.catalogue.importers.typography import Lexicon
from passerelles.catalogue.records import Certification, Company, Institution, Job, Programme, Source

AFFELNET_VINTAGE = "2022"
PARCOURSUP_VINTAGE = "2024"
FOLDER_OF_DEPARTMENT = -2
"""Sirene's files are in one folder for each department."""


class Order(Struct, frozen=True, kw_only=True):
    """What to import: the folder, the territory, and the campus's own files."""

    folder: Path
    territory: str = "52"
    national: bool = False  # take the national files of `full/`
    as_of: str = sources.AS_OF
    programmes: Path | None = None
    houses: Path | None = None


class Import(Struct, frozen=True, kw_only=True):
    """An edition not yet published, and the tables with the account of their rows."""

    edition: Edition
    tables: tuple[Table, ...]


class _Opened:
    """The tables opened so far, by source."""

    def __init__(self, order: Order, progress: Callable[[str], None]) -> None:
        self.order = order
        self._progress = progress
        self.tables: dict[str, list[Table]] = {}

    def table(self, source_id: str) -> Table:
        file = sources.BY_ID[source_id]
        self._progress(file.title)
        return self.keep(file.open(self.order.folder, national=self.order.national))

    def account(self, source_id: str, name: str) -> Table:
        """An account for a file that is not a CSV."""
        return self.keep(Table.of(name, (), source_id))

    def keep(self, table: Table) -> Table:
        self.tables.setdefault(table.source, []).append(table)
        return table


def build(order: Order, progress: Callable[[str], None] = lambda _: None) -> Import:
    """Read everything and make the edition. Nothing is written anywhere.

    Raises:
        UnreadableFileError: a file cannot be used at all.
        UnknownTerritoryError: no such territory.
    """
    sources.check_folder(order.folder)
    opened = _Opened(order, progress)
    territory = territory_of(order.territory, opened.table("departements"))
    places = _communes(order, opened, territory)
    schools = annuaire.import_institutions(
        opened.table("annuaire-2024-03"), opened.table("annuaire-2026-02"), places, territory
    )
    jobs = rome.import_jobs(opened.table("rome-4"))
    sectors = nsf.import_sectors(opened.table("bcn-domaines"))
    nomenclature = _nomenclature(order, opened, jobs, frozenset(sector.id for sector in sectors))
    programmes = _programmes(order, opened, nomenclature, territory)
    outcomes = inserjeunes.import_outcomes(opened.table("inserjeunes-region"), nomenclature, territory)
    houses = own_houses.import_houses(opened.keep(own_houses.open_own_houses(order.houses))) if order.houses else []
    networks = campuses.import_campuses(opened.table("cmq"), opened.table("cmq-membres"))
    cited = {programme.institution for programme in programmes} | {house.institution for house in houses}
    cited |= {member for campus in networks for member in campus.members}
    hints = other_institutions.Hints(territory, frozenset(schools), nomenclature.lexicon)
    missing = {identifier.removeprefix("UAI:") for identifier in cited} - schools.keys()
    institutions = (*schools.values(), *_others(opened, places, hints, missing))
    diplomas = {programme.certification for programme in programmes}
    diplomas |= {outcome.certification for outcome in outcomes}
    kept = certifications.make_certifications(
        nomenclature, frozenset(identifier.removeprefix("CFD:") for identifier in diplomas)
    )
    described, met = _described(opened, kept, nomenclature, frozenset(jobs))
    edition = seal(
        territory=territory.code,
        as_of=order.as_of,
        campuses=tuple(networks),
        communes=places.communes,
        institutions=institutions,
        certifications=described.certifications,
        families=certifications.make_families(nomenclature.common_years),
        sectors=sectors,
        jobs=(*jobs.values(), *met),
        programmes=tuple(programmes),
        outcomes=tuple(outcomes),
        facilities=tuple(
            sports.import_facilities(
                opened.table("res-installations-2017"), opened.table("res-activites-2017"), places, territory
            )
        ),
        companies=tuple(_companies(order, opened, territory, places)),
        houses=tuple(houses),
        further_studies=described.further_studies,
        made_from=(*_made_from(opened), sources.ONISEP),  # last: every row has been counted by now
    )
    return Import(edition=edition, tables=tuple(table for tables in opened.tables.values() for table in tables))


def _communes(order: Order, opened: _Opened, territory: Territory) -> communes.Places:
    file = sources.BY_ID["cog-2026"]
    path = file.find(order.folder, national=order.national)
    entries = read_json(path, tuple[communes.CogEntry, ...])
    account = opened.account(file.id, path.name)
    return communes.import_communes(entries, account, opened.table("centres-communes-2018"), territory)


def _nomenclature(
    order: Order, opened: _Opened, jobs: dict[str, Job], sectors: frozenset[str]
) -> certifications.Nomenclature:
    diplomas = bcn.import_diplomas(opened.table("bcn-diplomes"), opened.table("bcn-diplomes-v"))
    entries = certifinfo.import_certifinfo(opened.table("certif-info-2024-10"), frozenset(jobs))
    common_years = families.import_common_years(
        opened.table("familles-metiers"),
        opened.table("options-bts"),
        opened.table("bcn-groupes"),
        diplomas,
        order.as_of,
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
        as_of=order.as_of,
    )


def _programmes(
    order: Order, opened: _Opened, nomenclature: certifications.Nomenclature, territory: Territory
) -> list[Programme]:
    """Programmes of all files; where two describe the same one, the more recent file, then the campus, is right."""
    vocational = opened.table("orion-voie-pro-2022")
    found = orion.import_vocational(vocational, nomenclature, territory, AFFELNET_VINTAGE)
    higher = opened.table("orion-bts-2024")
    found = _merged(found, orion.import_bts(higher, nomenclature, territory, PARCOURSUP_VINTAGE), higher)
    if order.programmes:
        own = opened.keep(own_programmes.open_own_programmes(order.programmes))
        found = _merged(found, own_programmes.import_programmes(own, nomenclature), own)
    return found


def _merged(found: list[Programme], better: list[Programme], account: Table) -> list[Programme]:
    by_id = {programme.id: programme for programme in found}
    for programme in better:
        if programme.id in by_id:
            account.note("programme_replaced")
        by_id[programme.id] = programme
    return list(by_id.values())


def _others(
    opened: _Opened, places: communes.Places, hints: other_institutions.Hints, missing: set[str]
) -> list[Institution]:
    """Institutions that a programme, a house or a campus cites and that the annuaire does not hold."""
    members = sources.BY_ID["cmq-membres"].open(opened.order.folder)  # counted once already, as members
    hints.add_names(members, "uai", "nom")
    for source in ("inserjeunes-lycees", "inserjeunes-apprentissage"):
        hints.add_names(opened.table(source), "n°UAI de l'établissement", "Libellé de l'établissement")
    hints.add_names(opened.table("inserjeunes-cfa"), "UAI", "Libellé")
    hints.add_parcoursup(opened.table("parcoursup-2025"))
    hints.add_acce(opened.table("acce-cfa"))
    return [other_institutions.make_institution(uai, hints.of(uai), places) for uai in sorted(missing)]


def _described(
    opened: _Opened, kept: tuple[Certification, ...], nomenclature: certifications.Nomenclature, rome: frozenset[str]
) -> tuple[onisep.Described, tuple[Job, ...]]:
    """Diplomas with what Onisep says of them, and Onisep's jobs."""
    spelled = Subdomains()
    newer, older = opened.table("onisep-metiers-2026-01"), opened.table("onisep-metiers-2022-04")
    met, names = onisep_jobs.import_jobs(newer, older, rome, spelled)
    of_sheets = [opened.table(source) for source in onisep_sheets.SOURCES]
    texts, passage, list_2022 = of_sheets
    sheets = onisep_sheets.import_sheets(texts, passage, list_2022, names, spelled)
    accounts = {table.source: table for table in of_sheets}
    return onisep.describe(kept, sheets, nomenclature, accounts), tuple(met.values())


def _companies(order: Order, opened: _Opened, territory: Territory, places: communes.Places) -> list[Company]:
    companies: dict[str, Company] = {}
    file = sources.BY_ID["sirene-2026-10"]
    for path in sorted(order.folder.glob(file.path)):
        department = path.parts[FOLDER_OF_DEPARTMENT]
        if territory.covers(department):
            account = opened.account(file.id, f"{department}/{path.name}")
            lines = read_json(path, list[sirene.SirenLine])
            companies |= {company.id: company for company in sirene.import_companies(lines, account, path.stem, places)}
    return list(companies.values())


def _made_from(opened: _Opened) -> tuple[Source, ...]:
    """The sources really read, with the account of their rows."""
    return tuple(
        file.record(opened.tables[file.id]) for file in (*sources.FILES, *sources.OWN_FILES) if file.id in opened.tables
    )
