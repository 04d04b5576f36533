"""What must hold for every diploma of the embedded edition, and not only for small examples."""

from __future__ import annotations

import pytest

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.seed import embedded
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys import words
from passerelles.journeys.graph.graph import MOST, Graph
from passerelles.journeys.graph.stations import STAGES, label_of


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(Catalogue(archive.read(embedded())))


def test_no_diploma_taught_here_is_a_dead_end(graph: Graph) -> None:
    taught = {programme.certification for programme in graph.catalogue.programmes.values()}
    alone = [one for one in taught & graph.catalogue.certifications.keys() if not graph.leads_somewhere(one)]
    assert alone == []


def test_every_diploma_says_something_of_what_follows(graph: Graph) -> None:
    silent = [one for one in graph.catalogue.certifications if not graph.next_of(one)]
    assert silent == []


def test_every_list_is_short_and_every_strength_a_share(graph: Graph) -> None:
    for station in (*graph.catalogue.certifications, *STAGES):
        steps = graph.next_of(station)
        assert len(steps) <= MOST
        assert all(0 < step.strength <= 1 for step in steps)


def test_a_cap_opens_no_higher_education_and_a_bac_leads_back_to_no_cap(graph: Graph) -> None:
    known = graph.catalogue.certifications
    for diploma in known.values():
        following = {known[one.target].kind for one in graph.next_of(diploma.id) if one.target in known}
        if diploma.kind == "cap":
            assert not following & {"bts", "but", "deust", "licence", "licence-pro"}
        if diploma.kind in ("bac-pro", "bts"):
            assert "cap" not in following


def test_every_step_has_its_sentences_and_a_name(graph: Graph) -> None:
    shown = [step for station in (*graph.catalogue.certifications, *STAGES) for step in graph.next_of(station)]
    for rule in {step.rule: step for step in shown}.values():
        assert all("journeys.rules" not in words.rule(rule, part) for part in ("conditions", "window", "source"))
    targets = {step.target for step in shown}
    assert [target for target in targets if label_of(graph.catalogue, target) == target] == []
