"""What bookings hold about people: the person who asks, and whoever acted."""

from __future__ import annotations

from passerelles.booking import erasing
from passerelles.core.personal import Holding, Through, before_erasure, declare, purge_with

OF_A_BOOKING = Through(column="booking_id", table="booking", key="person_id")

declare(
    Holding(
        table="booking",
        keys=("person_id",),
        label="privacy.holding.bookings",
        theme="requests",
        retention="stay",
        on_erasure="delete",
        export=(
            "code", "resource", "zone", "status", "asked_at", "decide_before", "starts_at", "ends_at", "note", "reason",
            "reason_note",
        ),
        withheld=("id", "kind", "unit_id", "seat"),
        words={"status": "booking.status", "reason": "boarding.reason"},
    ),
    Holding(
        table="booking_slot",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.nights",
        theme="requests",
        retention="stay",
        on_erasure="delete",
        export=("slot",),
        withheld=("booking_id",),
    ),
    Holding(
        table="claim",
        keys=("person_id",),
        label="privacy.holding.claims",
        theme="requests",
        retention="stay",
        on_erasure="delete",
        export=("slot", "expires_at"),
        withheld=("unit_id", "booking_id", "kind"),
    ),
    Holding(
        table="booking_event",
        keys=(),
        through=OF_A_BOOKING,
        label="privacy.holding.history",
        theme="requests",
        retention="stay",
        on_erasure="delete",
        export=("at", "kind"),
        withheld=("id", "booking_id", "details"),
        words={"kind": "booking.event"},
    ),
    Holding(
        table="booking_event",
        keys=("actor_id",),
        label="privacy.holding.acts",
        theme="work",
        retention="stay",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("at", "kind"),
        words={"kind": "booking.event"},
    ),
)  # fmt: skip

before_erasure(erasing.Withdrawing())
purge_with("request", erasing.purge_requests)
purge_with("stay", erasing.purge_stays)
