"""Distances as the crow flies, and the grid that finds what is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelles.catalogue.model.places import Places, distance_km
from passerelles.catalogue.records import Institution
from tests.support.editions import BRIAND, CHALLANS, TABARLY, a_catalogue, an_institution

latitudes = st.floats(41.0, 51.5)
longitudes = st.floats(-5.0, 10.0)


def placed(positions: list[tuple[float, float]]) -> list[Institution]:
    return [an_institution(f"{number:07d}A", lat=lat, lon=lon) for number, (lat, lon) in enumerate(positions)]


def test_the_flagship_distances_are_those_of_the_map() -> None:
    catalogue = a_catalogue()
    challans = catalogue.communes[CHALLANS]
    assert challans.lat is not None
    assert challans.lon is not None
    far = {one.id: km for km, one in catalogue.institutions_near(challans.lat, challans.lon)}
    assert far[TABARLY] == pytest.approx(36, abs=0.5)
    assert far[BRIAND] == pytest.approx(57, abs=0.5)


def test_what_has_no_place_has_no_distance() -> None:
    found = a_catalogue().institutions_near(46.8, -1.8)
    assert "UAI:0851400K" not in {one.id for _, one in found}


def test_equal_distances_are_ordered_by_id() -> None:
    places = Places(placed([(47.0, 1.0)] * 3))
    assert [one.id for _, one in places.near(47.0, 1.0, 1)] == ["UAI:0000000A", "UAI:0000001A", "UAI:0000002A"]


@given(st.lists(st.tuples(latitudes, longitudes), max_size=30), latitudes, longitudes, st.floats(0.5, 400))
def test_the_grid_finds_what_measuring_everything_finds(
    positions: list[tuple[float, float]], lat: float, lon: float, km: float
) -> None:
    records = placed(positions)
    found = Places(records).near(lat, lon, km)
    slow = sorted(
        (distance, one.id)
        for one in records
        if one.lat is not None and one.lon is not None and (distance := distance_km(lat, lon, one.lat, one.lon)) <= km
    )
    assert [(distance, one.id) for distance, one in found] == slow
