"""When one is at each station, for whom says which September one starts in."""

from __future__ import annotations

from collections.abc import Sequence

from passerelles.core.messages import t
from passerelles.journeys.planner.ride import Ride


def station_dates(year: int | None, rides: Sequence[Ride]) -> list[str | None]:
    """One per station, the start included: "septembre 2027", "juin 2030". None after a lead of unknown length."""
    if year is None:
        return [None] * (len(rides) + 1)
    dates: list[str | None] = [t("journeys.dates.start", year=year)]
    years = 0.0
    known = True
    for ride in rides:
        years += ride.years
        known = known and ride.lead not in ("continuing", "vae")
        dates.append(_end(year, years) if known else None)
    return dates


def _end(year: int, years: float) -> str:
    """School years end in June; half of one ends in January."""
    if years == int(years):
        return t("journeys.dates.end", year=year + int(years))
    return t("journeys.dates.half", year=year + int(years) + 1)
