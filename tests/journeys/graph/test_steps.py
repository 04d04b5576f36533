"""Which kinds of diploma follow which: levels, State diplomas by any of their names."""

from __future__ import annotations

from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.steps import sort_of, step_between
from tests.support.editions import TCI, a_catalogue, a_certification

CARE = {"kind": "other", "nsf": "332", "years": 1}


def test_a_state_diploma_is_known_by_its_acronym_where_its_label_names_the_job_alone() -> None:
    assert sort_of(a_certification("46033299", "Moniteur éducateur", level=4, acronym="DEME", **CARE)) == "state"
    film = a_certification("46032399", "Diplôme du film", kind="other", level=6, nsf="323", acronym="DESFA")
    assert sort_of(film) == "other"


def test_a_diploma_of_youth_and_sport_is_no_diploma_of_care() -> None:
    label = "Diplôme d’État de la jeunesse, de l’éducation populaire et du sport, animation"
    assert sort_of(a_certification("33633599", label, kind="other", level=5)) == "jeps"


def test_nothing_above_the_bac_is_reached_without_it() -> None:
    cap = a_certification("50033299", "CAP Petite enfance", kind="cap", level=3)
    lower = a_certification("46033199", "Diplôme d’État d’auxiliaire", level=4, **CARE)
    upper = a_certification("36033199", "Diplôme d’État de puéricultrice", level=5, **CARE)
    assert step_between(cap, lower)
    assert step_between(cap, upper) is None


def test_certificates_of_one_act_in_one_field_are_one_step() -> None:
    farm = {"ministry": "Agriculture", "nsf": "212", "level": 4}
    bac = a_certification("40321299", "Bac pro Élevage", kind="bac-pro", years=3, **farm)
    labels = ("caprin", "porcin", "bovin viande")
    several = [
        a_certification(f"4632129{i}", f"CS Conduite d’un élevage {label}", kind="mc", years=1, **farm)
        for i, label in enumerate(labels)
    ]
    found = Graph(a_catalogue(certifications=[bac, *several])).next_of(bac.id)
    (step,) = [one for one in found if one.rule == "to_specialisation"]
    assert {step.target, *step.options} == {one.id for one in several}


def test_an_old_diploma_that_only_the_nomenclature_knows_is_proposed_to_nobody() -> None:
    old = {"kind": "bts", "level": 5, "years": 2, "nsf": "254", "opened": "1987-09-01"}
    forgotten = a_certification("32025481", "BTS Chaudronnerie des phares", rncp=None, **old)
    registered = a_certification("32025482", "BTS Chaudronnerie des quais", rncp="12345", **old)
    awaited = a_certification("32025483", "BTS Chaudronnerie du vent", rncp=None, **old | {"opened": "2026-09-01"})
    catalogue = a_catalogue(certifications=[forgotten, registered, awaited])
    found = {step.target for step in Graph(catalogue).next_of(TCI)}
    assert found & {forgotten.id, registered.id, awaited.id} == {registered.id, awaited.id}
