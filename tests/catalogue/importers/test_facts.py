"""Facts of the real data, found again by computation on what the importers make of it."""

from __future__ import annotations

import pytest

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.importers.build import Import, Order, build
from passerelles.catalogue.importers.sources import BY_ID
from passerelles.catalogue.records import Figure, Programme
from tests.support.shared_data import FOLDER, needs_shared_data

pytestmark = needs_shared_data


@pytest.fixture(scope="module")
def done() -> Import:
    return build(Order(folder=FOLDER))


@pytest.fixture(scope="module")
def edition(done: Import) -> Edition:
    return done.edition


@pytest.fixture(scope="module")
def programmes(edition: Edition) -> dict[str, Programme]:
    return {programme.id: programme for programme in edition.programmes}


def value(figure: Figure | None) -> float:
    assert figure is not None
    assert figure.value is not None
    return figure.value


def places(edition: Edition, entry: str, *, common_or_bac_pro: bool) -> float:
    kinds = {record.id: record.kind for record in edition.certifications}
    wanted = {"2de-pro", "bac-pro"} if common_or_bac_pro else {"cap", "mc"}
    return sum(
        value(programme.places)
        for programme in edition.programmes
        if programme.source == "orion-voie-pro-2022"
        and programme.entry == entry
        and kinds[programme.certification] in wanted
    )


def test_the_embedded_edition_is_rebuilt_to_the_byte(edition: Edition) -> None:
    assert edition.id == archive.manifest_of(embedded()).id
    assert archive.write(edition) == embedded()


def test_places_of_the_2de_of_the_cap_and_of_the_1re_are_counted_apart(edition: Edition) -> None:
    assert places(edition, "first_year", common_or_bac_pro=True) == 12_894
    assert places(edition, "first_year", common_or_bac_pro=False) == 4_448
    assert places(edition, "premiere", common_or_bac_pro=True) == 6_463


def test_187_institutions_say_that_they_board(edition: Edition) -> None:
    assert sum(one.boarding is True for one in edition.institutions) == 187


def test_338_rows_of_the_annuaire_are_333_institutions(done: Import) -> None:
    annuaire = next(table for table in done.tables if table.source == "annuaire-2024-03")
    assert (annuaire.read, annuaire.used) == (338, 333)


def test_the_bac_pro_maintenance_nautique_is_followed_from_its_closed_code(
    edition: Edition, programmes: dict[str, Programme]
) -> None:
    old = next(one for one in edition.certifications if one.id == "CFD:40025009")
    assert (old.closed, old.successors) == ("2025-08-31", ("CFD:40025223",))
    tabarly = programmes["PRG:0850033Z.40025223.school"]
    assert (value(tabarly.places), value(tabarly.demand)) == (20, 15)
    assert tabarly.places is not None
    assert (tabarly.places.code, tabarly.places.label) == ("40025009", "Bac pro Maintenance nautique")
    first_years = [one for one in programmes if ".40025223.school" in one and not one.endswith(".1re")]
    assert first_years == ["PRG:0850033Z.40025223.school"]


def test_the_flagship_journey_is_in_the_data(programmes: dict[str, Programme]) -> None:
    common = programmes["PRG:0850033Z.40020103.school"]
    assert (value(common.places), common.years) == (15, 1)
    assert programmes["PRG:0850033Z.40025411.school.1re"].years == 2
    assert value(programmes["PRG:0440069L.32025413.school"].places) == 22
    assert value(programmes["PRG:0440069L.32025413.apprenticeship"].places) == 8


def test_one_school_only_offers_the_bts_of_naval_construction(programmes: dict[str, Programme]) -> None:
    assert {one.institution for one in programmes.values() if one.certification == "CFD:32025413"} == {"UAI:0440069L"}


def test_employment_after_that_bts_is_not_published(edition: Edition) -> None:
    found = [one for one in edition.outcomes if one.certification == "CFD:32025413"]
    assert {one.status for one in found} == {"school", "apprenticeship"}
    assert all(figure.value is None for one in found for figure in one.employment.values())


@pytest.mark.parametrize(
    ("source", "uai_column", "rows"),
    [("orion-voie-pro-2022", "Etablissement d'accueil", 95), ("orion-bts-2024", "UAI", 264)],
)
def test_rows_without_a_known_place_are_counted_and_have_a_department(
    edition: Edition, source: str, uai_column: str, rows: int
) -> None:
    nowhere = {one.id: one for one in edition.institutions if one.lat is None}
    assert all(one.department for one in nowhere.values())
    found = [row for _, row in BY_ID[source].open(FOLDER) if f"UAI:{row[uai_column]}" in nowhere]
    assert len(found) == rows


def test_every_programme_has_its_institution_and_an_open_or_orphan_diploma(edition: Edition) -> None:
    institutions = {one.id for one in edition.institutions}
    certifications = {one.id: one for one in edition.certifications}
    assert all(one.institution in institutions for one in edition.programmes)
    closed = {
        one.certification
        for one in edition.programmes
        if (end := certifications[one.certification].closed) and end <= edition.as_of
    }
    assert all(certifications[code].successors == () for code in closed)


def test_the_facilities_of_merged_communes_are_all_resolved(done: Import) -> None:
    installations = next(table for table in done.tables if table.source == "res-installations-2017")
    assert (installations.read, installations.used) == (4_052, 4_052)


def test_labels_have_no_capitals_left_and_no_typewriter_sign(edition: Edition) -> None:
    offered = {one.certification for one in edition.programmes}
    labels = [one.label for one in edition.certifications if one.id in offered]
    assert "2de pro Métiers de la réalisation d’ensembles mécaniques et industriels" in labels
    assert "BTS Conception et industrialisation en construction navale" in labels
    assert "Bac pro Technicien en chaudronnerie industrielle" in labels
    assert not [label for label in labels if "'" in label or "(BAC PRO)" in label or label.isupper()]
