"""The lookups of a compiled catalogue."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.regions import REGION_OF
from passerelles.catalogue.records import Figure, Outcome
from passerelles.core.messages import catalogue as messages
from tests.support.editions import BRIAND, CINAV, MAINTENANCE_NAUTIQUE, REMI, TABARLY, TCI, a_catalogue, a_certification


def test_programmes_are_found_by_diploma_and_by_institution() -> None:
    catalogue = a_catalogue()
    assert {one.status for one in catalogue.programmes_of(CINAV)} == {"school", "apprenticeship"}
    assert {one.certification for one in catalogue.programmes_at(BRIAND)} == {CINAV}
    assert catalogue.programmes_of("CFD:0") == ()
    assert catalogue.programmes_at("UAI:0") == ()


def test_a_common_year_and_what_follows_know_each_other() -> None:
    catalogue = a_catalogue()
    assert [one.id for one in catalogue.enters_through(TCI)] == [REMI]
    assert [one.id for one in catalogue.leads_to(REMI)] == [TCI]
    assert catalogue.leads_to("CFD:0") == ()


def test_what_follows_a_common_year_is_what_is_open_now() -> None:
    catalogue = a_catalogue(certifications=[a_certification("2", common_year_of=("CFD:40025009",))])
    assert [one.id for one in catalogue.leads_to("CFD:2")] == [MAINTENANCE_NAUTIQUE]


def test_the_diplomas_of_a_job_are_open_and_those_taught_here_come_first() -> None:
    catalogue = a_catalogue(certifications=[a_certification("1", "CAP A", rome=("ROME:I1605",))])
    found = [one.id for one in catalogue.certifications_of_job("ROME:I1605")]
    assert found == ["CFD:50025217", MAINTENANCE_NAUTIQUE, "CFD:1"]


def test_the_closest_outcome_is_the_institutions_own_then_the_regions() -> None:
    def outcome(scope: str, percent: float) -> Outcome:
        figure = Figure(value=percent, vintage="2022_2023", scope=scope, source="inserjeunes")
        return Outcome(certification=CINAV, status="school", scope=scope, further_study=figure)

    catalogue = a_catalogue(outcomes=[outcome("france", 1), outcome("region:52", 2), outcome(BRIAND, 3)])
    assert catalogue.outcome_of(CINAV, "school", BRIAND) == outcome(BRIAND, 3)
    assert catalogue.outcome_of(CINAV, "school", TABARLY) == outcome("region:52", 2)
    assert catalogue.outcome_of(CINAV, "school") == outcome("region:52", 2)
    assert catalogue.outcome_of(CINAV, "apprenticeship") is None


def test_of_several_regions_only_that_of_the_school_or_of_the_place_asked_speaks() -> None:
    def outcome(scope: str) -> Outcome:
        figure = Figure(value=50.0, vintage="2022_2023", scope=scope, source="inserjeunes")
        return Outcome(certification=CINAV, status="school", scope=scope, further_study=figure)

    catalogue = a_catalogue(outcomes=[outcome("region:11"), outcome("region:52")])
    assert catalogue.outcome_of(CINAV, "school", TABARLY) == outcome("region:52")
    assert catalogue.outcome_of(CINAV, "school", department="75") == outcome("region:11")
    assert catalogue.outcome_of(CINAV, "school", department="2A") is None
    assert catalogue.outcome_of(CINAV, "school") is None


def test_every_department_of_france_is_in_one_region() -> None:
    named = {key.rpartition(".")[2] for key in messages() if key.startswith("territories.departments.")}
    outside = {code for code in named if code.startswith("98") or code in {"975", "977", "978"}}
    assert set(REGION_OF) == named - outside


def test_what_is_derived_is_built_once_even_by_many_threads() -> None:
    catalogue = a_catalogue()
    built: list[str] = []

    def build(of: Catalogue) -> object:
        built.append(of.edition)
        return object()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: catalogue.derived("tests.thing", build), range(64)))
    assert len(found) == 1
    assert built == [catalogue.edition]
