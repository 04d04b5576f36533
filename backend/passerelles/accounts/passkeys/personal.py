"""What passkeys hold about people."""

from __future__ import annotations

from passerelles.core.personal import Holding, declare

declare(
    Holding(
        table="passkey",
        keys=("person_id",),
        label="privacy.holding.passkeys",
        only_theirs=True,
        retention="account",
        on_erasure="delete",
        basis="legitimate_interest",
        export=("name", "created_at", "used_at"),
        withheld=("id", "credential_id", "public_key", "sign_count", "transports"),
    ),
    Holding(
        table="passkey_challenge",
        keys=("person_id",),
        label="privacy.holding.passkey_questions",
        only_theirs=True,
        retention="attempt",
        anchor="expires_at",
        on_erasure="delete",
        basis="legitimate_interest",
        export=("purpose", "expires_at"),
        withheld=("digest",),
    ),
    Holding(
        table="passkey_declined",
        keys=("person_id",),
        label="privacy.holding.passkey_declined",
        only_theirs=True,
        retention="account",
        on_erasure="delete",
        basis="legitimate_interest",
        export=("declined_at",),
    ),
)
