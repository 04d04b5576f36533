"""Tables of roles: invitations that wait for somebody. Grants themselves are in `accounts.tables`."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class Invitation(SQLModel, table=True):
    """A role that waits for whoever holds the token, of which we keep a digest. Used once.

    The address it was sent to is not kept. What staff wrote of the person (`name`, `birth_date`) is wiped as soon
    as the invitation is accepted or revoked; the rest goes a month after it expired (`core.retention`).
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "invited_by"],
            ["person.campus_id", "person.id"],
            name="fk_invitation_inviter",
            ondelete="CASCADE",
        ),
        UniqueConstraint("token_digest", name="uq_invitation_token_digest"),
        Index("ix_invitation_role", "campus_id", "role", "scope", "created_at"),
        Index("ix_invitation_expires_at", "expires_at"),
        Index(
            "uq_invitation_list_row",
            "campus_id",
            "list_digest",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    token_digest: str
    role: str
    scope_kind: str
    scope: str
    place: str | None
    delegates: UUID | None  # the grant that is lent, when this is a delegation
    role_ends_at: datetime | None = Field(sa_type=AWARE)
    channel: str  # "mail", "paper"
    name: str | None
    birth_date: date | None
    class_name: str | None  # "2de MELEC", when it came from a class's list
    list_digest: str | None  # of the row of the list, keyed (core.secret): the same row read again finds its invitation
    invited_by: UUID
    created_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    revoked_at: datetime | None = Field(sa_type=AWARE)
    accepted_at: datetime | None = Field(sa_type=AWARE)
    accepted_by: UUID | None  # no foreign key: that it was used outlives the account
