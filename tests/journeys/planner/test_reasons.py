"""Reasons say only what the figures say."""

from __future__ import annotations

from typing import Any

from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.planner.leads import path_of
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.reasons import reasons_for
from passerelles.journeys.planner.ride import Ride
from tests.support.editions import CINAV, TCI, THIRD_YEAR, a_catalogue

CATALOGUE = a_catalogue()
BAC = CATALOGUE.programmes["PRG:0850033Z.40025411.school.1re"]
BTS = CATALOGUE.programmes["PRG:0440069L.32025413.school"]


def a_ride(source: str, target: str, **fields: Any) -> Ride:
    defaults: dict[str, Any] = {
        "status": "school",
        "years": 2.0,
        "programme": BTS,
        "km": 57.0,
        "town": "B",
        "far": True,
    }
    return Ride(step=Progression(source, target, "continuation", "official", "to_bts"), **(defaults | fields))


def a_path(**last: Any) -> Path:
    first = a_ride(THIRD_YEAR, TCI, years=3.0, programme=BAC, km=36.0, town="A")
    return path_of((first, a_ride(TCI, CINAV, **last)))


def words(path: Path, *others: Path, home: bool = True) -> list[str]:
    return [reason.key for reason in reasons_for(CATALOGUE, path, others, home=home)]


def test_alone_it_is_best_at_nothing() -> None:
    assert words(a_path()) == ["at_school"]


def test_the_shortest_needs_something_longer() -> None:
    assert "shortest" in words(a_path(), a_path(years=3.0))
    assert "shortest" not in words(a_path(), a_path())


def test_pay_begins_in_the_year_of_the_contract() -> None:
    reasons = reasons_for(CATALOGUE, a_path(status="apprenticeship"), (), home=True)
    assert [(reason.key, reason.number) for reason in reasons] == [("paid_from", 4)]


def test_a_lead_promises_no_pay_and_no_record() -> None:
    lead = a_path(status="apprenticeship", programme=None, lead="apprenticeship", years=1.0)
    assert words(lead, a_path()) == ["to_confirm"]


def test_the_safest_needs_a_known_demand_everywhere() -> None:
    known = a_path(risk=0, risk_known=True)
    assert "safest" not in words(known, a_path(risk=2, risk_known=True))  # the first leg's demand is unknown
    first = a_ride(THIRD_YEAR, TCI, years=3.0, risk=0, risk_known=True)
    safe = path_of((first, a_ride(TCI, CINAV, risk=0, risk_known=True)))
    assert "safest" in words(safe, a_path(risk=2))


def test_near_is_said_only_when_every_leg_is() -> None:
    near = path_of((a_ride(THIRD_YEAR, CINAV, km=5.0, town="home", far=False),))
    assert "near" in words(near)
    assert "near" not in words(near, home=False)
    assert "near" not in words(a_path())


def test_work_afterwards_is_praised_only_when_it_is_published_and_the_most() -> None:
    best, other, unknown = (a_path(arrives=True, employment=value) for value in (84.0, 46.0, None))
    assert "most_work" in words(best, other)
    assert "most_work" not in words(other, best)
    assert "most_work" not in words(unknown, other)
    assert "most_work" not in words(best)
