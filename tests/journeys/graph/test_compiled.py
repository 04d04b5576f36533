"""The flat arrays give back the progressions they were made from."""

from __future__ import annotations

from passerelles.journeys.graph.compiled import Compiled
from passerelles.journeys.graph.progression import Progression

STEPS = [
    Progression("CFD:1", "CFD:3", "continuation", "inferred", "to_bts", 0.4),
    Progression("CFD:1", "CFD:4", "continuation", "documented", "to_bts", 0.9),
    Progression("CFD:2", "CFD:3", "bridge", "inferred", "to_bp", 0.5),
]


def test_what_comes_after_is_strongest_first() -> None:
    assert list(Compiled(STEPS).after("CFD:1")) == [STEPS[1], STEPS[0]]


def test_what_comes_before_is_the_same_read_from_its_end() -> None:
    assert list(Compiled(STEPS).into("CFD:3")) == [STEPS[0], STEPS[2]]


def test_an_unknown_station_has_nothing_around_it() -> None:
    compiled = Compiled(STEPS)
    assert [*compiled.after("CFD:9"), *compiled.into("CFD:9")] == []


def test_the_order_given_does_not_matter() -> None:
    assert list(Compiled(reversed(STEPS)).after("CFD:1")) == list(Compiled(STEPS).after("CFD:1"))
