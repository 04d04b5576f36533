"""The nearest ways into a diploma are found without measuring them all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from passerelles.catalogue.records import HouseTariff, Programme
from passerelles.journeys.planner.prices import year_euros
from passerelles.journeys.planner.question import Home
from passerelles.journeys.planner.ways import Table, Way

PARIS = Home("COM:75056", 48.86, 2.35)
LATITUDES, LONGITUDES = st.floats(42.4, 51.0), st.floats(-4.7, 8.2)


def a_way(index: int, lat: float | None, lon: float | None, risk: int = 1) -> Way:
    programme = Programme(id=f"PRG:{index:04}", certification="CFD:1", institution=f"UAI:{index:04}", status="school")
    return Way(
        programme=programme, via=None, years=2, town=f"T{index % 3}", lat=lat, lon=lon, boarding=None,
        accessible=None, bed_year_euros=None, risk=risk, risk_known=True, employment=None,
    )  # fmt: skip


def km_of(way: Way, home: Home) -> float:
    km = way.km(home)
    return 10_000.0 if km is None else km


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=60), LATITUDES, LONGITUDES)
def test_the_nearest_are_those_that_measuring_all_would_give(
    places: list[tuple[float, float]], lat: float, lon: float
) -> None:
    home = Home("COM:1", lat, lon)
    ways = [a_way(index, *place) for index, place in enumerate(places)]
    found = Table("school", "vocational", ways).nearest(home, 8)
    assert [km_of(way, home) for _, way in found] == sorted(km_of(way, home) for way in ways)[:8]


def test_unknown_places_come_after_the_known_ones() -> None:
    table = Table("school", "vocational", [a_way(0, None, None), a_way(1, 43.3, 5.4), a_way(2, 48.8, 2.3)])
    assert [way.programme.id for _, way in table.nearest(PARIS, 8)] == ["PRG:0002", "PRG:0001", "PRG:0000"]


def test_without_a_home_the_least_asked_for_come_first() -> None:
    table = Table("school", "vocational", [a_way(0, 48.8, 2.3, risk=2), a_way(1, 43.3, 5.4, risk=0)])
    assert [way.programme.id for _, way in table.nearest(None, 1)] == ["PRG:0001"]


def test_the_ways_of_a_town_are_all_there() -> None:
    table = Table("school", "vocational", [a_way(index, 48.8, 2.3) for index in range(6)])
    assert [way.programme.id for way in table.in_towns(("T0", "elsewhere"))] == ["PRG:0000", "PRG:0003"]


def test_a_year_of_boarding_is_that_of_the_cheapest_tariff() -> None:
    nightly = HouseTariff(
        label="", cents=1_430, unit="night", valid_from="2027-01-01", valid_to="2027-12-31", source=""
    )
    weekly = replace(nightly, cents=4_000, unit="week")
    assert year_euros([nightly, weekly]) == 1_440.0
    assert year_euros([]) is None
