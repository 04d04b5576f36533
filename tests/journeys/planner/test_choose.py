"""The few itineraries shown differ by something a student cares about."""

from __future__ import annotations

from typing import Any

from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.planner.choose import choose
from passerelles.journeys.planner.leads import path_of
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ride import Ride
from tests.support.editions import CINAV, TCI, THIRD_YEAR, a_catalogue

CATALOGUE = a_catalogue()
CAP = "CFD:50025217"
QUESTION = Question(THIRD_YEAR, (CINAV,))


def a_ride(source: str, target: str, **fields: Any) -> Ride:
    defaults: dict[str, Any] = {"status": "school", "years": 2.0, "town": "A", "lead": None}
    return Ride(step=Progression(source, target, "continuation", "official", "to_bts"), **(defaults | fields))


def by_bac(**last: Any) -> Path:
    return path_of((a_ride(THIRD_YEAR, TCI, years=3.0), a_ride(TCI, CINAV, **last)))


def by_cap() -> Path:
    return path_of((a_ride(THIRD_YEAR, CAP), a_ride(CAP, TCI), a_ride(TCI, CINAV)))


def test_each_shape_comes_before_a_second_of_the_same() -> None:
    near, elsewhere, hired = by_bac(km=40.0), by_bac(km=60.0, town="B"), by_bac(status="apprenticeship", km=60.0)
    assert set(choose(CATALOGUE, [near, elsewhere, hired, by_cap()], QUESTION, most=3)) == {near, hired, by_cap()}


def test_the_same_trip_is_shown_once() -> None:
    assert len(choose(CATALOGUE, [by_bac(km=40.0), by_bac(km=41.0, risk=0)], QUESTION)) == 1


def test_whom_refuses_to_board_sees_the_near_one_first() -> None:
    def two_legs(last_years: float, **place: Any) -> Path:
        first = a_ride(THIRD_YEAR, TCI, years=3.0, **place)
        return path_of((first, a_ride(TCI, CINAV, years=last_years, **place)))

    far = two_legs(2.0, km=40.0, far=True, bed=True)
    near_but_longer = two_legs(4.0, km=5.0, town="home")
    boarder = Question(THIRD_YEAR, (CINAV,), boarding=True)
    day_pupil = Question(THIRD_YEAR, (CINAV,), boarding=False)
    assert choose(CATALOGUE, [near_but_longer, far], boarder)[0] == far
    assert choose(CATALOGUE, [far, near_but_longer], day_pupil)[0] == near_but_longer
