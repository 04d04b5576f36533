"""What becomes of a request, told to the guardians who were asked about it."""

from __future__ import annotations

from typing import cast

from passerelles.boarding.guardians import telling
from passerelles.boarding.guardians.standing import standing_of
from passerelles.boarding.guardians.tables import GuardianAnswer
from passerelles.boarding.guardians.telling import GuardianNews
from passerelles.boarding.houses import House
from passerelles.booking.service import Event, Snapshot
from passerelles.core.db import Session


async def follow(session: Session, of: House, request: Snapshot, event: Event) -> None:
    """Tell the guardians of a minor's request, in the act's own transaction. An adult's request is nobody else's."""
    if event not in telling.TO_GUARDIANS:
        return
    standing = await standing_of(session, of, request)
    if not standing.needed:
        return
    asked = {
        voice.guardian
        for voice in standing.voices
        if await session.get(GuardianAnswer, (of.campus_id, request.id, voice.guardian)) is not None
    }
    await telling.tell_guardians(session, of, request, asked, cast(GuardianNews, event))
