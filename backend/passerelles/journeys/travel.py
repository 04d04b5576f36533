"""How one might go to school each day, guessed from the distance alone: a hint, never a timetable."""

from __future__ import annotations

from typing import Final

from passerelles.core.messages import t
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.schemas import TravelMode, TravelOut

UP_TO_KM: Final[tuple[tuple[float, TravelMode], ...]] = ((1.5, "foot"), (6.0, "bike"), (30.0, "coach"))
"""As the crow flies; beyond the last one: a train where there is one. Our reading."""


def travel(ride: Ride, *, boarding: bool) -> TravelOut | None:
    """None when the place or the home is unknown."""
    if ride.km is None:
        return None
    mode: TravelMode = next((mode for limit, mode in UP_TO_KM if ride.km <= limit), "train")
    if ride.far and boarding:
        mode = "boarding"
    return TravelOut(mode=mode, words=t(f"journeys.travel.{mode}"), note=t("journeys.travel.note"))
