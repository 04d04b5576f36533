"""Privacy's door: what its routes and the page of the export call."""

from __future__ import annotations

from uuid import UUID

from passerelles.accounts.person import Person
from passerelles.accounts.privacy import erasure, export, looks, whose
from passerelles.accounts.privacy.purge import keep_purged
from passerelles.accounts.privacy.restoring import register
from passerelles.accounts.privacy.schemas import ErasedOut, ErasurePreview, MyDataOut
from passerelles.core import audit
from passerelles.core.db import Database, Session
from passerelles.core.house import House
from passerelles.core.messages import t
from passerelles.core.personal import Who, afterwards
from passerelles.core.retention import shortened
from passerelles.core.settings import Settings

__all__ = ["data", "erase", "keep_purged", "mine", "preview", "register"]


async def data(db: Database, config: Settings, person: Person, child: UUID | None = None) -> MyDataOut:
    """Everything held about this person, or about their child, who will see that they looked.

    Whoever shows `children` calls `mine` instead.

    Raises:
        NotFound: as `whose.check_child`.
    """
    rules = shortened(config.retention_days)
    async with db.read() as session:
        if child is None:
            return await export.mine(session, person, rules)
        found = await export.of_child(session, person, child, rules)
    await db.write(lambda session: _exported(session, person, child, found))
    return found


async def mine(db: Database, config: Settings, person: Person) -> MyDataOut:
    """Everything held about this person, with the names of their children, who will see that they were read."""
    found = await data(db, config, person)
    await looks.seen_by_guardian(db, person, {UUID(one.id) for one in found.children}, what="child")
    return found


async def preview(db: Database, config: Settings, person: Person, child: UUID | None = None) -> ErasurePreview:
    """What erasing this person, or their child, would do now: it tells what there is.

    Raises:
        NotFound: as `whose.check_child`.
        Problem: as `erasure.preview`.
    """
    async with db.read() as session:
        told = await erasure.preview(session, await _who(session, person, child), shortened(config.retention_days))
    if child is not None:
        await looks.seen_by_guardian(db, person, {child}, what="erasure")
    return told


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


async def _exported(session: Session, guardian: Person, child: UUID, found: MyDataOut) -> None:
    """A look for the child, and a line in the audit log: who exported how much."""
    await looks.seen_by_guardian(session, guardian, {child}, what="data")
    await audit.record(
        session,
        campus_id=guardian.campus_id,
        actor_id=guardian.id,
        act="export.data",
        subject=f"person:{child}",
        details={"rows": sum(len(held.rows) for held in found.held)},
    )


async def _who(session: Session, person: Person, child: UUID | None) -> Who:
    if child is not None:
        await whose.check_child(session, person, child)
    return await whose.who_is(session, person.campus_id, child or person.id)
