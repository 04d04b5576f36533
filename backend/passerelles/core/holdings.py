"""What the core's own tables hold about people."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, or_

from passerelles.core import audit
from passerelles.core.personal import Holding, Who, declare, purge_with


def _mail_to(table: Table, who: Who) -> ColumnElement[bool]:
    to: ColumnElement[str] = table.c.payload["to"].as_string()
    return to.in_(who.addresses)


def _acts_of_or_on(table: Table, who: Who) -> ColumnElement[bool]:
    return or_(table.c.actor_id == who.person_id, table.c.subject == f"person:{who.person_id}")


declare(
    Holding(
        table="idempotency_record",
        keys=("actor",),
        label="privacy.holding.retries",
        only_theirs=True,
        theme="security",
        retention="retry",
        anchor="created_at",
        on_erasure="delete",
        export=("created_at", "status"),
        withheld=("key", "fingerprint", "headers", "body"),  # the body repeats rows that are exported as themselves
    ),
    Holding(
        table="outbox_message",
        keys=(),
        reach=_mail_to,
        label="privacy.holding.mails",
        only_theirs=True,
        theme="messages",
        retention="mail",
        anchor="created_at",
        on_erasure="delete",
        export=("created_at", "topic"),
        withheld=("id", "payload", "available_at", "attempts", "sent_at", "last_error"),  # a payload may be a code
    ),
    Holding(
        table="audit_entry",
        keys=("actor_id",),
        reach=_acts_of_or_on,
        label="privacy.holding.audit",
        theme="security",
        retention="audit",
        on_erasure="keep",
        why="privacy.kept.audit",
        basis="legal_obligation",
        export=("at", "act", "why"),
        withheld=("id", "number", "actor_id", "subject", "details", "previous", "digest"),
    ),
)

purge_with("audit", audit.purge)
