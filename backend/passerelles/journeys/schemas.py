"""Shapes of the planner's answer. The names of the contract come first; what the screen needs follows."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from passerelles.boarding.schemas import NightState
from passerelles.catalogue.records import LearnerStatus, Track
from passerelles.catalogue.schemas import (
    Confidence,
    InstitutionBrief,
    NextStepOut,
    OutcomesOut,
    PressureOut,
    ProgrammeOut,
    ProgressionKind,
    SourceOut,
)
from passerelles.core.schemas import In, Out


class ProgressionLeg(Out):
    """How one gets from the station before to this leg's diploma."""

    kind: ProgressionKind
    confidence: Confidence
    confidence_words: str
    conditions: str
    window: str | None
    source: str


class LegBoarding(Out):
    """The bed joined to a leg: the nearest house within reach of the institution."""

    house: str | None  # id, when bookable here
    name: str
    own: bool  # the institution's own boarding house
    distance_km: float | None  # from the institution
    state: NightState | None  # None: exists, but its beds are not published
    state_words: str  # "lits libres cette année", "internat sur place, lits non publiés"
    as_of: datetime | None
    note: str | None  # "occupation de cette année, pas une promesse pour la rentrée"
    needed: bool  # the leg is beyond the daily limit
    demo: bool
    url: str | None


class LegInternships(Out):
    count: int
    words: str  # "8 entreprises du secteur à moins de 20 km : contacts possibles, pas des offres"
    url: str


class StationOut(Out):
    id: str
    label: str  # "3e", "Bac pro obtenu"
    detail: str | None


class LegOut(Out):
    """A ride on a line, from one station to the next."""

    from_: StationOut = Field(serialization_alias="from")
    to: StationOut
    progression: ProgressionLeg
    programme: ProgrammeOut | None  # None for a lead of low confidence (continuing education, VAE)
    lead: LeadOut | None
    track: Track
    letter: str
    status: LearnerStatus
    years: float
    paid: bool
    via: str | None  # "par la 2de Réalisation d’ensembles mécaniques et industriels (15 places)"
    alternatives: list[InstitutionBrief]  # other places for the same leg, at most 3
    distance_km: float | None
    beyond_limit: bool
    distance_words: str  # "36 km à vol d’oiseau"
    boarding: LegBoarding | None
    internships: LegInternships | None
    next_step: NextStepOut


class LeadOut(Out):
    """`à confirmer avec …`: a diploma open to this status, without a programme that we know."""

    certification: str
    label: str
    words: str
    contacts: list[InstitutionBrief]
    source: str


class ArrivalOut(Out):
    id: str
    label: str
    kind: Literal["job", "certification"]
    detail: str | None
    outcomes: OutcomesOut | None


class PillOut(Out):
    """A fact for a card, most useful first; at most three are shown."""

    words: str
    tone: Literal["go", "wait", "stop", "neutral"]
    icon: Literal["bed"] | None


class ItineraryOut(Out):
    id: str
    url: str  # "/parcours/<id>"
    title: str  # "BTS Conception et industrialisation en construction navale, en 5 ans"
    headline: str  # "5 ans · le plus court"
    years: float
    moves: int
    why: list[str]
    pressure: PressureOut | None  # of the most demanded leg
    pills: list[PillOut]
    legs: list[LegOut]
    arrival: ArrivalOut


class ExitOut(Out):
    """A way out of an empty or poor answer."""

    words: str
    url: str


class JourneyAnswer(Out):
    edition: str
    itineraries: list[ItineraryOut]
    from_: StationOut = Field(serialization_alias="from")
    to: StationOut | None
    near: str | None  # commune label
    max_km: float
    message: str | None  # "Rien à moins de 30 km de Challans : voici plus loin, avec un lit."
    exits: list[ExitOut]
    sources: list[SourceOut]


class ItineraryPage(Out):
    edition: str
    itinerary: ItineraryOut
    near: str | None
    sources: list[SourceOut]
    changed: str | None  # what is no longer as it was when the link was made


# Sharing


class ShareIn(In):
    itinerary: str = Field(max_length=400)
    note: str | None = Field(default=None, max_length=280)
    days: int = Field(default=30, ge=1, le=90)


class ShareCreated(Out):
    """The only time the link is known: we keep its digest."""

    id: str
    url: str
    expires_at: datetime


class ShareOut(Out):
    id: str
    title: str
    note: str | None
    created_at: datetime
    expires_at: datetime
    state: Literal["active", "expired", "revoked"]
    opened: int


class ShareList(Out):
    items: list[ShareOut]


class SharedItinerary(Out):
    """What a `/p/<token>` link opens: a public itinerary and a note, without a name."""

    note: str | None
    expires_at: datetime
    page: ItineraryPage
