"""What boarding holds about people beyond bookings: the guardian's agreement, and who recorded it."""

from __future__ import annotations

from passerelles.core.personal import Holding, Through, declare

declare(
    Holding(
        table="guardian_agreement",
        keys=(),
        through=Through(column="booking_id", table="booking", key="person_id"),
        label="privacy.holding.agreements",
        theme="requests",
        retention="stay",
        on_erasure="delete",
        export=("received_on", "signatures", "recorded_at"),
        withheld=("booking_id", "terms"),
    ),
    Holding(
        table="guardian_agreement",
        keys=("recorded_by",),
        label="privacy.holding.agreements_recorded",
        theme="work",
        retention="stay",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("recorded_at",),
    ),
)
