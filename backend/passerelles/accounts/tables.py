"""Tables of accounts. An e-mail address is kept in `identity` only; secrets are kept as digests."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text, false
from sqlmodel import Field, SQLModel

from passerelles.core.ids import new_id
from passerelles.core.tables import AWARE


class PersonRecord(SQLModel, table=True):
    """A person of one campus. Name and birth date are asked when a stay needs them, not before."""

    __tablename__ = "person"

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    name: str | None
    birth_date: date | None  # kept while it tells a minor from an adult
    adult: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # of age: no date is kept
    demo: bool
    created_at: datetime = Field(sa_type=AWARE)


class IdentityRecord(SQLModel, table=True):
    """How a person proves who they are: `email` (subject: the address), `demo`; OIDC issuers later."""

    __tablename__ = "identity"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"], ["person.campus_id", "person.id"], name="fk_identity_person", ondelete="CASCADE"
        ),
        Index("ix_identity_person", "campus_id", "person_id"),
    )

    campus_id: str = Field(primary_key=True)
    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    person_id: UUID
    created_at: datetime = Field(sa_type=AWARE)


class RoleGrant(SQLModel, table=True):
    """A role held in one scope, between two instants. `place` is the scope's public name when it was granted.

    Kept after it ends: who could do what, and when, stays explained. A delegation (`delegates`) holds only as long
    as the role that is lent.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"],
            ["person.campus_id", "person.id"],
            name="fk_role_grant_person",
            ondelete="CASCADE",
        ),
        Index("ix_role_grant_person", "campus_id", "person_id"),
        Index("ix_role_grant_scope", "campus_id", "role", "scope"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID
    role: str
    scope_kind: str
    scope: str
    place: str | None
    starts_at: datetime = Field(sa_type=AWARE)
    ends_at: datetime | None = Field(sa_type=AWARE)
    granted_by: UUID | None  # None: granted by the installation itself (first sign-in, demonstration, command line)
    delegates: UUID | None = None  # the grant that is lent; None: held in one's own right
    ended_by: UUID | None = None
    ended_why: str | None = None  # see `roles.schemas.EndReason`; None: it ran to its end


class SessionRecord(SQLModel, table=True):
    """A signed-in browser. `digest` is the SHA-256 of the cookie's token, which we do not know.

    `id` names the session to its owner and never changes; the digest does, at each change of rights.
    """

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "person_id"], ["person.campus_id", "person.id"], name="fk_session_person", ondelete="CASCADE"
        ),
        Index("ix_session_person", "campus_id", "person_id"),
        Index("ix_session_expires_at", "expires_at"),
        Index("uq_session_id", "campus_id", "id", unique=True),
    )

    campus_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    person_id: UUID
    kind: str
    created_at: datetime = Field(sa_type=AWARE)
    seen_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    id: UUID
    provider: str  # how they signed in: "code", "passkey", "demo", or the id of an identity provider
    device: str | None  # "Chrome sur Android": enough for its owner to know it again
    id_token: str | None = Field(sa_type=Text)  # what an identity provider wants back when they sign out


class SignInCode(SQLModel, table=True):
    """A one-time code sent to an address, of which we keep a digest, for the browser that asked.

    `place`: among those the address may be sent within an hour. The unique index makes that limit hold exactly.
    """

    __tablename__ = "sign_in_code"
    __table_args__ = (
        Index("ix_sign_in_code_address", "campus_id", "email_digest", "created_at"),
        Index("ix_sign_in_code_expires_at", "expires_at"),
        Index("uq_sign_in_code_place", "campus_id", "email_digest", "place", unique=True),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    email_digest: str
    browser_digest: str
    network_digest: str  # keyed with the installation's secret and the address (core.secret)
    code_digest: str
    place: int | None  # None: written by the release before, and open to no browser
    attempts: int
    created_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    used_at: datetime | None = Field(sa_type=AWARE)
