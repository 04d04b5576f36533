"""Every CSV file that the application makes, with hostile words wherever somebody may write some."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import httpx

from passerelles.accounts.roles.tables import Invitation
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.journeys import curated_file
from passerelles.journeys.tables import CuratedProgression
from tests.booking.halls import CAMPUS
from tests.exports.hostile import HOSTILE
from tests.roles.callers import a_role, enter

Make = Callable[[Database, httpx.AsyncClient], Awaitable[bytes]]


async def invitations(db: Database, client: httpx.AsyncClient) -> bytes:
    """The team's invitations: a name, a class, a place."""
    director = await enter(db, a_role("administrator"))

    async def work(session: Session) -> None:
        for words in HOSTILE:
            session.add(
                Invitation(
                    campus_id=CAMPUS,
                    id=new_id(),
                    token_digest=new_id().hex,
                    role="counsellor",
                    scope_kind="campus",
                    scope=CAMPUS,
                    place=words,
                    delegates=None,
                    role_ends_at=None,
                    channel="paper",
                    name=words,
                    birth_date=None,
                    class_name=words,
                    list_digest=None,
                    invited_by=director.id,
                    created_at=clock.now(),
                    expires_at=clock.now() + timedelta(days=30),
                    revoked_at=None,
                    accepted_at=None,
                    accepted_by=None,
                )
            )

    await db.write(work)
    return (await director.get(client, "/team/invitations/export")).content


async def progressions(db: Database, _client: httpx.AsyncClient) -> bytes:
    """The campus's own progressions: conditions, where they are said."""

    async def work(session: Session) -> None:
        for n, words in enumerate(HOSTILE):
            session.add(
                CuratedProgression(
                    campus_id=CAMPUS,
                    id=new_id(),
                    source=f"CFD:{n:08}",
                    target="CFD:32025413",
                    kind="bridge",
                    conditions=words,
                    source_note=words,
                    author=None,
                    created_at=clock.now(),
                )
            )

    await db.write(work)
    async with db.read() as session:
        return (await curated_file.written(session, CAMPUS)).encode()


FILES: Final[dict[str, Make]] = {"invitations": invitations, "progressions": progressions}
