"""What roles hold about people: invitations sent, invitations accepted."""

from __future__ import annotations

from passerelles.core.personal import Holding, declare

PLUMBING = ("id", "token_digest", "list_digest", "delegates", "channel")
SHOWN = ("role", "scope_kind", "scope", "place", "role_ends_at", "created_at", "expires_at", "revoked_at")

declare(
    Holding(
        table="invitation",
        keys=("invited_by",),
        label="privacy.holding.invitations",
        theme="work",
        retention="invitation",
        anchor="expires_at",
        on_erasure="delete",
        export=SHOWN,
        words={"role": "privacy.who", "scope_kind": "privacy.scope_kind"},
        withheld=(*PLUMBING, "name", "birth_date", "class_name", "accepted_at"),  # what is about somebody else
    ),
    Holding(
        table="invitation",
        keys=("accepted_by",),
        label="privacy.holding.invitations_accepted",
        theme="work",
        retention="invitation",
        on_erasure="delete",  # the digest of a name and a birth date must not outlive who bore them
        export=("role", "place", "class_name", "accepted_at"),
        words={"role": "privacy.who"},
    ),
)
