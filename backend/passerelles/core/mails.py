"""Mail as features write it: in the transaction of the act that causes it, sent after it by `notifications.mail`."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from passerelles.core import outbox
from passerelles.core.db import Session

TOPIC: Final = "mail"
"""Of the outbox. A payload is `{"to", "subject", "text"}` and, when there is one, `"expires_at"` (ISO, aware)."""


def put(
    session: Session, *, campus_id: str, to: str, subject: str, text: str, expires_at: datetime | None = None
) -> UUID:
    """Write a mail in plain text to an address; returns the message's id.

    `expires_at`: when it becomes useless, such as a code that opens nothing any more: not sent from then on.
    """
    payload = {"to": normalise_email(to), "subject": subject, "text": text}
    if expires_at is not None:
        payload["expires_at"] = expires_at.isoformat()
    return outbox.put(session, campus_id=campus_id, topic=TOPIC, payload=payload)


def normalise_email(address: str) -> str:
    """One spelling per mailbox. Mail is sent to this very string, so that look-alikes cannot take an account over."""
    return address.strip().lower()
