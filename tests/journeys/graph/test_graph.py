"""Progressions: what is official, what is inferred, and what is never listed."""

from __future__ import annotations

from collections.abc import Iterable

from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.graph import MOST, Graph
from passerelles.journeys.graph.links import FLOOR
from passerelles.journeys.graph.progression import Progression
from tests.support.editions import (
    CINAV,
    MAINTENANCE_NAUTIQUE,
    OLD_MAINTENANCE_NAUTIQUE,
    REMI,
    TCI,
    a_catalogue,
    a_certification,
    a_programme,
)

CAP = "CFD:50025217"


def a_graph(*diplomas: Certification) -> Graph:
    return Graph(a_catalogue(certifications=diplomas))


def a_bts(cfd: str, label: str, **fields: object) -> Certification:
    return a_certification(cfd, label, **({"kind": "bts", "level": 5, "years": 2} | fields))


def targets(graph: Graph, station: str) -> list[str]:
    return [step.target for step in graph.next_of(station)]


def test_a_common_2de_leads_officially_to_its_family_and_nowhere_else() -> None:
    steps = [step for step in a_graph().next_of(REMI) if step.kind != "reorientation"]
    assert [(step.target, step.kind, step.confidence) for step in steps] == [(TCI, "common_year", "official")]


def test_a_2de_pro_may_be_left_until_autumn_for_a_cap_of_its_field_and_the_cap_does_not_come_from_it() -> None:
    welding = a_certification("50025499", "CAP Chaudronnerie industrielle", nsf="254")
    graph = Graph(a_catalogue(certifications=[welding], programmes=[a_programme("0440069L", "50025499", years=2)]))
    last = graph.next_of(REMI)[-1]
    assert (last.target, last.kind, last.rule) == (welding.id, "reorientation", "review")
    assert REMI not in {step.source for step in graph.before_of(welding.id)}


def test_a_bac_pro_of_the_same_speciality_probably_leads_to_the_bts() -> None:
    step = next(step for step in a_graph().next_of(TCI) if step.target == CINAV)
    assert (step.kind, step.confidence) == ("continuation", "inferred")
    assert FLOOR <= step.strength < 1


def test_the_closest_diploma_comes_first() -> None:
    other = a_bts("32025499", "BTS Forge", nsf="254")
    found = targets(a_graph(other), TCI)
    assert found.index(CINAV) < found.index(other.id)


def test_strangers_are_not_listed() -> None:
    hairdressing = a_bts("32033699", "BTS Métiers de la coiffure", nsf="336", rome=("ROME:D1202",))
    assert hairdressing.id not in targets(a_graph(hairdressing), TCI)


def test_no_progression_goes_down_a_level() -> None:
    graph = a_graph()
    for diploma in graph.catalogue.certifications.values():
        for step in graph.next_of(diploma.id):
            following = graph.catalogue.certifications.get(step.target)
            assert following is None or following.level >= diploma.level - (following.kind == "mc")  # a specialisation


def test_a_cap_never_leads_to_a_bts_directly() -> None:
    assert CINAV not in targets(a_graph(), CAP)


def test_a_closed_diploma_is_never_proposed() -> None:
    graph = a_graph()
    assert MAINTENANCE_NAUTIQUE in targets(graph, CAP)
    assert OLD_MAINTENANCE_NAUTIQUE not in targets(graph, CAP)


def test_an_option_is_entered_through_its_common_first_year() -> None:
    option = a_bts("32025498", "BTS Chaudronnerie navale option A", nsf="254")
    common = a_bts("32025497", "BTS Chaudronnerie navale (1re année commune)", nsf="254", common_year_of=(option.id,))
    graph = a_graph(option, common)
    assert common.id in targets(graph, TCI)
    assert option.id not in targets(graph, TCI)
    assert next((step.target, step.confidence) for step in graph.next_of(common.id)) == (option.id, "official")


def test_after_a_bts_kinds_of_diploma_are_said_without_inventing_one() -> None:
    assert targets(a_graph(), CINAV)[0] == "TYPE:licence-pro"


def test_at_most_twelve_are_listed_best_first_and_always_the_same() -> None:
    fields = ("tubes", "silos", "cuves", "ponts", "grues", "coques", "rails", "pylônes", "vannes", "turbines")
    many = [a_bts(f"3202548{i}", f"BTS Chaudronnerie pour {field}", nsf="254") for i, field in enumerate(fields)]
    more = [a_bts(f"3202547{i}", f"BTS Assemblage pour {field}", nsf="254") for i, field in enumerate(fields)]
    steps = a_graph(*many, *more).next_of(TCI)
    assert len(steps) == MOST
    assert [s.strength for s in steps] == sorted((s.strength for s in steps), reverse=True)
    assert steps == a_graph(*more, *many).next_of(TCI)


def test_from_3e_the_ways_in_are_official() -> None:
    steps = a_graph().next_of("stage:3e")
    assert {REMI, TCI, CAP} <= {step.target for step in steps}
    assert {step.confidence for step in steps} == {"official"}


def test_before_a_bac_pro_come_its_2de_the_3e_and_the_cap_of_the_field() -> None:
    sources = {step.source: step.confidence for step in a_graph().before_of(MAINTENANCE_NAUTIQUE)}
    assert sources["stage:3e"] == "official"
    assert sources[CAP] == "inferred"
    assert REMI in {step.source for step in a_graph().before_of(TCI)}


def test_what_follows_is_what_comes_before_read_from_its_end() -> None:
    graph = a_graph()
    forward = {(s.source, s.target) for c in graph.catalogue.certifications for s in inferred(graph.next_of(c))}
    backward = {(s.source, s.target) for c in graph.catalogue.certifications for s in inferred(graph.before_of(c))}
    assert {pair for pair in forward if not pair[1].startswith("TYPE:")} == {
        pair for pair in backward if not pair[0].startswith("stage:")
    }


def inferred(steps: Iterable[Progression]) -> list[Progression]:
    return [step for step in steps if step.confidence == "inferred"]


def test_a_diploma_taught_here_comes_before_its_equal_that_is_not() -> None:
    one = a_bts("32025481", "BTS Assemblage de coques", nsf="254")
    other = a_bts("32025482", "BTS Assemblage de silos", nsf="254")
    taught = a_programme("0440069L", "32025482", procedure="parcoursup", years=2)
    graph = Graph(a_catalogue(certifications=[one, other], programmes=[taught]))
    found = targets(graph, TCI)
    assert found.index(other.id) < found.index(one.id)
