"""What guardians' part holds about people: links made for an agreement, and each guardian's answer."""

from __future__ import annotations

from passerelles.boarding.guardians.erasing import KeepingAnswers
from passerelles.core.personal import Holding, Through, before_erasure, declare

OF_A_BOOKING = Through(column="booking_id", table="booking", key="person_id")
LINKED = ("mailed", "created_at", "expires_at", "renewal_asked_at")
ANSWERED = ("asked_at", "reminded_at", "answer", "reason", "answered_at")

declare(
    Holding(
        table="guardian_link",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.guardian_links",
        theme="family",
        retention="share-link",
        anchor="expires_at",
        on_erasure="delete",
        export=LINKED,
        withheld=("id", "token_digest", "booking_id"),
    ),
    Holding(
        table="guardian_link",
        keys=("made_by",),
        label="privacy.holding.guardian_links_made",
        theme="family",
        retention="share-link",
        on_erasure="delete",
        export=LINKED,
    ),
    Holding(
        table="guardian_link",
        keys=("opened_by",),
        label="privacy.holding.guardian_links_opened",
        theme="family",
        retention="share-link",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("created_at",),
    ),
    Holding(
        table="guardian_answer",
        keys=("guardian_id",),
        label="privacy.holding.guardian_answers",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=ANSWERED,
        withheld=("terms", "booking_id"),
    ),
    Holding(
        table="guardian_answer",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.guardian_answers_received",
        only_theirs=True,
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=ANSWERED,
    ),
    Holding(
        table="kept_answer",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.kept_answers",
        only_theirs=True,
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("confirmed", "answer", "reason", "answered_at"),
        withheld=("id", "terms", "booking_id"),
    ),
    Holding(
        table="agreement_due",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.agreements_due",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("since",),
        withheld=("booking_id",),
    ),
)

before_erasure(KeepingAnswers())
