"""What accounts hold about people."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table

from passerelles.accounts.codes import address_digest
from passerelles.core.personal import Holding, Who, declare


def _codes_sent_to(table: Table, who: Who) -> ColumnElement[bool]:
    return table.c.email_digest.in_([address_digest(who.campus_id, address) for address in who.addresses])


declare(
    Holding(
        table="person",
        keys=("id",),
        label="privacy.holding.person",
        retention="account",
        on_erasure="delete",
        export=("name", "birth_date", "adult", "created_at", "demo"),
    ),
    Holding(
        table="identity",
        keys=("person_id",),
        label="privacy.holding.identity",
        only_theirs=True,
        retention="account",
        on_erasure="delete",
        export=("issuer", "subject", "created_at"),
        words={"issuer": "sessions.provider"},
    ),
    Holding(
        table="role_grant",
        keys=("person_id",),
        label="privacy.holding.roles",
        retention="past-role",
        anchor="ends_at",
        on_erasure="delete",
        export=("role", "scope_kind", "scope", "place", "starts_at", "ends_at", "ended_why"),
        withheld=("id", "delegates"),
        words={"role": "privacy.who", "scope_kind": "privacy.scope_kind", "ended_why": "roles.reason"},
    ),
    Holding(
        table="role_grant",
        keys=("granted_by",),
        label="privacy.holding.roles_given",
        theme="work",
        retention="past-role",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("role", "place", "starts_at"),
        words={"role": "privacy.who"},
    ),
    Holding(
        table="role_grant",
        keys=("ended_by",),
        label="privacy.holding.roles_ended",
        theme="work",
        retention="past-role",
        on_erasure="unlink",
        why="privacy.kept.acts",
        export=("role", "place", "ends_at", "ended_why"),
        words={"role": "privacy.who", "ended_why": "roles.reason"},
    ),
    Holding(
        table="session",
        keys=("person_id",),
        label="privacy.holding.sessions",
        only_theirs=True,
        retention="session",
        anchor="created_at",
        on_erasure="delete",
        basis="legitimate_interest",
        export=("kind", "provider", "device", "created_at", "seen_at", "expires_at"),
        withheld=("id", "digest", "id_token"),
        words={"kind": "privacy.session_kind", "provider": "sessions.provider"},
    ),
    Holding(
        table="sign_in_code",
        keys=(),
        reach=_codes_sent_to,
        label="privacy.holding.codes",
        only_theirs=True,
        retention="code",
        anchor="created_at",
        on_erasure="delete",
        basis="legitimate_interest",
        export=("created_at", "expires_at", "used_at"),
        withheld=("id", "email_digest", "browser_digest", "network_digest", "code_digest", "place", "attempts"),
    ),
)
