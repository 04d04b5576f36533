"""Erasing a person: what happens first, what goes, what stays without a name, and a digest to know them in a backup."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal, get_args
from uuid import UUID

from sqlalchemy import Table, Uuid, delete, exists, select, update
from sqlmodel import SQLModel, col

from passerelles.accounts.privacy import words
from passerelles.accounts.privacy.schemas import ErasurePreview, KeptOut
from passerelles.accounts.privacy.tables import Erasure
from passerelles.accounts.rules import STAFF
from passerelles.accounts.tables import RoleGrant
from passerelles.core import audit, clock, outbox
from passerelles.core.db import Session, insert_into
from passerelles.core.errors import Problem
from passerelles.core.ids import digest
from passerelles.core.messages import t
from passerelles.core.personal import FORGOTTEN, Holding, Theme, Who, as_held, holdings, rows_of, rows_told_by, steps
from passerelles.core.retention import Rule

TOPIC: Final = "erasure"
Why = Literal["self", "guardian", "unused", "restored", "left over", "demonstration"]


class StaffRoleHeld(Problem):
    """409: others rely on what this person does; the role ends first, and somebody else may take it over."""

    status = 409
    slug = "staff-role-held"


async def preview(session: Session, who: Who, rules: dict[str, Rule]) -> ErasurePreview:
    """What an erasure would do now, without doing it.

    Raises:
        Problem: it cannot be done yet; says why and when.
    """
    await _refuse_staff(session, who)
    first = [line for step in steps() for line in await step.before(session, who)]
    held = [holding for holding in holdings() if await _holds(session, holding, who)]
    deleted = {holding.theme for holding in held if holding.on_erasure == "delete"}
    themes = [theme for theme in get_args(Theme) if theme in deleted]
    kept = [
        KeptOut(title=t(holding.label), why=t(holding.why), kept=words.kept(rules[holding.retention]))
        for holding in held
        if holding.on_erasure != "delete"
    ]
    return ErasurePreview(
        first=first, erased=[t(f"privacy.theme.{theme}") for theme in themes], kept=[*kept, _counts()]
    )


async def erase(session: Session, who: Who, *, actor_id: UUID | None, why: Why) -> None:
    """Erase a person in the current transaction: nothing says who they were once it commits.

    Raises:
        Problem: as `preview`; nothing was changed.
    """
    if why not in ("restored", "demonstration"):  # a backup may bring back a role that had ended
        await _refuse_staff(session, who)
    for step in steps():
        await step.act(session, who)
    # What the steps wrote goes to the database before the rows are looked for there.
    await session.flush()
    for table in reversed(SQLModel.metadata.sorted_tables):  # children before their parents
        for holding in (held for held in holdings() if held.table == table.name):
            await _forget(session, table, holding, who)
    session.expire_all()
    at = clock.now()
    await note(session, who.campus_id, digest_of(who.campus_id, who.person_id), at)
    outbox.put(
        session,
        campus_id=who.campus_id,
        topic=TOPIC,
        payload={"campus": who.campus_id, "digest": digest_of(who.campus_id, who.person_id), "at": at.isoformat()},
    )
    await audit.record(
        session,
        campus_id=who.campus_id,
        actor_id=actor_id,
        act="person.erase",
        subject=f"person:{who.person_id}",
        why=why,
    )


def digest_of(campus_id: str, person_id: UUID) -> str:
    """What is kept of somebody erased. An id has 74 random bits: nobody finds it again without a copy of the data."""
    return digest(f"{campus_id}:{person_id}")


async def note(session: Session, campus_id: str, known: str, at: datetime) -> None:
    """Keep the digest of somebody erased; the same twice is once."""
    row = insert_into(session, Erasure).values(campus_id=campus_id, digest=known, at=at)
    await session.execute(row.on_conflict_do_nothing())


async def left_over(session: Session) -> list[Who]:
    """People who are gone, of whom an act that was under way at that moment has written something since."""
    people = SQLModel.metadata.tables["person"]
    found: set[tuple[str, UUID]] = set()
    for holding in holdings():
        table = SQLModel.metadata.tables[holding.table]
        for key in holding.keys if holding.on_erasure == "delete" and holding.table != "person" else ():
            if table.c[key].foreign_keys or not isinstance(table.c[key].type, Uuid):
                continue  # the schema forbids it; or a few hours will do
            known = exists().where(people.c.campus_id == table.c.campus_id, people.c.id == table.c[key])
            rows = await session.execute(select(table.c.campus_id, table.c[key]).where(~known).distinct())
            found |= {(campus_id, person_id) for campus_id, person_id in rows}
    return [Who(campus_id, person_id) for campus_id, person_id in sorted(found)]


async def _refuse_staff(session: Session, who: Who) -> None:
    now = clock.now()
    grants = await session.execute(
        select(col(RoleGrant.role), col(RoleGrant.ends_at)).where(
            col(RoleGrant.campus_id) == who.campus_id, col(RoleGrant.person_id) == who.person_id
        )
    )
    held = [role for role, ends_at in grants if ends_at is None or clock.aware(ends_at) > now]
    if STAFF.intersection(held):
        raise StaffRoleHeld


async def _holds(session: Session, holding: Holding, who: Who) -> bool:
    table = SQLModel.metadata.tables[holding.table]
    found = select(table.c.campus_id).where(rows_told_by(holding, SQLModel.metadata, who)).limit(1)
    return (await session.execute(found)).first() is not None


async def _forget(session: Session, table: Table, holding: Holding, who: Who) -> None:
    rows = rows_of(holding, SQLModel.metadata, who)
    if holding.on_erasure == "delete":
        await session.execute(delete(table).where(rows))
    elif holding.on_erasure == "unlink":
        for key in holding.keys:
            mine = (table.c.campus_id == who.campus_id) & (table.c[key] == as_held(table, key, who.person_id))
            await session.execute(update(table).where(mine).values({key: _nobody(table, key)}))


def _nobody(table: Table, key: str) -> Any:
    """Nobody where the schema wants a person that exists; else somebody who was erased."""
    return None if table.c[key].foreign_keys else as_held(table, key, FORGOTTEN)


def _counts() -> KeptOut:
    return KeptOut(title=t("privacy.counts.title"), why=t("privacy.counts.why"), kept=t("privacy.counts.kept"))
