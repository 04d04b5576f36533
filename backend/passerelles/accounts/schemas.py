"""Shapes of identity: who I am, how I signed in, what I may do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from passerelles.core.schemas import In, Out

Persona = Literal["student", "apprentice", "guardian", "counsellor", "boarding", "company", "director", "admin"]
RoleName = Literal[
    "student",
    "apprentice",
    "guardian",
    "counsellor",
    "boarding_manager",
    "education_assistant",
    "facility_manager",
    "company_tutor",
    "operational_director",
    "administrator",
]
ScopeKind = Literal["campus", "institution", "house", "facility", "company"]
SessionKind = Literal["personal", "staff", "short"]

# The `email` input of HTML: ASCII, one mailbox, nothing that a mail header could read as a second one.
EMAIL = (
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$"
)


class RoleOut(Out):
    name: RoleName
    scope_kind: ScopeKind
    scope: str
    label: str  # "Responsable de l’internat Éric-Tabarly"


class MeOut(Out):
    """The signed-in person. `GET /api/me` answers 200 with `signed_in: false` and nulls for a visitor."""

    signed_in: bool
    id: str | None
    name: str | None
    minor: bool | None  # today; None: birth date not asked yet
    birth_date_known: bool
    roles: list[RoleOut]
    home: str | None  # where this role starts: "/moi", "/gestion/internat/HOUSE:…"
    demo: bool
    unread: int
    expires_at: datetime | None


class DemoSessionIn(In):
    persona: Persona
    n: int = Field(default=1, ge=1, le=200)
    short: bool = False


class CodeRequestIn(In):
    email: str = Field(max_length=254, pattern=EMAIL, examples=["prenom@exemple.fr"])


class CodeSentOut(Out):
    """The same answer whether or not the address is known."""

    words: str
    expires_in_minutes: int
    demo_mail_url: str | None  # demonstration mode only: where the mail can be read


class SessionIn(In):
    email: str = Field(max_length=254, pattern=EMAIL)
    code: str = Field(pattern=r"^[0-9]{6}$")
    short: bool = False  # the phone is shared: half an hour without use, two hours in all


class OpenSessionOut(Out):
    """A browser where the person is signed in."""

    id: str
    device: str  # "Chrome sur Android"
    way_in: str  # "code reçu par courriel"
    short: bool
    opened_at: datetime
    seen_at: datetime  # written every five minutes at most
    ends_at: datetime  # if it is not used again
    current: bool


class OpenSessionList(Out):
    items: list[OpenSessionOut]


class BirthDateIn(In):
    """Asked only when a stay needs it: rights depend on the age at the date of the stay."""

    birth_date: date
    name: str = Field(min_length=1, max_length=80)
