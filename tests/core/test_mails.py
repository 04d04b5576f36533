"""Mail as features write it, and as the outbox finds it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from passerelles.core import mails
from passerelles.core.db import Database, Session
from passerelles.core.tables import OutboxMessage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "kept"), [(None, {}), (NOON, {"expires_at": "2026-11-23T12:00:00+00:00"})], ids=["lasting", "expiring"]
)
async def test_a_mail_waits_for_the_one_mailbox(db: Database, until: datetime | None, kept: dict[str, str]) -> None:
    message_id = await db.write(lambda session: _put(session, until))
    async with db.read() as session:
        message = (await session.execute(select(OutboxMessage))).scalar_one()
    assert (message.id, message.topic) == (message_id, mails.TOPIC)
    assert message.payload == {"to": "lea@exemple.fr", "subject": "S", "text": "T", **kept}


async def _put(session: Session, until: datetime | None) -> object:
    return mails.put(session, campus_id="c", to=" Lea@Exemple.FR ", subject="S", text="T", expires_at=until)
