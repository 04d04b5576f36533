"""What guardians' part in requests holds about people: who made a link, who opened one, who answered what."""

from __future__ import annotations

from passerelles.core.personal import Holding, Through, declare

REQUEST = Through(column="booking_id", table="booking", key="person_id")

declare(
    Holding(
        table="guardian_link",
        keys=(),
        through=REQUEST,
        label="privacy.holding.guardian_links",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("created_at", "expires_at", "mailed", "renewal_asked_at"),
        withheld=("id", "booking_id", "token_digest", "made_by", "opened_by"),
    ),
    Holding(
        table="guardian_link",
        keys=("made_by",),
        label="privacy.holding.guardian_links_made",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("created_at", "expires_at", "mailed", "renewal_asked_at"),
        withheld=("id", "booking_id", "token_digest", "opened_by"),
    ),
    Holding(
        table="guardian_link",
        keys=("opened_by",),
        label="privacy.holding.guardian_links_opened",
        theme="family",
        retention="stay",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("created_at", "expires_at"),
        withheld=("id", "booking_id", "token_digest", "made_by", "mailed", "renewal_asked_at"),
    ),
    Holding(
        table="guardian_answer",
        keys=(),
        through=REQUEST,
        label="privacy.holding.guardian_answers",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("asked_at", "answer", "reason", "answered_at", "reminded_at"),
        withheld=("booking_id", "guardian_id", "terms"),
    ),
    Holding(
        table="guardian_answer",
        keys=("guardian_id",),
        label="privacy.holding.guardian_answers_given",
        theme="family",
        retention="stay",
        on_erasure="delete",
        export=("asked_at", "answer", "reason", "answered_at", "reminded_at"),
        withheld=("booking_id", "terms"),
    ),
)
