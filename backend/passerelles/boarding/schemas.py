"""Shapes of the boarding answers: words in public, numbers for staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from passerelles.booking.schemas import BookingStatus
from passerelles.catalogue.schemas import InstitutionBrief
from passerelles.core.schemas import In, Out

NightState = Literal["free", "few", "waiting", "closed"]
"""`few`: at most 10 % or 3 beds of the zone are left; `waiting`: none is left; `closed`: not a published night."""

GuardianState = Literal["not_needed", "to_collect", "to_confirm", "received", "disagreed"]
"""`to_confirm`: enough guardians agreed, not all are confirmed yet; one disagreement is `disagreed`."""

Answer = Literal["agree", "disagree"]


class ZoneOut(Out):
    id: str
    label: str  # "filles", "garçons", "majeurs"
    accessible: bool


class TariffOut(Out):
    label: str
    cents: int
    unit: Literal["night", "week"]
    words: str  # "16,20 € la nuit, repas compris"
    valid_from: date
    valid_to: date | None
    source: str
    demo: bool


class HouseBrief(Out):
    id: str
    name: str
    institution: InstitutionBrief
    zones: list[ZoneOut]
    state: NightState  # best state over the next published weeks, in public words
    state_words: str  # "lits libres", "peu de lits", "liste d’attente", "fermé"
    as_of: datetime
    demo: bool  # capacity, nights and tariffs are invented for the demonstration
    url: str


class HouseList(Out):
    edition: str
    items: list[HouseBrief]
    widened: bool  # nothing within max_km: the nearest ones are shown instead
    max_km: float
    near: str | None  # name of the commune measured from


class HouseOut(Out):
    """A boarding house's page."""

    id: str
    name: str
    institution: InstitutionBrief
    phone: str | None
    zones: list[ZoneOut]
    opening_words: str  # "du dimanche soir au vendredi, fermé pendant les vacances (zone B)"
    published_from: date
    published_to: date
    tariffs: list[TariffOut]
    rules_words: list[str]
    state: NightState
    state_words: str
    as_of: datetime
    demo: bool
    url: str


class NightOut(Out):
    """One night, named by the date on which it begins."""

    night: date
    zones: dict[str, NightState]
    reason: str | None  # why it is closed: "week-end", "veille de jour férié", "vacances de Noël"


class AvailabilityOut(Out):
    house: str
    as_of: datetime
    zones: list[ZoneOut]
    nights: list[NightOut]


# Staff. Exact numbers, names of the people who asked, inside one's own house only.


class RequestOut(Out):
    """A request in the queue of a house."""

    booking: str
    code: str  # what the person reads out on the phone: "K7MQ2D"
    person: str  # name as the person gave it
    minor: bool
    guardian: GuardianState
    agreements_required: int  # guardians of a minor who must agree
    guardians: list[StaffGuardianOut]
    agreement_due: bool  # accepted at an age corrected since: an agreement lacks, staff may cancel
    nights: list[date]
    nights_words: str  # "8 nuits, du 4 au 14 janvier"
    zone: ZoneOut
    bed: BedOut | None  # held meanwhile
    status: BookingStatus
    status_words: str
    asked_at: datetime
    decide_before: datetime | None
    note: str | None  # of the person who asks
    origin_km: float | None
    programme: str | None


class StaffGuardianOut(Out):
    """A guardian as staff see one: a name and what they said. Never an address."""

    id: str
    name: str
    confirmed: bool  # by an institution
    answer: Answer | None
    words: str  # "a donné son accord", "n’a pas encore répondu"
    reason_words: str | None  # of a disagreement
    erased: bool  # the account is erased, the answer was kept: staff may set a disagreement aside


class BedOut(Out):
    id: str
    label: str  # "214 · B"
    room: str
    zone: str
    accessible: bool


class QueueOut(Out):
    house: str
    agreements_required: int  # of the guardians of a minor
    items: list[RequestOut]


class PlanCell(Out):
    """A run of nights of one bed held by one booking."""

    booking: str
    label: str
    status: BookingStatus
    agreement_due: bool  # a guardian's agreement lacks though the stay is accepted
    nights: list[date]


class PlanRow(Out):
    bed: BedOut
    cells: list[PlanCell]


class PlanOut(Out):
    """The bed plan of one week."""

    house: str
    name: str
    week: date  # its Monday
    nights: list[date]  # published nights of the week
    beds: int
    occupied: int  # bed-nights taken over the week's nights
    free: int
    awaiting: int
    rows: list[PlanRow]


class DecisionIn(In):
    """What staff decide. A refusal needs a reason from the published list; of a stay accepted at an age corrected
    since, it is a cancellation."""

    outcome: Literal["accepted", "refused"]
    bed: str | None = None  # acceptance: place in this bed instead of the one held
    reason: Literal["full", "zone", "dates", "criteria", "incomplete", "agreement", "other"] | None = None
    note: str | None = Field(default=None, max_length=300)


class MoveIn(In):
    bed: str


class GuardianAgreementIn(In):
    """The agreement received on paper, recorded by staff."""

    received_on: date
    signatures: Literal[1, 2] = 1  # guardians whose agreement is now known, on this paper or in the app


class GuardianConfirmationIn(In):
    """Whether the institution has checked that this person answers for the student."""

    outcome: Literal["confirmed", "rejected"]


class AgreementsRequiredIn(In):
    """How many guardians of a minor must agree in this house."""

    required: Literal[1, 2]


class BirthDateCorrectionIn(In):
    """The birth date that staff have read on a document, and why the one given first was wrong."""

    birth_date: date
    reason: Literal["typing", "document", "other"]
