"""Ways that must hold for every territory, read as sentences on the small edition."""

from __future__ import annotations

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.asking import Wishes, ask
from passerelles.journeys.graph.graph import AFTER_WORK, Graph, graph_of
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.planner.leads import for_adults
from passerelles.journeys.planner.plan import plan
from passerelles.journeys.progressions import next_list
from tests.support.editions import CHALLANS, CINAV, TCI, a_catalogue, a_certification, a_programme

LEVELS = (("cap", 3, 2), ("bac-pro", 4, 3), ("bts", 5, 2), ("licence-pro", 6, 1), ("master", 7, 2))


def steps(catalogue: Catalogue, station: str) -> dict[str, Progression]:
    return {step.target: step for step in Graph(catalogue).next_of(station)}


def a_cs(cfd: str, level: int) -> Certification:
    return a_certification(cfd, "CS Chaudronnerie industrielle fine", kind="mc", level=level, years=1, nsf="254")


def test_the_status_may_change_at_each_station() -> None:
    catalogue = a_catalogue()
    asked = ask(catalogue, Wishes(start="stage:3e", to=CINAV, near=CHALLANS, max_km=30.0))
    found = plan(graph_of(catalogue), asked.question).itineraries
    statuses = {tuple(ride.status for ride in one.path.rides) for one in found}
    assert ("school", "apprenticeship") in statuses
    assert ("school", "school") in statuses


def test_an_adult_may_take_any_level_by_continuing_education_or_by_vae() -> None:
    open_to = {"continuing": True, "vae": True}
    for kind, level, years in LEVELS:
        diploma = a_certification(
            f"9902549{level}", f"Diplôme {kind}", kind=kind, level=level, years=years, ways=open_to
        )
        catalogue = a_catalogue(certifications=[diploma])
        asked = ask(catalogue, Wishes(start="stage:work", to=diploma.id, near=CHALLANS, max_km=30.0))
        leads = list(for_adults(catalogue, asked.question))
        assert [(ride.status, ride.step.kind) for ride in leads] == [
            ("continuing", "return_to_study"),
            ("vae", "vae"),
        ]


def test_a_specialisation_is_a_branch_of_one_year_after_a_cap_or_a_bac_pro() -> None:
    cap = a_certification("50025499", "CAP Chaudronnerie industrielle", nsf="254")
    lower, upper = a_cs("56025499", 3), a_cs("46025499", 4)
    catalogue = a_catalogue(certifications=[cap, lower, upper])
    after_cap, after_bac = steps(catalogue, cap.id), steps(catalogue, TCI)
    assert after_cap[lower.id].rule == "to_specialisation"
    assert after_bac[upper.id].rule == "to_specialisation"
    assert {lower.years, upper.years} == {1}


def test_general_and_technological_bacs_open_the_bts() -> None:
    catalogue = a_catalogue()
    assert CINAV in steps(catalogue, "stage:bac-general")
    assert CINAV in steps(catalogue, "stage:bac-techno-sti2d")


def test_a_general_bac_of_the_nomenclature_leads_where_the_stage_leads() -> None:
    bac = a_certification("47010019", "Bac général", kind="bac-general", level=4, years=3)
    catalogue = a_catalogue(certifications=[bac])
    assert steps(catalogue, bac.id).keys() == steps(catalogue, "stage:bac-general").keys()


def test_a_bac_pro_is_entered_from_3e_from_2de_gt_and_from_a_cap_of_its_field() -> None:
    cap = a_certification("50025499", "CAP Chaudronnerie industrielle", nsf="254")
    before = {step.source: step.kind for step in Graph(a_catalogue(certifications=[cap])).before_of(TCI)}
    assert before["stage:3e"] == "continuation"
    assert before["stage:2gt"] == "bridge"
    assert before[cap.id] == "continuation"


def test_a_pupil_of_2de_gt_may_turn_to_a_cap() -> None:
    cap = a_certification("50025499", "CAP Chaudronnerie industrielle", nsf="254")
    taught = a_programme("0440069L", "50025499", years=2)
    found = steps(a_catalogue(certifications=[cap], programmes=[taught]), "stage:2gt")
    assert found[cap.id].kind == "reorientation"


def test_a_true_end_says_work_then_vae_or_continuing_education() -> None:
    last = a_certification("99099999", "Certificat de la dorure", kind="other", level=4, years=1, nsf="999")
    catalogue = a_catalogue(certifications=[last])
    (only,) = next_list(catalogue, last.id).items
    assert only.to == AFTER_WORK
    assert only.label == label_of(catalogue, AFTER_WORK)
    assert "VAE" in only.conditions
