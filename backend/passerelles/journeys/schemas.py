"""Shapes of the planner's answer. The names of the contract come first; what the screen needs follows."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from passerelles.boarding.schemas import NightState
from passerelles.catalogue.records import LearnerStatus, Track
from passerelles.catalogue.schemas import (
    CertificationBrief,
    Confidence,
    FigureOut,
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


TravelMode = Literal["foot", "bike", "coach", "train", "boarding"]
Tone = Literal["go", "wait", "stop", "neutral"]


class TravelOut(Out):
    """How one might go there each day, guessed from the distance alone: a hint, said so."""

    mode: TravelMode
    words: str  # "à vélo ou en car"
    note: str  # "Indication d’après la distance à vol d’oiseau, sans horaires."


class BedPriceOut(Out):
    """What a bed costs, from the tariff the house published."""

    cents: int
    unit: Literal["night", "week"]
    words: str  # "57,20 € par semaine"
    year_cents: int  # over the weeks of a school year
    year_words: str  # "environ 2 059 € par an, 36 semaines de cours"
    valid_from: str  # ISO dates, both included
    valid_to: str | None
    source: str
    demo: bool


class ResidenceOut(Out):
    """A student residence of a CROUS near a leg of higher education."""

    id: str
    name: str
    city: str
    distance_km: float
    rent: str | None  # in the CROUS's own words
    accessible: bool | None
    url: str | None  # its own page, outside
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
    accessible: bool | None  # some room of the house is; None: nobody says
    price: BedPriceOut | None
    residences: list[ResidenceOut]  # past the bac, where no bed of an internat is known to be free: at most 2


class LegInternships(Out):
    count: int
    words: str  # "8 entreprises du secteur à moins de 20 km : contacts possibles, pas des offres"
    url: str


class StationOut(Out):
    id: str
    label: str  # "3e", "Bac pro obtenu"
    detail: str | None
    when: str | None  # "septembre 2027", "juin 2030", when a start year was asked for


class ReplacementOut(Out):
    """Another place for the same leg, and the itinerary that choosing it makes."""

    programme: str  # its id
    institution: InstitutionBrief
    distance_km: float | None
    distance_words: str
    boarding: bool | None  # the institution boards
    entry_words: str
    pressure_words: str
    itinerary: str  # id of the same itinerary through this place
    url: str  # "/parcours/<id>"


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
    replacements: list[ReplacementOut]  # the same places as `alternatives`, ready to be chosen in place
    travel: TravelOut | None
    outcomes: OutcomesOut | None  # of the leg's diploma under its status; None for a lead
    outcome_scope: Literal["institution", "region", "france"] | None
    outcome_words: str | None  # "70 % continuent leurs études (région, 2022-2023)": vintage and scope said
    without_url: str | None  # "et si je n’ai pas ce diplôme ?": the same question without passing by it


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
    after_url: str  # what comes after: the page of the job, or of the diploma
    outcomes: OutcomesOut | None


class PillOut(Out):
    """A fact for a card, most useful first; at most three are shown."""

    words: str
    tone: Tone
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
    label: str  # "le plus court": the one reason it is told apart by, without the years
    paid_years: float  # spent under a contract, leads excepted
    ends: str | None  # "juin 2032", when a start year was asked for


class ExitOut(Out):
    """A way out of an empty or poor answer."""

    words: str
    url: str


class FilterOut(Out):
    """A choice in force, and the same question without it."""

    key: Literal["tracks", "avoid", "boarding", "paid", "accessible", "start", "without"]
    words: str  # "sans l’apprentissage"
    url: str


class JourneyAnswer(Out):
    """`kind` is `ways_in` when nobody said where one starts: then each itinerary has its own start, shortest first."""

    edition: str
    kind: Literal["journeys", "ways_in"]
    itineraries: list[ItineraryOut]
    from_: StationOut = Field(serialization_alias="from")
    to: StationOut | None
    near: str | None  # commune label
    max_km: float
    message: str | None  # "Rien à moins de 30 km de Challans : voici plus loin, avec un lit."
    notes: list[str]  # what the answer cannot know: "L’accessibilité des lycées n’est pas publiée…"
    filters: list[FilterOut]
    exits: list[ExitOut]
    sources: list[SourceOut]


class ItineraryPage(Out):
    edition: str
    itinerary: ItineraryOut
    near: str | None
    sources: list[SourceOut]
    changed: str | None  # what is no longer as it was when the link was made


# Exploring without a destination


class ExampleOut(Out):
    """A diploma of a sector, as a taste of it."""

    certification: CertificationBrief
    distance_km: float | None  # to the nearest place that teaches it
    years: float  # from where one is
    plan_url: str  # "/?from=…&to=CFD:…&near=…"


class SectorWayOut(Out):
    id: str  # "NSF:25"
    label: str
    words: str  # "24 diplômes, dont 9 à moins de 30 km"
    diplomas: int  # that one may start from here
    places: int  # schools and training centres that teach them
    near: int | None  # of those diplomas, taught within the daily limit; None without a home
    nearest_km: float | None
    tracks: list[Track]
    examples: list[ExampleOut]  # at most 3, nearest first
    url: str  # the planner towards the sector: "/?from=…&to=NSF:25&near=…"
    browse_url: str  # every programme of the sector


class ExploreAnswer(Out):
    """Sectors that may be reached from a station, those with most near one's home first."""

    edition: str
    from_: StationOut = Field(serialization_alias="from")
    near: str | None
    max_km: float
    sectors: list[SectorWayOut]
    message: str | None
    exits: list[ExitOut]
    sources: list[SourceOut]


# The five-question guide


class GuideOptionOut(Out):
    id: str
    text: str
    weights: dict[str, int]  # sector id to points; the device adds them up


class GuideQuestionOut(Out):
    id: str
    text: str
    options: list[GuideOptionOut]


class GuideOut(Out):
    """Five questions. Answers never leave the device: it adds up the weights and shows the first sectors."""

    title: str
    note: str
    privacy: str
    questions: list[GuideQuestionOut]
    sectors: dict[str, str]  # id to label


# Comparing


class LinePartOut(Out):
    track: Track
    letter: str
    years: float
    words: str  # "Bac pro, 3 ans"


class CellOut(Out):
    words: str  # "5 ans", "n. d."
    detail: str | None  # "région, 2022-2023"
    value: float | None  # what "best" is decided by; None: unknown, never best
    best: bool
    tone: Tone
    line: list[LinePartOut]  # of the row `line` only
    figure: FigureOut | None


class ComparisonRowOut(Out):
    key: Literal["duration", "line", "employed", "travel", "bed", "cost", "paid", "demand"]
    label: str
    cells: list[CellOut]  # one per itinerary, in their order


class ComparedOut(Out):
    id: str
    url: str
    title: str
    label: str  # "Le plus sûr"
    arrival: str


class ComparisonAnswer(Out):
    edition: str
    itineraries: list[ComparedOut]  # 2 or 3
    rows: list[ComparisonRowOut]
    note: str  # "Souligné : le meilleur. Chaque chiffre porte son année…"
    near: str | None
    sources: list[SourceOut]


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
    opened: int | None  # times; None under five: a link is often made for one person


class ShareList(Out):
    items: list[ShareOut]


class SharedItinerary(Out):
    """What a `/p/<token>` link opens: a public itinerary and a note, without a name."""

    note: str | None
    expires_at: datetime
    page: ItineraryPage
