"""What journeys hold about people: links made by counsellors, progressions added by the team."""

from __future__ import annotations

from passerelles.core.personal import Holding, declare

declare(
    Holding(
        table="share_link",
        keys=("created_by",),
        label="privacy.holding.shares",
        theme="work",
        retention="share-link",
        anchor="expires_at",
        on_erasure="delete",
        export=("itinerary", "note", "created_at", "expires_at", "revoked_at"),
        withheld=("id", "token_digest", "opened"),  # what others do is not this person's
    ),
    Holding(
        table="curated_progression",
        keys=("author",),
        label="privacy.holding.progressions",
        theme="work",
        retention="contribution",
        on_erasure="unlink",
        why="privacy.kept.progressions",
        export=("source", "target", "kind", "conditions", "source_note", "created_at", "withdrawn_at"),
        withheld=("id",),
    ),
)
