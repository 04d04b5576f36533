"""What guardianships hold about people: the adult, the student, and whoever confirmed."""

from __future__ import annotations

from passerelles.core.personal import Holding, declare

SHARED = ("declared_at", "confirmed_at", "institution", "ended_at", "ended_why")

declare(
    Holding(
        table="guardianship",
        keys=("guardian_id",),
        label="privacy.holding.children",
        theme="family",
        retention="past-guardianship",
        anchor="ended_at",
        on_erasure="delete",
        export=SHARED,
        words={"ended_why": "privacy.ended_why"},
    ),
    Holding(
        table="guardianship",
        keys=("student_id",),
        label="privacy.holding.guardians",
        theme="family",
        retention="past-guardianship",
        anchor="ended_at",
        on_erasure="delete",
        export=SHARED,
        words={"ended_why": "privacy.ended_why"},
    ),
    Holding(
        table="guardianship",
        keys=("confirmed_by",),
        label="privacy.holding.guardians_confirmed",
        theme="work",
        retention="past-guardianship",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("confirmed_at",),
    ),
)
