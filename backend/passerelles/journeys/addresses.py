"""Addresses of the planner's screen: a question is its own address."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from passerelles.journeys.asking import Wishes
from passerelles.journeys.graph.stations import THIRD_YEAR
from passerelles.journeys.planner.question import DEFAULT_KM

SAFE: Final = ":,"


def plan_url(
    wishes: Wishes, *, to: str | None = None, without: str | None = None, drop: frozenset[str] = frozenset()
) -> str:
    """The planner asking the same, towards `to`, not passing by `without`, and without the choices in `drop`."""
    asked = {
        "from": wishes.start,
        "to": to or wishes.to,
        "near": wishes.near,
        "max_km": None if wishes.max_km == DEFAULT_KM else f"{wishes.max_km:g}",
        "boarding": None if wishes.boarding else "0",
        "tracks": wishes.tracks,
        "avoid": wishes.avoid,
        "paid": "1" if wishes.paid else None,
        "accessible": "1" if wishes.accessible else None,
        "start": None if wishes.year is None else str(wishes.year),
        "without": without or wishes.without,
    }
    return f"/?{urlencode({name: value for name, value in asked.items() if value and name not in drop}, safe=SAFE)}"


def explore_url(wishes: Wishes | None) -> str:
    """The planner without a target: sectors to look at, and the guide in five questions."""
    start = wishes.start if wishes and wishes.start else THIRD_YEAR
    near = wishes.near if wishes else None
    return f"/?{urlencode({'from': start} | ({'near': near} if near else {}), safe=SAFE)}"
