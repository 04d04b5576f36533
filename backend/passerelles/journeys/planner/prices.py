"""What a year of boarding costs, from the tariffs a house published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, Protocol

WEEKS_A_YEAR: Final = 36
"""Weeks of class of a school year (code de l'éducation L.521-1)."""

NIGHTS_A_WEEK: Final = 4
"""Evenings one usually sleeps there, Monday to Thursday (RULES 20)."""


class Tariff(Protocol):
    """A published price."""

    @property
    def cents(self) -> int: ...
    @property
    def unit(self) -> Literal["night", "week"]: ...


def year_cents(tariff: Tariff) -> int:
    """Over the weeks of class: an order of size, since each house bills in its own way."""
    return tariff.cents * WEEKS_A_YEAR * (NIGHTS_A_WEEK if tariff.unit == "night" else 1)


def year_euros(tariffs: Iterable[Tariff]) -> float | None:
    """Of the cheapest tariff, None when none was published."""
    return min((year_cents(tariff) / 100 for tariff in tariffs), default=None)
