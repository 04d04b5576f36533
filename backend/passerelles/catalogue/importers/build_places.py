"""The places of an edition: institutions that the annuaire leaves out, what Onisep says of them, companies, rooms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers import communes, crous, inserjeunes_places, onisep_places, sirene, sources
from passerelles.catalogue.importers.opened import Opened
from passerelles.catalogue.importers.other_institutions import Hints, make_institution
from passerelles.catalogue.importers.reading import read_json
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.records import Company, GeneralLine, Institution, OpenDay, Residence

FOLDER_OF_DEPARTMENT: Final = -2
"""Sirene's files are in one folder for each department."""

INSERJEUNES: Final = ("inserjeunes-lycees", "inserjeunes-apprentissage", "inserjeunes-cfa")
ALWAYS_KEPT: Final = (*INSERJEUNES, "acce-cfa", "onisep-structures", "onisep-options-2de", "onisep-specialites-1re")
"""Lists of schools and CFA: who is in one has a page, even without a programme in any file."""


class OnisepPlaces(Struct, frozen=True, kw_only=True):
    """What Onisep's files say of places, read once."""

    options: Table
    specialities: Table
    actions: Table
    structures: tuple[onisep_places.Structure, ...]
    structures_account: Table
    general_lines: tuple[GeneralLine, ...]


def read_communes(opened: Opened, territory: Territory) -> communes.Places:
    """Communes of the territory."""
    entries, account = opened.json("cog-2026", tuple[communes.CogEntry, ...], ())
    return communes.import_communes(entries, account, opened.table("centres-communes-2018"), territory)


def read_onisep_places(opened: Opened, territory: Territory) -> OnisepPlaces:
    """Open the files; the courses of the sample are left to whoever knows the diplomas."""
    options, specialities = opened.table("onisep-options-2de"), opened.table("onisep-specialites-1re")
    structures, account = opened.json("onisep-structures", tuple[onisep_places.Structure, ...], ())
    return OnisepPlaces(
        options=options,
        specialities=specialities,
        actions=opened.table("onisep-actions"),
        structures=structures,
        structures_account=account,
        general_lines=tuple(onisep_places.import_general_lines(options, specialities, territory)),
    )


def other_institutions(
    opened: Opened, places: communes.Places, hints: Hints, onisep: OnisepPlaces, cited: Iterable[str]
) -> list[Institution]:
    """Institutions that a record `cited` (UAI) or that a list names, and that the annuaire does not hold."""
    members = sources.BY_ID["cmq-membres"].open(opened.order.folder)  # counted once already, as members
    hints.add_names(members, "uai", "nom")
    for source in INSERJEUNES[:2]:
        hints.add_names(opened.tables[source][0], inserjeunes_places.UAI_COLUMN, inserjeunes_places.NAME_COLUMN)
    hints.add_names(opened.tables["inserjeunes-cfa"][0], "UAI", "Libellé")
    hints.add_parcoursup(opened.tables["parcoursup-2025"][0])
    hints.add_acce(opened.table("acce-cfa"))
    for structure in onisep.structures:
        onisep.structures_account.read += 1
        announces = structure.code_uai in hints.known and structure.journees_portes_ouvertes.strip()
        if not hints.add_structure(structure, onisep.structures_account.source) and not announces:
            onisep.structures_account.ignore("not_needed")
    for table, uai, name in (
        (onisep.actions, "ENS code UAI", "Lieu d'enseignement (ENS) libellé"),
        (onisep.options, "UAI lieu de cours", "Libellé lieu de cours"),
        (onisep.specialities, "UAI lieu de cours", "Libellé lieu de cours"),
    ):
        hints.add_names(table, uai, name)
    missing = {*cited, *hints.named_by(*ALWAYS_KEPT)} - hints.known
    return [make_institution(uai, hints.of(uai), places) for uai in sorted(missing)]


def open_days(opened: Opened, onisep: OnisepPlaces, institutions: Iterable[Institution]) -> list[OpenDay]:
    """Open days of the institutions of the edition."""
    announced, account = opened.json("onisep-jpo-2025", dict[str, onisep_places.Announced], {})
    ours = {one.id.removeprefix("UAI:"): one for one in institutions}
    uai_of = {one.onisep: uai for uai, one in ours.items() if one.onisep}
    for table, sheet, uai in (
        (onisep.actions, "ENS URL et ID Onisep", "ENS code UAI"),
        (onisep.options, onisep_places.PLACE_COLUMNS[0], "UAI lieu de cours"),
        (onisep.specialities, onisep_places.PLACE_COLUMNS[0], "UAI lieu de cours"),
    ):
        for _, row in table.peek():
            found = onisep_places.STRUCTURE.search(row[sheet])
            if found and row[uai] in ours:
                uai_of.setdefault(f"ENS:{found[1]}", row[uai])
    structures = [structure for structure in onisep.structures if structure.code_uai in ours]
    return onisep_places.import_open_days(announced, account, structures, "onisep-structures", uai_of)


def companies(opened: Opened, territory: Territory, places: communes.Places) -> list[Company]:
    """Companies of the campus's sector, from one file for each department."""
    found: dict[str, Company] = {}
    file = sources.BY_ID["sirene-2026-10"]
    for path in sorted(opened.order.folder.glob(file.path)):
        department = path.parts[FOLDER_OF_DEPARTMENT]
        if territory.covers(department):
            account = opened.account(file.id, f"{department}/{path.name}")
            lines = read_json(path, list[sirene.SirenLine])
            found |= {company.id: company for company in sirene.import_companies(lines, account, path.stem, places)}
    return list(found.values())


def residences(opened: Opened, territory: Territory, places: communes.Places) -> list[Residence]:
    """CROUS residences of the territory."""
    rows, account = opened.json("crous-2026", list[crous.Housing], [])
    return crous.import_residences(rows, account, places, territory)
