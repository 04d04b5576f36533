"""Tables of guardians' part in requests. No address and no token is kept: a link is known by its digest."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from passerelles.core.tables import AWARE


class GuardianLink(SQLModel, table=True):
    """A link to one request, to be opened by somebody who answers for its student."""

    __tablename__ = "guardian_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "booking_id"], ["booking.campus_id", "booking.id"], name="fk_guardian_link_booking"
        ),
        ForeignKeyConstraint(
            ["campus_id", "made_by"],
            ["person.campus_id", "person.id"],
            name="fk_guardian_link_made_by",
            ondelete="CASCADE",
        ),
        UniqueConstraint("campus_id", "token_digest", name="uq_guardian_link_token"),
        Index("ix_guardian_link_booking", "campus_id", "booking_id"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    token_digest: str
    booking_id: UUID
    made_by: UUID  # the student, or a guardian who invites the other one
    mailed: bool
    created_at: datetime = Field(sa_type=AWARE)
    expires_at: datetime = Field(sa_type=AWARE)
    opened_by: UUID | None  # who declared themselves through it first
    renewal_asked_at: datetime | None = Field(sa_type=AWARE)


class GuardianAnswer(SQLModel, table=True):
    """What one guardian says of one request: asked, then an answer that may change until the decision."""

    __tablename__ = "guardian_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "booking_id"], ["booking.campus_id", "booking.id"], name="fk_guardian_answer_booking"
        ),
        ForeignKeyConstraint(
            ["campus_id", "guardian_id"],
            ["person.campus_id", "person.id"],
            name="fk_guardian_answer_guardian_id",
            ondelete="CASCADE",
        ),
        Index("ix_guardian_answer_guardian", "campus_id", "guardian_id"),
    )

    campus_id: str = Field(primary_key=True)
    booking_id: UUID = Field(primary_key=True)
    guardian_id: UUID = Field(primary_key=True)
    asked_at: datetime = Field(sa_type=AWARE)
    reminded_at: datetime | None = Field(sa_type=AWARE)
    answer: str | None  # "agree", "disagree"; None: not yet
    reason: str | None  # code of a disagreement
    terms: str | None  # digest of what was answered to: see `rules.terms_digest`
    answered_at: datetime | None = Field(sa_type=AWARE)


class KeptAnswer(SQLModel, table=True):
    """What a guardian answered whose account is erased since: what and when, never who."""

    __tablename__ = "kept_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "booking_id"], ["booking.campus_id", "booking.id"], name="fk_kept_answer_booking"
        ),
        Index("ix_kept_answer_booking", "campus_id", "booking_id"),
    )

    campus_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    booking_id: UUID
    confirmed: bool  # an institution had verified that they answered for the student
    answer: str
    reason: str | None
    terms: str | None
    answered_at: datetime = Field(sa_type=AWARE)


class AgreementDue(SQLModel, table=True):
    """A stay that was accepted at an age corrected since. Whether an agreement still lacks is read from the answers."""

    __tablename__ = "agreement_due"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campus_id", "booking_id"], ["booking.campus_id", "booking.id"], name="fk_agreement_due_booking"
        ),
    )

    campus_id: str = Field(primary_key=True)
    booking_id: UUID = Field(primary_key=True)
    since: datetime = Field(sa_type=AWARE)
