"""Demand per place is ranked among peers of one procedure and entry, never across."""

from __future__ import annotations

from passerelles.catalogue.model.pressure import MIN_PEERS, UNKNOWN, Pressure, ranked
from passerelles.catalogue.records import Procedure, Programme
from tests.support.editions import a_catalogue, a_programme


def peers(procedure: Procedure, demands: list[float], start: int = 0) -> list[Programme]:
    return [
        a_programme(f"{start + number:07d}A", "50025217", procedure=procedure, places=10, demand=demand)
        for number, demand in enumerate(demands)
    ]


def test_terciles_share_the_peers_in_three() -> None:
    found = ranked(peers("affelnet", [1, 2, 3, 4, 5, 6, 7, 8, 9]))
    assert [one.rank for one in found.values()] == ["low"] * 3 + ["medium"] * 3 + ["high"] * 3


def test_another_procedure_never_changes_a_rank() -> None:
    school = peers("affelnet", [1, 2, 3, 4, 5, 6])
    alone = ranked(school)
    beside = ranked([*school, *peers("parcoursup", [500, 600, 700, 800, 900, 950], start=100)])
    assert {one.id: beside[one.id] for one in school} == alone
    assert beside["PRG:0000100A.50025217.school"].rank == "low"


def test_places_in_premiere_are_ranked_apart() -> None:
    first = peers("affelnet", [1, 2, 3, 4, 5, 6])
    later = a_programme("9999999Z", "50025217", entry="premiere", places=10, demand=100)
    assert ranked([*first, later])[later.id] == Pressure(10.0, None)


def test_too_few_peers_give_a_value_without_a_rank() -> None:
    assert {one.rank for one in ranked(peers("affelnet", [1.0] * (MIN_PEERS - 1))).values()} == {None}


def test_equal_demands_have_equal_ranks() -> None:
    assert len({one.rank for one in ranked(peers("affelnet", [7.0] * 9)).values()}) == 1


def test_a_missing_number_is_unknown_not_zero() -> None:
    without = [
        a_programme("0000001A", "50025217", places=10),
        a_programme("0000002A", "50025217", demand=10),
        a_programme("0000003A", "50025217", places=0, demand=10),
    ]
    catalogue = a_catalogue(programmes=[*without, *(a_programme(f"000000{n}B", "50025217") for n in range(3))])
    assert {catalogue.pressure_of(one.id) for one in without} == {UNKNOWN}


def test_nobody_asking_is_a_known_demand() -> None:
    found = ranked(peers("affelnet", [0, 1, 2, 3, 4, 5]))
    assert found["PRG:0000000A.50025217.school"] == Pressure(0.0, "low")
