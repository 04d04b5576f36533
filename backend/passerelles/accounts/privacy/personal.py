"""What privacy itself holds about people: who looked, and when an account was last used.

`erasure` holds nobody: a digest of an id that nobody has any more names nobody.
"""

from __future__ import annotations

from passerelles.core.personal import Holding, declare, keep_for

declare(
    Holding(
        table="account_use",
        keys=("person_id",),
        label="privacy.holding.use",
        only_theirs=True,
        retention="account",
        on_erasure="delete",
        export=("used_on", "warned_on"),
    ),
    Holding(
        table="look",
        keys=("subject_id",),
        label="privacy.holding.looks",
        theme="requests",
        retention="look",
        anchor="day",
        on_erasure="delete",
        basis="legal_obligation",
        export=("day", "role", "place", "what"),
        words={"what": "privacy.look", "role": "privacy.who"},
    ),
    Holding(
        table="look",
        keys=("actor_id",),
        label="privacy.holding.looked",
        only_theirs=True,
        theme="work",
        retention="look",
        on_erasure="keep",
        why="privacy.kept.looked",
        basis="legal_obligation",
        export=("day", "what", "place"),
        words={"what": "privacy.look"},
    ),
)

keep_for("tombstone", table="erasure", anchor="at")
