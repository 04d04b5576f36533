"""What guardians' part holds about people: links made for an agreement, and each guardian's answer."""

from __future__ import annotations

from passerelles.core.personal import Holding, Through, declare

LINKED = ("mailed", "created_at", "expires_at", "renewal_asked_at")
ANSWERED = ("asked_at", "reminded_at", "answer", "reason", "answered_at")

declare(
    Holding(
        table="guardian_link",
        keys=(),
        through=Through(column="booking_id", table="booking", key="person_id"),
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
        through=Through(column="booking_id", table="booking", key="person_id"),
        label="privacy.holding.guardian_answers_received",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=ANSWERED,
    ),
)
