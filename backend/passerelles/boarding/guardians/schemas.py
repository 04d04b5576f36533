"""Shapes of guardians' part: the student's links, what a link shows, what a guardian reads and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from passerelles.accounts.schemas import EMAIL
from passerelles.boarding.guardians.rules import LinkState
from passerelles.boarding.schemas import Answer, GuardianState
from passerelles.booking.schemas import BookingStatus
from passerelles.core.schemas import In, Out

Tone = Literal["go", "wait", "stop", "neutral"]
Visitor = Literal["nobody", "student", "minor", "possible", "declared"]
"""Who reads a link: nobody signed in, the student, another minor, somebody who may declare themselves, a guardian."""

DisagreementReason = Literal["cost", "dates", "house", "not_told", "other_plan", "other"]


class GuardianLinkIn(In):
    """A link to send oneself, or to an address that is not kept."""

    email: str | None = Field(default=None, max_length=254, pattern=EMAIL, examples=["parent@exemple.fr"])


class GuardianLinkMade(Out):
    """A new link. Its address is given once: only its digest is kept."""

    id: str
    url: str
    qr: str  # a picture of the address, as a `data:` address
    expires_at: datetime
    words: str  # what happened, until when it opens
    demo_mail_url: str | None  # demonstration mode only, when it was sent by mail


class LinkBrief(Out):
    id: str
    created_at: datetime
    expires_at: datetime
    state: LinkState
    words: str  # "pas encore ouvert, valable jusqu’au jeudi 26 novembre à 10 h"


class GuardianVoiceOut(Out):
    """A guardian, as the student sees one."""

    name: str
    confirmed: bool
    answer: Answer | None
    tone: Tone
    words: str  # "a donné son accord, à vérifier par l’internat"


class RequestGuardiansOut(Out):
    """What a request still needs of guardians, for the student."""

    booking: str
    state: GuardianState
    required: int
    words: str
    people: list[GuardianVoiceOut]
    links: list[LinkBrief]  # those that may still be opened, the latest first
    paper: bool  # an agreement on paper is recorded
    can_send: bool
    can_remind: bool


class GuardianLinkOut(Out):
    """What a link shows to whoever opens it: nothing about anybody."""

    state: LinkState
    house: str
    city: str | None
    nights_words: str
    price_words: str | None
    expires_at: datetime
    renewal_asked: bool
    visitor: Visitor
    booking: str | None  # for a guardian who has declared themselves: their own page of the request
    demo: bool


class RenewalOut(Out):
    words: str


class DeclarationIn(In):
    """An adult says who they are, and that they answer for the student."""

    name: str = Field(min_length=1, max_length=80)
    adult: Literal[True]
    guardian: Literal[True]


class GuardianRequestOut(Out):
    """A child's request, as a guardian reads it before and after answering."""

    booking: str
    code: str
    child: str | None  # None: not told before the institution has confirmed
    house: str
    house_url: str
    phone: str | None
    nights: list[date]
    nights_words: str
    first_words: str  # "lundi 4 janvier 2027"
    last_words: str
    zone_label: str | None
    price_words: str | None
    tariffs_words: list[str]
    status: BookingStatus
    status_words: str
    tone: Tone
    expected: Literal["answer", "nothing"]
    expected_words: str  # who must act, before when
    required: int
    confirmed: bool  # this guardian, by an institution
    answer: Answer | None
    answer_words: str | None
    can_answer: bool
    terms: str  # to be sent back with the answer
    rules_words: list[str]
    withdrawal_words: list[str]
    decide_before: datetime | None
    demo: bool
    url: str


class GuardianChildOut(Out):
    """Somebody for whom this guardian answers."""

    name: str | None
    confirmed: bool
    words: str  # "responsable légal vérifié par l’internat Éric-Tabarly"


class GuardianRequestList(Out):
    children: list[GuardianChildOut]
    items: list[GuardianRequestOut]


class GuardianAnswerIn(In):
    """Agree, or disagree with a reason. `terms` are those that were read."""

    answer: Answer
    reason: DisagreementReason | None = None
    terms: str = Field(min_length=8, max_length=64)
