"""Privacy's door: what its routes and the page of the export call."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from passerelles.accounts.person import Person
from passerelles.accounts.privacy import erasure, export, looks, whose
from passerelles.accounts.privacy.purge import keep_purged
from passerelles.accounts.privacy.restoring import register
from passerelles.accounts.privacy.schemas import ErasedOut, ErasurePreview, MyDataOut
from passerelles.core.db import Database, Session
from passerelles.core.house import House
from passerelles.core.messages import t
from passerelles.core.personal import Who, afterwards
from passerelles.core.retention import shortened
from passerelles.core.settings import Settings

__all__ = ["data", "erase", "keep_purged", "preview", "register"]

AS_GUARDIAN: Final = "privacy.place.family"


async def data(db: Database, config: Settings, person: Person, child: UUID | None = None) -> MyDataOut:
    """Everything held about this person, or about their child, who will see that they looked.

    Raises:
        NotFound: as `whose.check_child`.
    """
    rules = shortened(config.retention_days)
    async with db.read() as session:
        if child is None:
            return await export.mine(session, person, rules)
        found = await export.of_child(session, person, child, rules)
    await looks.seen(db, campus_id=person.campus_id, actor=person, subjects=[child], what="data", place=t(AS_GUARDIAN))
    return found


async def preview(db: Database, config: Settings, person: Person, child: UUID | None = None) -> ErasurePreview:
    """What erasing this person, or their child, would do now.

    Raises:
        NotFound: as `whose.check_child`.
        Problem: as `erasure.preview`.
    """
    async with db.read() as session:
        return await erasure.preview(session, await _who(session, person, child), shortened(config.retention_days))


async def erase(house: House, person: Person, child: UUID | None = None) -> ErasedOut:
    """Erase this person, or their child, and what was written for them outside the database.

    Raises:
        NotFound: as `whose.check_child`.
        Problem: as `erasure.erase`.
    """

    async def act(session: Session) -> Who:
        who = await _who(session, person, child)
        await erasure.erase(session, who, actor_id=person.id, why="guardian" if child else "self")
        return who

    who = await house.db.write(act)
    house.outbox.wake()
    for afterward in afterwards():
        await afterward(house, who)
    return ErasedOut(words=t("privacy.erased"))


async def _who(session: Session, person: Person, child: UUID | None) -> Who:
    if child is not None:
        await whose.check_child(session, person, child)
    return await whose.who_is(session, person.campus_id, child or person.id)
