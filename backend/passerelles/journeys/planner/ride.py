"""A ride: one way of covering a progression, at one place, under one status."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from passerelles.catalogue.records import LearnerStatus, Programme
from passerelles.journeys.graph.progression import Progression

HOME: Final = "home"
"""The town of a ride that is within the daily limit: one goes on living at home."""

Lead = Literal["general", "apprenticeship", "continuing", "vae"]


class Ride(Struct, frozen=True):
    """One leg. Years are counted from `step.source`; `programme` is None for a lead (something to confirm)."""

    step: Progression
    status: LearnerStatus
    years: float
    programme: Programme | None = None
    via: Programme | None = None  # the common year it begins with, in the same institution
    lead: Lead | None = None
    km: float | None = None  # from home, None when either place is unknown
    town: str = HOME  # where one lives for it: HOME, a commune or, unknown, an institution
    far: bool = False  # beyond the daily limit, or nowhere known while home is
    bed: bool | None = None  # the institution boards: None when unknown
    bed_year_euros: float | None = None  # of the institution's own house, by its published tariff
    risk: int = 1  # 0 little asked for, 1 unknown or ordinary, 2 much asked for, within its own procedure
    risk_known: bool = False
    employment: float | None = None  # percent of leavers in work 6 months later; of a ride that arrives only
    arrives: bool = False  # whether its diploma is what was asked for

    @property
    def target(self) -> str:
        return self.step.target

    @property
    def paid(self) -> bool:
        return self.status == "apprenticeship"

    @property
    def key(self) -> str:
        """Stable order among equals, and what an itinerary's id is made of."""
        return self.programme.id if self.programme else f"{self.lead}.{self.target}.{self.status}"
