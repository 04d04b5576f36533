"""Which evenings a house opens on in zone B, and the words for the others."""

from __future__ import annotations

from datetime import date

import pytest

from passerelles.boarding.calendar import Closure, closure, knows, opening_nights, school_year

FROM_MONDAY, FROM_SUNDAY = (1, 2, 3, 4), (7, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("night", "expected"),
    [
        (date(2027, 1, 4), None),
        (date(2027, 1, 8), Closure("weekend", None)),  # a Friday
        (date(2027, 1, 10), Closure("weekend", None)),  # a Sunday, for a house that opens on Mondays
        (date(2026, 10, 19), Closure("holidays", "vacances de la Toussaint")),
        (date(2026, 12, 21), Closure("holidays", "vacances de Noël")),
        (date(2027, 2, 24), Closure("holidays", "vacances d’hiver")),
        (date(2027, 4, 20), Closure("holidays", "vacances de printemps")),
        (date(2026, 11, 10), Closure("eve", None)),  # 11 November is a Wednesday
        (date(2026, 11, 11), Closure("public_holiday", None)),
        (date(2027, 5, 5), Closure("eve", None)),  # the bridge of Ascension begins the next day
        (date(2027, 5, 17), Closure("public_holiday", None)),  # Whit Monday
    ],
)
def test_a_night_is_open_or_says_why_not(night: date, expected: Closure | None) -> None:
    assert closure(night, evenings=FROM_MONDAY, zone="B") == expected


def test_a_house_may_open_on_sunday_evening_but_not_on_the_eve_of_a_holiday() -> None:
    assert closure(date(2027, 1, 10), evenings=FROM_SUNDAY, zone="B") is None
    assert closure(date(2027, 5, 16), evenings=FROM_SUNDAY, zone="B") == Closure("eve", None)


def test_zones_do_not_share_their_winter_holidays() -> None:
    night = date(2027, 2, 10)
    assert closure(night, evenings=FROM_MONDAY, zone="B") is None
    assert {closure(night, evenings=FROM_MONDAY, zone=zone) is None for zone in "AC"} == {True, False}


def test_a_school_year_ends_before_the_summer_and_summer_belongs_to_the_next() -> None:
    running = school_year(date(2026, 11, 23), "B")
    assert running is not None
    assert (running.first, running.last) == (date(2026, 9, 1), date(2027, 7, 2))
    following = school_year(date(2027, 7, 20), "B")
    assert following is not None
    assert following.first == date(2027, 9, 1)


def test_nothing_is_published_in_a_year_whose_holidays_are_not_known() -> None:
    assert not knows(date(2060, 1, 10), "B")
    assert list(opening_nights(date(2060, 1, 1), date(2060, 1, 31), evenings=FROM_MONDAY, zone="B")) == []


def test_the_january_of_the_mock_has_its_four_nights_a_week() -> None:
    nights = list(opening_nights(date(2027, 1, 4), date(2027, 1, 17), evenings=FROM_MONDAY, zone="B"))
    assert [night.day for night in nights] == [4, 5, 6, 7, 11, 12, 13, 14]
