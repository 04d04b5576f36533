"""Which evenings a house can open on, and why not on the others. Pure: dates in, words' keys out.

School holidays by zone come from the package `vacances-scolaires-france` (data of the ministry), public holidays from
`holidays`. Beyond the school years that the package knows, nothing is published: a closed house is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import holidays
from vacances_scolaires_france import SchoolHolidayDates

ONE_DAY: Final = timedelta(days=1)
SUMMER: Final = "Vacances d'été"
FIRST_MONTH: Final = 9  # a school year begins in September


class Closure(NamedTuple):
    """Why a house is closed on a night."""

    kind: Literal["weekend", "holidays", "public_holiday", "eve"]
    name: str | None  # of the holidays: "vacances de Noël"


class SchoolYear(NamedTuple):
    """From 1 September to the eve of the summer holidays."""

    first: date
    last: date


def closure(night: date, *, evenings: Collection[int], zone: str) -> Closure | None:
    """Why a house that opens on these evenings (ISO weekdays) is closed on the night that begins on `night`.

    None when it is open.
    """
    inside = school_holiday(night, zone)
    if inside is not None:
        return Closure("holidays", inside)
    if night.isoweekday() not in evenings:
        return Closure("weekend", None)
    if is_public_holiday(night):
        return Closure("public_holiday", None)
    if is_public_holiday(night + ONE_DAY):
        return Closure("eve", None)
    following = school_holiday(night + ONE_DAY, zone)
    return None if following is None else Closure("holidays", following)


def opening_nights(first: date, last: date, *, evenings: Collection[int], zone: str) -> Iterator[date]:
    """The nights from `first` to `last` included on which the house is open and the calendar is known."""
    night = first
    while night <= last:
        if knows(night, zone) and closure(night, evenings=evenings, zone=zone) is None:
            yield night
        night += ONE_DAY


def school_year(day: date, zone: str) -> SchoolYear | None:
    """The school year of `day`, the next one in summer; None when its holidays are not known."""
    start = day.year if day.month >= FIRST_MONTH else day.year - 1
    for year in (start, start + 1):
        summer = _summer(year + 1, zone)
        if summer is None:
            return None
        if day < summer:
            return SchoolYear(date(year, FIRST_MONTH, 1), summer - ONE_DAY)
    return None


def knows(day: date, zone: str) -> bool:
    """Whether the holidays of that day's school year are known."""
    return school_year(day, zone) is not None


def school_holiday(day: date, zone: str) -> str | None:
    """The name of the school holidays of that day in a zone: "vacances de Noël"; None on a school day."""
    name = _holidays(day.year, zone).get(day)
    return None if name is None else _spoken(name)


def is_public_holiday(day: date) -> bool:
    return day in _public_holidays(day.year)


def _spoken(name: str) -> str:
    return (name[0].lower() + name[1:]).replace("'", "’")


def _summer(year: int, zone: str) -> date | None:
    return min((day for day, name in _holidays(year, zone).items() if name == SUMMER), default=None)


@lru_cache
def _dates() -> SchoolHolidayDates:
    return SchoolHolidayDates()


@lru_cache
def _holidays(year: int, zone: str) -> dict[date, str]:
    known = _dates()
    if not known.min_year <= year <= known.max_year:
        return {}
    return {day: row["nom_vacances"] for day, row in known.holidays_for_year_and_zone(year, zone).items()}


@lru_cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))
