"""The records of an edition: what importers produce, what an edition stores, what the catalogue compiles.

Plain immutable values without behaviour. Ids are the public typed ids (`CFD:40025223`, `UAI:0850033Z`, `COM:85047`,
`ROME:I1605`, `PRG:0850033Z.40025411.school`). Every figure says where it comes from. Distances and computed
ranks are not stored here: they belong to the compiled catalogue.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

LearnerStatus = Literal["school", "apprenticeship", "continuing", "vae"]
"""How one learns: `scolaire`, `apprentissage`, `formation continue`, `VAE`."""

Track = Literal["vocational", "apprenticeship", "continuing", "higher", "general"]
"""The line drawn on screen. Always computed by `tracks.line_of(status, level)`, never stored."""

CertificationKind = Literal[
    "2de-pro", "cap", "bac-pro", "bp", "mc", "bma", "btm", "bts", "but", "deust", "licence", "licence-pro",
    "engineer", "master", "2de-gt", "bac-general", "bac-techno", "title", "other",
]  # fmt: skip

Entry = Literal["first_year", "premiere"]
"""Stage at which a programme is entered. Places of the two are never added up."""

Procedure = Literal["affelnet", "parcoursup", "direct"]
"""Admission procedure. Demand is compared only inside one procedure."""


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compact in JSON, strict when read back."""


class Source(Record, frozen=True):
    """A file the edition was built from, with what its licence asks us to say."""

    id: str
    title: str
    producer: str
    licence: str  # "LO 2.0", "ODbL", "non précisée"
    vintage: str
    rows_read: int = 0
    rows_used: int = 0
    rows_refused: int = 0


class Figure(Record, frozen=True):
    """One published number. `value` is None when the publisher withheld it (`nd`) or gave none."""

    value: float | None
    vintage: str  # "2022" or "2022_2023"
    scope: str  # an institution id, "region:52", "france"
    source: str  # Source.id
    code: str | None = None  # the code it was published under, when it is no longer the current one
    label: str | None = None  # the label it was published under, same condition


class Certification(Record, frozen=True):
    """A diploma or title (BCN FORMATION_DIPLOME, `CFD:…`), or an Onisep sheet that no CFD names (`FOR:…`)."""

    id: str
    label: str  # "Bac pro Technicien en chaudronnerie industrielle": spoken form, ready for the screen
    kind: CertificationKind
    level: int  # French framework, 3 (CAP) to 8
    years: int  # usual duration of the whole diploma
    nsf: str | None = None  # BCN groupe de spécialité, 3 digits
    sector: str | None = None  # Sector.id
    ministry: str | None = None
    opened: str | None = None  # ISO date
    closed: str | None = None  # ISO date, in the past when the diploma can no longer be started
    successors: tuple[str, ...] = ()  # NOUVEAU_DIPLOME_*
    predecessors: tuple[str, ...] = ()
    rncp: str | None = None
    rome: tuple[str, ...] = ()  # ROME ids
    onisep: str | None = None  # FOR id
    family: str | None = None  # TradeFamily.id
    common_year_of: tuple[str, ...] = ()  # a 2de of a family or a common BTS year: the diplomas that follow it
    ways: dict[LearnerStatus, bool] = {}  # Certif Info accessibility; a missing key is unknown
    rncp_active: bool | None = None  # France compétences; None: not in its list
    rncp_until: str | None = None  # ISO date
    grouping: str | None = None  # Orion's field, said in words: "Aéronautique"
    onisep_others: tuple[str, ...] = ()  # its other FOR ids: options, former sheets
    acronym: str | None = None  # Onisep: "MELEC"
    onisep_subdomains: tuple[str, ...] = ()  # "mécanique/automatismes": domain, slash, sub-domain
    jobs: tuple[str, ...] = ()  # MET ids that the Onisep sheet names
    source: str = ""  # Source.id of a certification that no CFD names (`FOR:…`); empty: BCN


class TradeFamily(Record, frozen=True):
    """`Famille de métiers`: a common 2de pro and the bacs pro that follow it."""

    id: str
    label: str
    common: str | None  # certification id of the 2de
    members: tuple[str, ...]


class Sector(Record, frozen=True):
    """A field one may browse by: NSF domain, with a spoken label."""

    id: str  # "NSF:25"
    label: str


class Job(Record, frozen=True):
    """A job: a ROME sheet (`ROME:I1605`) or an Onisep sheet (`MET:69`)."""

    id: str
    label: str  # both forms where they differ: "Acheteur / acheteuse"
    feminine: str | None = None  # an Onisep job, where the form differs: "acheteuse"
    aliases: tuple[str, ...] = ()  # ROME appellations, or the masculine form and other names of an Onisep job
    rome: tuple[str, ...] = ()  # ROME ids an Onisep job belongs to
    onisep_subdomains: tuple[str, ...] = ()
    url: str | None = None  # its Onisep page
    source: str = ""  # of an Onisep job that only an older list has


class FurtherStudy(Record, frozen=True):
    """What an Onisep sheet says of the way in and of what follows: texts to read, never rights (ODbL)."""

    certification: str  # the diploma open now
    sheet: str  # FOR id
    access_text: str = ""
    expected_text: str = ""  # national expectations of Parcoursup
    further_text: str = ""
    links: tuple[str, ...] = ()  # certification ids that the sheet lists as what follows
    listed: tuple[str, ...] = ()  # what it lists under a label that names no certification of ours
    source: str = ""


class Commune(Record, frozen=True):
    """An Insee commune with its centre; `former` are the codes it absorbed."""

    id: str  # "COM:85047"
    name: str
    department: str  # "85"
    postcodes: tuple[str, ...] = ()
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    former: tuple[str, ...] = ()
    source: str = ""  # ids of the files it is made of, when the COG does not list it


class Institution(Record, frozen=True):
    """A school, CFA or university site. Unknown is None, never False."""

    id: str  # "UAI:0850033Z"
    name: str
    kind: str  # "lycée professionnel", "lycée polyvalent", "CFA"…: lower case, ready for the screen
    public: bool | None = None
    commune: str | None = None  # Commune.id
    department: str | None = None  # always known, from the UAI when nothing else says it
    address: str | None = None
    postcode: str | None = None
    city: str | None = None
    lat: float | None = None  # None: "lieu non disponible", stays out of distances
    lon: float | None = None
    phone: str | None = None
    web: str | None = None
    mail: str | None = None
    boarding: bool | None = None  # `Hebergement`: says that a boarding house exists, never how large it is
    greta: bool | None = None
    apprenticeship: bool | None = None
    closing: bool = False  # `A FERMER`
    onisep: str | None = None
    ministry: str | None = None
    source: str = ""


class Programme(Record, frozen=True):
    """A certification taught at an institution under one learner status, from one entry stage."""

    id: str  # "PRG:<uai>.<cfd>.<status>" plus ".1re" when it is entered in première
    certification: str  # the diploma open now
    institution: str
    status: LearnerStatus
    entry: Entry = "first_year"
    procedure: Procedure = "direct"
    years: int = 1  # duration from this entry to the diploma (a common 2de counts 1: it ends in its own stage)
    places: Figure | None = None
    demand: Figure | None = None  # first wishes (Affelnet) or confirmed wishes (Parcoursup): see `procedure`
    pupils: Figure | None = None  # counted in the class of entry, one autumn: proves that it existed, not its places
    rhythm: str | None = None
    source: str = ""
    added_by: str | None = None  # "campus" when it comes from the campus's own file
    vouched_by: str | None = None  # then: who says so and when, in the campus's own words


EVERY_CERTIFICATION: Final = "*"
"""Published for all the diplomas of an institution together: never shown as the figure of one of them."""


class Outcome(Record, frozen=True):
    """What became of the leavers of one certification under one status, in one scope and vintage."""

    certification: str  # an id, or EVERY_CERTIFICATION
    status: LearnerStatus
    scope: str
    employment: dict[str, Figure] = {}  # months after leaving ("6", "12", "18", "24") to percent
    further_study: Figure | None = None  # percent
    expected: Figure | None = None  # percent in employment after 6 months expected of an institution with such leavers
    interrupted: Figure | None = None  # percent of apprenticeship contracts broken off


class OpenDay(Record, frozen=True):
    """An open day as the institution announced it to Onisep (ODbL)."""

    institution: str
    text: str  # "Le 28 mars 2025 de 17 h 30 à 19 h 30"
    date: str | None = None  # ISO date, where the text gives one
    past: bool = False  # given as the date of the year before, an indication only
    source: str = ""


class GeneralLine(Record, frozen=True):
    """What a lycée teaches on the general and technological road (Onisep, ODbL)."""

    institution: str
    options: tuple[str, ...] = ()  # enseignements optionnels of 2de
    specialities: tuple[str, ...] = ()  # enseignements de spécialité of 1re générale
    source: str = ""


class BoardingNote(Record, frozen=True):
    """What Onisep says of boarding at an institution, in its words: never a capacity one may book (ODbL)."""

    institution: str
    text: str
    source: str


class Residence(Record, frozen=True):
    """A student residence of a CROUS: for those past the bac, when no bed of an internat is left."""

    id: str  # "CROUS:965"
    name: str
    address: str
    city: str
    commune: str | None = None
    lat: float | None = None
    lon: float | None = None
    services: tuple[str, ...] = ()
    description: str = ""
    rent: str | None = None  # the CROUS's own words, with their year
    accessible: bool | None = None
    phone: str | None = None
    mail: str | None = None
    web: str | None = None
    source: str = ""


class Facility(Record, frozen=True):
    """A sports facility as a place (RES). Shown with the year of its record."""

    id: str  # "RES:440370001"
    name: str
    commune: str
    city: str
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None  # `Installation particulière`
    accessible: bool | None = None
    school: bool = False
    year: str | None = None
    activities: tuple[str, ...] = ()  # known by commune only: see `activities_scope`
    activities_scope: Literal["commune"] = "commune"


class Company(Record, frozen=True):
    """An establishment of the campus's sector (Sirene): a possible contact, not an offer."""

    id: str  # "SIRET:79908975000019"
    name: str
    address: str
    city: str
    field: str  # "bateaux-nautisme"
    sign: str | None = None
    lat: float | None = None
    lon: float | None = None
    size: str | None = None  # spoken band: "10 à 19 salariés"


class Campus(Record, frozen=True):
    """A `campus des métiers et des qualifications` and its members."""

    id: str  # "CMQ-PDL-NAUTISME"
    name: str
    category: str | None = None
    academy: str | None = None
    region: str | None = None
    labelled_on: str | None = None
    source_url: str | None = None
    members: dict[str, str] = {}  # institution id to "documented" or "deduced"


class HouseZone(Record, frozen=True):
    """A part of a boarding house with its own beds: a floor, a building, rooms for adults."""

    id: str  # short slug, unique in its house: "filles"
    label: str
    capacity: int  # beds
    adults_only: bool  # no minor sleeps there; never guessed, hence without a default
    accessible: bool | None = None


class HouseOpening(Record, frozen=True):
    """Nights a house opens on: evenings of the week, outside the holidays of a school zone."""

    evenings: tuple[int, ...]  # ISO weekdays of the evening one sleeps on: 1 is Monday, 7 Sunday
    school_zone: str  # "A", "B" or "C"


class HouseTariff(Record, frozen=True):
    """A price voted by the school or the Region, in force between two dates (both included)."""

    label: str
    cents: int
    unit: Literal["night", "week"]
    valid_from: str  # ISO date
    valid_to: str  # ISO date
    source: str


class House(Record, frozen=True):
    """A boarding house as a place, declared by the campus: open data knows no capacity at all."""

    id: str  # "HOUSE:0850033Z", then "HOUSE:0850033Z-2"
    institution: str
    name: str
    zones: tuple[HouseZone, ...]
    opening: HouseOpening
    tariffs: tuple[HouseTariff, ...] = ()
    demo: bool = False  # invented for demonstration: said so on every screen
