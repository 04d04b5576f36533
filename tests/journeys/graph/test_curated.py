"""Where curated progressions stand among the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from passerelles.catalogue.schemas import Confidence
from passerelles.journeys.graph import curated as held
from passerelles.journeys.graph.curated import Curated, Entry, among
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.progression import Note, Progression
from tests.support.editions import CINAV, MAINTENANCE_NAUTIQUE, OLD_MAINTENANCE_NAUTIQUE, TCI, a_catalogue

NOTE = Note(conditions="Selon les places.", source="Une convention", added="ajouté par l’équipe")


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    held.show(held.NONE)


def step(target: str, confidence: Confidence) -> Progression:
    return Progression("A", target, "continuation", confidence, "to_bts")


def entry(source: str, target: str) -> Entry:
    return Entry(source, target, "bridge", NOTE)


def test_they_come_before_the_first_inferred_one() -> None:
    steps = [step("B", "official"), step("C", "documented"), step("D", "inferred"), step("E", "documented")]
    assert [one.target for one in among(steps, [step("Z", "curated")])] == ["B", "C", "Z", "D", "E"]


def test_what_a_text_says_stays_and_what_was_inferred_becomes_curated() -> None:
    steps = [step("C", "documented"), step("D", "inferred")]
    found = among(steps, [step("C", "curated"), step("D", "curated")])
    assert [(one.target, one.confidence) for one in found] == [("C", "documented"), ("D", "curated")]


def test_an_old_code_means_the_diploma_open_now_and_an_unknown_one_nothing() -> None:
    catalogue = a_catalogue()
    curated = Curated("v", (entry(OLD_MAINTENANCE_NAUTIQUE, CINAV), entry(TCI, "CFD:99999999")))
    assert [one.target for one in curated.after(catalogue, MAINTENANCE_NAUTIQUE)] == [CINAV]
    assert list(curated.after(catalogue, TCI)) == []


def test_the_graph_follows_what_is_shown() -> None:
    catalogue = a_catalogue()
    held.show(Curated("one", (entry(MAINTENANCE_NAUTIQUE, CINAV),)))
    shown = {one.target: one for one in graph_of(catalogue).next_of(MAINTENANCE_NAUTIQUE)}
    assert shown[CINAV].note == NOTE
    held.show(held.NONE)
    assert all(one.confidence != "curated" for one in graph_of(catalogue).before_of(CINAV))
