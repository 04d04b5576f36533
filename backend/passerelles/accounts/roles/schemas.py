"""Shapes of roles: who holds what, invitations, delegations, a class's list, the audit log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from passerelles.accounts.schemas import EMAIL, RoleName, ScopeKind
from passerelles.core.schemas import In, Out

EndReason = Literal["left", "replaced", "over", "mistake", "other"]
Channel = Literal["mail", "paper"]
InvitationState = Literal["waiting", "accepted", "expired", "revoked"]
RowOutcome = Literal["invited", "already_invited", "already_member", "refused"]
LearnerRole = Literal["student", "apprentice"]

MAX_FILE = 190_000
"""Base64 characters of a list: what fits in a body. A class is a hundred times smaller."""


class ScopeOut(Out):
    id: str
    label: str


class ScopeList(Out):
    items: list[ScopeOut]


class GiveableOut(Out):
    """A role that I may give: anywhere in these kinds of scope, or in the `scopes` listed only."""

    role: RoleName
    label: str
    kind: ScopeKind
    anywhere: bool
    scopes: list[ScopeOut]
    must_end: bool
    latest: date  # the last day that an end may be


class LendableOut(Out):
    """A role of mine that I may lend, to somebody of my team or by an invitation (`delegates`)."""

    grant: str
    role: RoleName
    scope_kind: ScopeKind
    scope: str
    label: str
    place: str | None
    latest: date


class TeamOptions(Out):
    gives: list[GiveableOut]
    lends: list[LendableOut]


class GrantOut(Out):
    """A role that somebody holds."""

    id: str
    role: RoleName
    label: str
    scope_kind: ScopeKind
    place: str | None
    since: datetime
    until: datetime | None
    delegated: bool
    given_by: str | None  # a name; None: the installation itself, or somebody without a name
    may_end: bool


class MemberOut(Out):
    """A person and those of their roles that I may see. No address, no birth date."""

    person: str
    name: str
    me: bool
    grants: list[GrantOut]


class TeamOut(Out):
    items: list[MemberOut]
    total: int
    next: str | None


class EndIn(In):
    reason: EndReason


class DelegationIn(In):
    """Lend a role of mine to somebody of my team."""

    grant: UUID
    person: UUID
    ends_on: date


class InvitationIn(In):
    """Invite somebody: to a role in a scope, or to a role of mine that I lend (`delegates`)."""

    role: RoleName
    scope_kind: ScopeKind
    scope: str = Field(max_length=80)
    ends_on: date | None = None
    delegates: UUID | None = None
    channel: Channel
    email: str | None = Field(default=None, max_length=254, pattern=EMAIL)
    name: str = Field(min_length=1, max_length=80)


class RenewalIn(In):
    channel: Channel
    email: str | None = Field(default=None, max_length=254, pattern=EMAIL)


class InvitationOut(Out):
    """An invitation as those who may give its role see it."""

    id: str
    name: str | None  # None: wiped once accepted, revoked or long expired
    role: RoleName
    label: str
    place: str | None
    class_name: str | None
    until: datetime | None
    channel: Channel
    delegated: bool
    state: InvitationState
    state_words: str
    created_at: datetime
    expires_at: datetime
    invited_by: str | None


class InvitationMade(Out):
    """Told once: the address and its code. Sent by mail, neither is told."""

    invitation: InvitationOut
    url: str | None
    qr: str | None  # "data:image/svg+xml…"
    demo_mail_url: str | None  # demonstration only: where the mail can be read


class InvitationList(Out):
    items: list[InvitationOut]
    total: int
    next: str | None


class InvitationShown(Out):
    """What a link or a code opens, before anything is accepted. No name: whoever finds a paper learns none."""

    role: RoleName
    label: str
    what: str  # what the role opens, in a sentence
    place: str | None
    until: datetime | None
    delegated: bool
    invited_by: str | None
    expires_at: datetime


class ClassIn(In):
    """A class's list, as the spreadsheet saved it."""

    file: str = Field(min_length=1, max_length=MAX_FILE, description="The file's bytes in base64.")
    institution: str = Field(max_length=80, examples=["UAI:0850033Z"])
    role: LearnerRole
    ends_on: date
    dry_run: bool


class ClassRow(Out):
    line: int
    name: str
    class_name: str | None
    outcome: RowOutcome
    words: list[str]  # why it is refused, or what will be done


class PaperOut(Out):
    """A slip to print and hand over. Told once."""

    name: str
    class_name: str | None
    url: str
    qr: str


class ClassReport(Out):
    """`applied`: the invitations are made. One refused row, and none is."""

    applied: bool
    rows: list[ClassRow]
    invited: int
    known: int
    refused: int
    ignored_columns: list[str]
    words: str
    papers: list[PaperOut]
    mailed: int


class AuditOut(Out):
    number: int
    at: datetime
    actor: str  # a name, or who acts when nobody does
    act: str
    words: str
    subject: str
    why: str | None
    details: list[str]


class AuditList(Out):
    items: list[AuditOut]
    total: int
    next: str | None
