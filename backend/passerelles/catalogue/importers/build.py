"""From a folder of open data files to an edition, with the account of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from passerelles.catalogue.editions.edition import Edition, seal
from passerelles.catalogue.importers import (
    annuaire,
    build_diplomas,
    build_places,
    campuses,
    certifications,
    constat,
    inserjeunes,
    inserjeunes_places,
    nsf,
    onisep_places,
    orion,
    other_institutions,
    own_houses,
    own_programmes,
    parcoursup,
    rome,
    school_towns,
    sources,
    sports,
)
from passerelles.catalogue.importers.opened import Opened, Order
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory, territory_of
from passerelles.catalogue.records import Outcome, Programme

__all__ = ["Import", "Order", "build"]

AFFELNET_VINTAGE = "2022"
PARCOURSUP_VINTAGE = "2024"


class Import(Struct, frozen=True, kw_only=True):
    """An edition not yet published, and the tables with the account of their rows."""

    edition: Edition
    tables: tuple[Table, ...]


def build(order: Order, progress: Callable[[str], None] = lambda _: None) -> Import:
    """Read everything and make the edition. Nothing is written anywhere.

    Raises:
        UnreadableFileError: a file cannot be used at all.
        UnknownTerritoryError: no such territory.
    """
    sources.check_folder(order.folder)
    opened = Opened(order, progress)
    territory = territory_of(order.territory, opened.table("departements"))
    listed, lycees = build_places.read_communes(opened, territory), opened.table("annuaire-2024-03")
    places = school_towns.completed(listed, lycees, territory)
    schools = annuaire.import_institutions(lycees, opened.table("annuaire-2026-02"), places, territory)
    jobs = rome.import_jobs(opened.table("rome-4"), opened.table("rome-appellations"))
    sectors = nsf.import_sectors(opened.table("bcn-domaines"))
    nomenclature = build_diplomas.read_nomenclature(opened, jobs, frozenset(sector.id for sector in sectors))
    opened.forget()
    with_places = _programmes(opened, nomenclature, territory)
    outcomes = _outcomes(opened, nomenclature, territory)
    opened.forget(but=build_places.INSERJEUNES)
    diplomas = {one.certification for one in with_places} | {one.certification for one in outcomes}
    described, met = build_diplomas.describe(opened, nomenclature, _codes(diplomas), frozenset(jobs))
    onisep = build_places.read_onisep_places(opened, territory)
    known = frozenset(programme.id for programme in with_places)
    after_bac = parcoursup.import_programmes(
        opened.table("parcoursup-2025"), described.certifications, known, territory, order.as_of
    )
    known |= {programme.id for programme in after_bac}
    courses, notes = onisep_places.import_actions(onisep.actions, described.certifications, known, territory)
    programmes = (*with_places, *after_bac, *courses)
    houses = own_houses.import_houses(opened.keep(own_houses.open_own_houses(order.houses))) if order.houses else []
    networks = campuses.import_campuses(opened.table("cmq"), opened.table("cmq-membres"))
    cited = {one.institution for one in programmes} | {one.institution for one in houses}
    cited |= {one.institution for one in onisep.general_lines} | {one.institution for one in notes}
    cited |= {member for campus in networks for member in campus.members}
    cited |= {outcome.scope for outcome in outcomes if outcome.scope.startswith("UAI:")}
    hints = other_institutions.Hints(territory, frozenset(schools), nomenclature.lexicon)
    others = build_places.other_institutions(opened, places, hints, onisep, _codes(cited))
    institutions = (*schools.values(), *others)
    open_days = build_places.open_days(opened, onisep, institutions)
    opened.forget()
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
        programmes=programmes,
        outcomes=tuple(outcomes),
        facilities=tuple(
            sports.import_facilities(
                opened.table("res-installations-2017"), opened.table("res-activites-2017"), places, territory
            )
        ),
        companies=tuple(build_places.companies(opened, territory, places)),
        houses=tuple(houses),
        further_studies=described.further_studies,
        open_days=tuple(open_days),
        general_lines=onisep.general_lines,
        boarding_notes=tuple(notes),
        residences=tuple(build_places.residences(opened, territory, places)),
        made_from=(*opened.made_from(), sources.ONISEP),  # last: every row has been counted by now
    )
    return Import(edition=edition, tables=tuple(table for tables in opened.tables.values() for table in tables))


def _programmes(opened: Opened, nomenclature: certifications.Nomenclature, territory: Territory) -> list[Programme]:
    """Programmes of the files with places; of two descriptions the more recent file, then the campus, is right."""
    vocational = opened.table("orion-voie-pro-2022")
    found = orion.import_vocational(vocational, nomenclature, territory, AFFELNET_VINTAGE)
    found += constat.import_following(opened.table("constat-2020"), found, nomenclature, territory)
    higher = opened.table("orion-bts-2024")
    found = _merged(found, orion.import_bts(higher, nomenclature, territory, PARCOURSUP_VINTAGE), higher)
    if opened.order.programmes:
        own = opened.keep(own_programmes.open_own_programmes(opened.order.programmes))
        found = _merged(found, own_programmes.import_programmes(own, nomenclature), own)
    return found


def _merged(found: list[Programme], better: list[Programme], account: Table) -> list[Programme]:
    by_id = {programme.id: programme for programme in found}
    for programme in better:
        if programme.id in by_id:
            account.note("programme_replaced")
        by_id[programme.id] = programme
    return list(by_id.values())


def _outcomes(opened: Opened, nomenclature: certifications.Nomenclature, territory: Territory) -> list[Outcome]:
    """Outcomes by diploma and region, and by institution."""
    by_diploma = inserjeunes.import_outcomes(opened.table("inserjeunes-region"), nomenclature, territory)
    schools, apprentices, cfa = (opened.table(source) for source in build_places.INSERJEUNES)
    return [*by_diploma, *inserjeunes_places.import_outcomes(schools, apprentices, cfa, territory)]


def _codes(identifiers: Iterable[str]) -> frozenset[str]:
    """Typed ids without their type."""
    return frozenset(identifier.rpartition(":")[2] for identifier in identifiers)
