"""Shapes of the catalogue's public answers."""

from __future__ import annotations

from typing import Literal

from passerelles.catalogue.records import CertificationKind, Entry, LearnerStatus, Procedure, Track
from passerelles.core.schemas import Out

Confidence = Literal["official", "documented", "curated", "inferred"]
ProgressionKind = Literal["continuation", "bridge", "common_year", "reorientation", "return_to_study", "vae"]


class FigureOut(Out):
    """A number with where it comes from. `value` is None for "non disponible"."""

    value: float | None
    vintage: str
    scope: str  # "institution", "région Pays de la Loire", "France": ready for the screen
    source: str  # title of the data set and its producer
    licence: str
    published_as: str | None  # old label and code, when the figure was published under them


class PressureOut(Out):
    """Demand per place, comparable only inside its own procedure."""

    value: float | None  # wishes per place
    rank: Literal["low", "medium", "high"] | None  # tercile among its peers of the same procedure and entry
    words: str  # "peu demandé", "demandé", "très demandé", "demande non disponible"
    procedure: Procedure
    vintage: str | None
    explanation: str  # one sentence: what is counted, in which procedure


class OutcomesOut(Out):
    """What leavers became: None figures are shown as "n. d."."""

    employment_6m: FigureOut | None
    employment_12m: FigureOut | None
    further_study: FigureOut | None
    words: str  # "70 % continuent leurs études (région, 2022-2023)" or "emploi : non disponible"


class InstitutionBrief(Out):
    id: str
    name: str
    city: str | None
    department: str | None
    lat: float | None
    lon: float | None
    boarding: bool | None
    distance_km: float | None  # as the crow flies from `near`, None without `near` or without a known place
    url: str


class CertificationBrief(Out):
    id: str
    label: str
    kind: CertificationKind
    level: int
    years: int
    url: str


class NextStepOut(Out):
    """The official step that admits, which is never ours."""

    label: str  # "Demander cette formation : Affelnet, avec ton collège"
    url: str | None
    note: str  # "Dates à confirmer"


class ProgrammeOut(Out):
    """A certification taught somewhere, under one status, from one entry."""

    id: str
    certification: CertificationBrief
    institution: InstitutionBrief
    status: LearnerStatus
    track: Track
    letter: str
    entry: Entry
    entry_words: str  # "entrée en 2de", "entrée en 1re", "entrée en 1re année"
    years: int
    rhythm: str | None
    places: FigureOut | None
    demand: FigureOut | None
    pressure: PressureOut
    outcomes: OutcomesOut
    procedure: Procedure
    next_step: NextStepOut
    url: str


class ProgressionOption(Out):
    """A diploma that counts as one step with another: another option of it, its new code, one of a kind."""

    to: str
    label: str


class ProgressionOut(Out):
    """One step out of a station, as `GET /api/certifications/{id}/next` lists it."""

    to: str
    label: str
    kind: ProgressionKind
    confidence: Confidence
    confidence_words: str  # "suite officielle", "suite probable, à confirmer avec l’établissement"
    conditions: str
    window: str  # when to ask for it: "Parcoursup 2027 : vœux du …", or that its dates are not published yet
    source: str
    options: list[ProgressionOption]


class ProgressionList(Out):
    edition: str
    items: list[ProgressionOut]


class MaybeWayOut(Out):
    """A status a diploma is open to without any programme known here: a lead to follow up, never an offer."""

    status: LearnerStatus
    track: Track
    letter: str
    words: str  # "Accessible en apprentissage : à confirmer avec un CFA"
    contacts: list[InstitutionBrief]  # GRETA or CFA, nearest first, at most 3
    source: str


class JobOut(Out):
    id: str
    label: str
    url: str


class CertificationOut(Out):
    """A diploma's page."""

    edition: str
    id: str
    label: str
    kind: CertificationKind
    kind_words: str  # "Baccalauréat professionnel"
    level: int
    years: int
    sector: str | None
    open: bool
    resolved_from: str | None  # the old id that was asked for, when this is its successor
    successors: list[CertificationBrief]
    predecessors: list[CertificationBrief]
    family: str | None
    common_year: CertificationBrief | None  # the 2de or first year through which one enters
    leads_to_common: list[CertificationBrief]  # for a common year: the diplomas that follow
    rncp: str | None
    jobs: list[JobOut]
    ways: list[MaybeWayOut]
    programmes: list[ProgrammeOut]
    outcomes: list[OutcomesByStatus]
    next: list[ProgressionOut]
    before: list[ProgressionOut]  # `to` is then the certification it comes from
    sheets: list[SheetOut]  # what Onisep says of it, in its words
    about: str | None  # of a kind of diploma (`TYPE:`): what it is; None for a diploma
    members: list[CertificationBrief]  # of a kind of diploma: those taught here
    sources: list[SourceOut]
    url: str


class OutcomesByStatus(Out):
    status: LearnerStatus
    outcomes: OutcomesOut


class SourceOut(Out):
    title: str
    producer: str
    licence: str
    vintage: str


class ParagraphOut(Out):
    text: str | None
    points: list[str]  # the list that follows it


class SheetOut(Out):
    """An Onisep sheet in its own words: nothing to take for a right, nor for a figure."""

    id: str  # "FOR:267"
    access: list[ParagraphOut]  # the way in
    expected: list[ParagraphOut]  # what Parcoursup expects of who applies
    further: list[ParagraphOut]  # what may follow
    source: SourceOut


class ProgrammePage(Out):
    edition: str
    programme: ProgrammeOut
    institution: InstitutionOut
    next: list[ProgressionOut]
    siblings: list[ProgrammeOut]  # the same diploma elsewhere or otherwise, nearest first, at most 6
    sources: list[SourceOut]


class OpenDaysOut(Out):
    """Open days as announced to Onisep: those to come in its words, and the years of the others."""

    upcoming: list[str]
    past: str | None  # "Dates passées (2025), à vérifier auprès de l’établissement"
    source: SourceOut


class GeneralLineOut(Out):
    """What a lycée teaches on the general and technological road."""

    options: list[str]  # of 2de
    specialities: list[str]  # of 1re générale
    sources: list[SourceOut]


class BoardingNoteOut(Out):
    """What Onisep says of boarding, in its words: never a capacity one may book."""

    text: str
    source: SourceOut


class InstitutionOut(Out):
    """An institution's page."""

    edition: str
    id: str
    name: str
    kind: str
    public: bool | None
    address: str | None
    postcode: str | None
    city: str | None
    department: str | None
    lat: float | None
    lon: float | None
    distance_km: float | None
    place_words: str | None  # "lieu non disponible (Maine-et-Loire)" when there are no coordinates
    phone: str | None
    web: str | None
    boarding: bool | None
    house: str | None  # id of the boarding house when one is bookable here
    closing: bool
    campus_member: Literal["documented", "deduced"] | None
    open_days: OpenDaysOut | None
    general_line: GeneralLineOut | None
    boarding_note: BoardingNoteOut | None
    outcomes: list[OutcomesByStatus]  # of all its leavers together: never the figure of one diploma
    programmes: list[ProgrammeOut]
    sources: list[SourceOut]
    url: str


class JobPage(Out):
    edition: str
    id: str
    label: str
    certifications: list[CertificationBrief]
    sources: list[SourceOut]


class FacetValue(Out):
    value: str
    label: str
    count: int


class Facets(Out):
    line: list[FacetValue]
    sector: list[FacetValue]
    level: list[FacetValue]
    department: list[FacetValue]
    boarding: list[FacetValue]


class ProgrammeList(Out):
    """Browse: a page of programmes with what they can still be filtered by."""

    edition: str
    items: list[ProgrammeOut]
    total: int
    next: str | None
    near: str | None  # name of the commune distances are measured from
    facets: Facets


SearchKind = Literal[
    "certification", "job", "institution", "programme", "house", "facility", "stage", "commune", "sector"
]


class SearchItem(Out):
    kind: SearchKind
    id: str
    label: str
    detail: str
    url: str


class SearchSuggestion(Out):
    """Somewhere to go: what it is, for a field where it may be chosen, and the address of a list."""

    kind: SearchKind
    id: str
    label: str
    url: str


class SearchHelp(Out):
    """Said in words when little or nothing was found."""

    sentence: str
    suggestions: list[SearchSuggestion]


class SearchAnswer(Out):
    """`stage` and `sector` items are returned only when asked for with `kinds=`.

    A `commune` also when nothing but it was typed. `help` is null when the items speak for themselves.
    """

    edition: str
    items: list[SearchItem]
    help: SearchHelp | None


class CampusOut(Out):
    """Who we are: shown in the header, the legal pages and the demonstration banner."""

    id: str
    name: str
    academy: str | None
    region: str | None
    members: list[InstitutionBrief]
    demo: bool
    edition: str
    published_on: str | None
    sources: list[SourceOut]
