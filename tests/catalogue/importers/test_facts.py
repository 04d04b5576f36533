"""Facts of the real data, found again by computation on what the importers make of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.importers.build import Import, Order, build
from passerelles.catalogue.importers.onisep_jobs import import_jobs
from passerelles.catalogue.importers.onisep_sheets import JOB_LABELS
from passerelles.catalogue.importers.reading import REPEATED
from passerelles.catalogue.importers.sources import BY_ID
from passerelles.catalogue.importers.subdomains import Subdomains
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import EVERY_CERTIFICATION, Figure, Programme
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


def account(done: Import, source: str) -> Table:
    return next(table for table in done.tables if table.source == source)


def test_more_than_nine_job_names_in_ten_of_the_sheets_lead_to_a_job(done: Import) -> None:
    newer, older, texts = (
        BY_ID[f"onisep-{name}"].open(FOLDER) for name in ("metiers-2026-01", "metiers-2022-04", "fiches-2025-10")
    )
    jobs, names = import_jobs(newer, older, frozenset(), Subdomains())
    used = {label for _, row in texts for label in row[JOB_LABELS].split(REPEATED) if label}
    found = sum(names.find(label) in jobs for label in used)
    assert (found, len(used)) == (915, 935)
    assert account(done, "onisep-fiches-2025-10").notes.total() == 133


def test_most_diplomas_taught_here_have_a_sheet_with_its_texts_and_a_job(edition: Edition) -> None:
    taught = {one.certification for one in edition.programmes}
    described = {one.certification for one in edition.further_studies}
    jobs = {one.id for one in edition.certifications if one.jobs or one.rome or one.common_year_of}
    assert len(taught & described) >= 0.7 * len(taught)
    assert len(taught & jobs) >= 0.95 * len(taught)


def test_specialities_that_follow_a_common_2de_are_known_for_four_2de_in_five(edition: Edition) -> None:
    certifications = {one.id: one for one in edition.certifications}

    def followed(*sources: str) -> tuple[int, int]:
        after: dict[str, set[str]] = {}
        for one in edition.programmes:
            if one.entry == "premiere" and one.source in sources:
                after.setdefault(one.institution, set()).add(one.certification)
        commons = [
            one
            for one in edition.programmes
            if certifications[one.certification].kind == "2de-pro" and certifications[one.certification].common_year_of
        ]
        with_one = [
            one
            for one in commons
            if after.get(one.institution, set()) & {*certifications[one.certification].common_year_of}
        ]
        return len(with_one), len(commons)

    assert followed("orion-voie-pro-2022") == (193, 339)
    assert followed("orion-voie-pro-2022", "constat-2020") == (273, 339)


def test_nothing_of_onisep_is_outside_its_files(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(archive.write(edition))) as opened:
        ours = b"".join(opened.read(name) for name in opened.namelist() if name.startswith("records/"))
    assert b"FOR:" not in ours
    assert b"MET:" not in ours
    assert b"onisep" not in ours


def test_courses_after_the_bac_and_outcomes_of_institutions_are_known(edition: Edition) -> None:
    names = {one.id: one.label for one in edition.certifications}
    taught = {names[one.certification] for one in edition.programmes if one.source == "parcoursup-2025"}
    assert {"BUT Génie civil - construction durable", "Licence Droit", "Diplôme d’État d’infirmier(ière)"} <= taught
    assert sum(one.certification == EVERY_CERTIFICATION for one in edition.outcomes) > 300
    assert len(edition.residences) == 47


def test_the_embedded_edition_stays_light() -> None:
    assert len(embedded()) <= 2 * 1024 * 1024
