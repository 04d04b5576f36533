"""What notifications hold about people: the messages in the app."""

from __future__ import annotations

from passerelles.core.personal import Holding, declare

declare(
    Holding(
        table="notification",
        keys=("person_id",),
        label="privacy.holding.messages",
        retention="message",
        anchor="created_at",
        on_erasure="delete",
        export=("title", "body", "created_at", "read_at"),
        withheld=("id", "url"),
    ),
)
