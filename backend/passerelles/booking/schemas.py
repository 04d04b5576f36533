"""Shapes of the booking engine's calls: the same for a bed, a court or an internship place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from passerelles.core.schemas import In, Out

BookingStatus = Literal[
    "awaiting_guardian", "awaiting_decision", "accepted", "refused", "withdrawn", "expired", "finished"
]
"""Lifecycle. The first two hold their claims until `decide_before`; `accepted` keeps them; the others have none."""

MAX_SLOTS = 40


class BookingIn(In):
    """A request for slots of one resource. The engine picks one free unit of the zone for all slots."""

    resource: str = Field(max_length=80, examples=["HOUSE:0850033Z"])
    slots: list[str] = Field(min_length=1, max_length=MAX_SLOTS, examples=[["2027-01-04", "2027-01-05"]])
    zone: str | None = Field(default=None, max_length=40)
    note: str | None = Field(
        default=None, max_length=300, description="Free text: not kept unless the campus asks for notes."
    )


class BookingOut(Out):
    """A booking as its owner sees it."""

    id: str
    code: str  # short human code, unique in the campus: "K7MQ2D"
    resource: str
    resource_kind: Literal["house", "facility", "platform", "internship"]
    resource_label: str  # "Internat Éric-Tabarly, Les Sables-d’Olonne"
    resource_url: str
    zone: str | None
    zone_label: str | None
    unit_label: str | None  # shown once accepted: "Chambre 214, lit B"
    slots: list[str]
    slots_words: str  # "8 nuits, du lundi 4 au jeudi 14 janvier 2027"
    status: BookingStatus
    status_words: str  # "accord du responsable légal à recueillir"
    tone: Literal["go", "wait", "stop", "neutral"]
    next_step: str  # who must act, before when
    reason_words: str | None  # of a refusal
    price_words: str | None  # "96,40 €, tarif de démonstration"
    asked_at: datetime
    decide_before: datetime | None
    can_withdraw: bool
    withdrawal_words: str  # what is lost by withdrawing, said before confirming
    history: list[HistoryOut]
    demo: bool


class HistoryOut(Out):
    at: datetime
    words: str


class BookingList(Out):
    items: list[BookingOut]


class WithdrawalIn(In):
    reason: Literal["plans_changed", "found_elsewhere", "mistake", "other"] | None = None


class AlternativeOut(Out):
    """Offered with a 409 `slot-taken`."""

    resource: str
    resource_label: str
    zone: str | None
    slots: list[date]
    words: str
    url: str
