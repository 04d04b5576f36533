"""What follows a technological baccalauréat: its series by any of its names, the closest diplomas first."""

from __future__ import annotations

import pytest

from passerelles.catalogue.records import Certification, FurtherStudy
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.stations import stage_of
from tests.support.editions import a_catalogue, a_certification

CARE = {"nsf": "331", "sector": "NSF:33"}


def a_techno(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bac-techno", "level": 4, "years": 2} | fields))


def a_bts(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bts", "level": 5, "years": 2} | fields))


ST2S = a_techno("43033199", "Bac techno Sciences et technologies de la santé et du social", **CARE)


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("Bac techno STL biotechnologies", "stage:bac-techno-stl"),
        ("Bac techno Sciences et technologies de la santé et du social", "stage:bac-techno-st2s"),
        ("Bac techno Sciences et technologies du management et de la gestion", "stage:bac-techno-stmg"),
        (
            "Bac techno Sciences et technologies de l’industrie et du développement durable énergies",
            "stage:bac-techno-sti2d",
        ),
        ("Bac techno Sciences et techniques de la lune", None),
    ],
)
def test_a_series_is_known_by_its_acronym_or_by_its_name_and_is_never_the_general_bac(
    label: str, stage: str | None
) -> None:
    assert stage_of(a_techno("43099999", label)) == stage


def test_the_diploma_of_the_field_comes_before_one_that_names_every_series() -> None:
    near = a_bts("32033199", "BTS Services de la santé et du social", **CARE)
    far = a_bts("32032399", "BTS Image et son", nsf="323", sector="NSF:32")
    sheets = [
        FurtherStudy(certification=near.id, sheet="FOR:1", access_text="Accessible avec un bac ST2S.", source="o"),
        FurtherStudy(
            certification=far.id, sheet="FOR:2", access_text="Accessible avec un bac STL, STI2D ou ST2S.", source="o"
        ),
    ]
    graph = Graph(a_catalogue(certifications=[ST2S, near, far], further_studies=sheets))
    for station in ("stage:bac-techno-st2s", ST2S.id):
        found = [step.target for step in graph.next_of(station)]
        assert found.index(near.id) < found.index(far.id)


def test_health_studies_follow_the_bac_of_health_and_name_its_stage_once_as_a_way_in() -> None:
    nurse = a_certification("26033199", "Diplôme d’État de la santé", kind="other", level=6, years=3, **CARE)
    graph = Graph(a_catalogue(certifications=[ST2S, nurse]))
    assert nurse.id in {step.target for step in graph.next_of("stage:bac-techno-st2s")}
    assert [step.source for step in graph.before_of(nurse.id)] == ["stage:bac-techno-st2s"]


def test_each_but_is_a_step_after_a_technological_bac() -> None:
    fields = {"kind": "but", "level": 6, "years": 3, "nsf": "331", "sector": "NSF:33"}
    buts = [a_certification(f"2513319{i}", f"BUT Santé {i}{i}{i}", **fields) for i in (1, 2)]
    graph = Graph(a_catalogue(certifications=[ST2S, *buts]))
    assert {one.id for one in buts} <= {step.target for step in graph.next_of(ST2S.id)}


def test_most_general_bacheliers_go_to_the_university() -> None:
    assert Graph(a_catalogue()).next_of("stage:bac-general")[0].target == "TYPE:licence"
