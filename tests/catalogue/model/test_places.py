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
    far = {one.id: km for km, one in Places(catalogue.institutions.values()).near(challans.lat, challans.lon)}
    assert far[TABARLY] == pytest.approx(36, abs=0.5)
    assert far[BRIAND] == pytest.approx(57, abs=0.5)


def test_what_has_no_place_has_no_distance() -> None:
    found = Places(a_catalogue().institutions.values()).near(46.8, -1.8)
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


def test_a_list_ends_with_what_has_no_place_unless_it_is_limited() -> None:
    nowhere = an_institution("9999999Z", lat=None, lon=None)
    places = Places([nowhere, *placed([(47.0, 1.0), (47.5, 1.0)])])
    shown = [one.id for _, one in places.listed((47.4, 1.0), None)]
    assert shown == ["UAI:0000001A", "UAI:0000000A", nowhere.id]
    assert [one.id for _, one in places.listed((47.4, 1.0), 20)] == ["UAI:0000001A"]
    assert next((km, one.id) for km, one in places.listed(None, 20)) == (None, nowhere.id)
