"""What an itinerary costs: whole numbers to be kept small, compared one by one, never added into one mark."""

from __future__ import annotations

from math import ceil
from operator import le
from typing import Final, NamedTuple

from passerelles.journeys.planner.ride import HOME, Ride

KM_STEP: Final = 10
"""Distances are compared by ten kilometres: less is no reason to prefer a school."""

UNKNOWN_PLACE_KM: Final = 200
"""A place nobody knows counts as far, so that it never passes for near."""

PERCENT_STEP: Final = 10
UNKNOWN_PROSPECTS: Final = 5
"""Not published ("nd") is neither good nor bad news."""

BED_YEAR_EUROS: Final = 1_600
"""Of a boarding house whose tariff nobody published: between those that a few lycées vote (1 411 to 1 906 € a year)."""

STRONG, FAIR = 0.6, 0.42
"""Strength of an inferred progression from which it is sure enough, or plausible."""


class Cost(NamedTuple):
    """The criteria. `doubt` and `risk` are those of the worst leg; the others add up."""

    half_years: int = 0
    moves: int = 0  # times one goes to live in another town than before, home excepted
    distance: int = 0  # tens of kilometres from home, over the legs
    no_bed: int = 0  # legs beyond the daily limit where no bed is known
    doubt: int = 0  # 0 official or close, 1 plausible, 2 loose
    risk: int = 0  # see Ride.risk
    prospects: int = 0  # tens of percent of leavers without work 6 months after the last diploma
    unpaid: int = 0  # half years without pay
    contracts: int = 0  # employers to find
    first_diploma: int = 0  # half years until the first diploma in hand
    bed_price: int = 0  # hundreds of euros of boarding, over the legs beyond the daily limit


def toll(ride: Ride) -> Cost:
    """What a ride costs wherever it is taken: all but the move it may need and the first diploma it may give."""
    half_years = round(ride.years * 2)
    return Cost(
        half_years=half_years,
        distance=_distance(ride),
        no_bed=int(ride.far and ride.bed is not True),
        doubt=_doubt(ride),
        risk=ride.risk,
        prospects=_prospects(ride),
        unpaid=0 if ride.paid else half_years,
        contracts=int(ride.paid),
        bed_price=_bed_price(ride),
    )


def plus(cost: Cost, paid: Cost, *, moved: bool, first: bool) -> Cost:
    """The cost after one more ride of toll `paid`. No criterion ever decreases."""
    return Cost(
        cost[0] + paid[0],
        cost[1] + moved + paid[1],
        cost[2] + paid[2],
        cost[3] + paid[3],
        cost[4] if cost[4] > paid[4] else paid[4],
        cost[5] if cost[5] > paid[5] else paid[5],
        cost[6] + paid[6],
        cost[7] + paid[7],
        cost[8] + paid[8],
        paid[0] if first else cost[9] + paid[9],
        cost[10] + paid[10],
    )


def extended(cost: Cost, ride: Ride, town: str, *, first: bool) -> Cost:
    """The cost after one more ride, living in `town` until then."""
    return plus(cost, toll(ride), moved=ride.town not in (HOME, town), first=first)


def least(one: Cost, other: Cost) -> Cost:
    """The smaller of each criterion: a bound that both respect."""
    return Cost(*map(min, one, other))


def dominates(one: Cost, other: Cost) -> bool:
    """Whether `one` is nowhere worse than `other`. Equal costs dominate each other."""
    return all(map(le, one, other))


def _distance(ride: Ride) -> int:
    if ride.km is not None:
        return ceil(ride.km / KM_STEP)
    return UNKNOWN_PLACE_KM // KM_STEP if ride.far else 0


def _prospects(ride: Ride) -> int:
    if not ride.arrives:
        return 0
    return UNKNOWN_PROSPECTS if ride.employment is None else int((100 - ride.employment) // PERCENT_STEP)


def _doubt(ride: Ride) -> int:
    if ride.step.confidence == "official" or ride.step.strength >= STRONG:
        return 0
    return 1 if ride.step.strength >= FAIR else 2


def _bed_price(ride: Ride) -> int:
    if not ride.far:
        return 0
    euros = BED_YEAR_EUROS if ride.bed_year_euros is None else ride.bed_year_euros
    return round(ride.years * euros / 100)
