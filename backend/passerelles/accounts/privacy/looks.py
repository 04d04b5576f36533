""" "Qui a vu mes données": one line a day for each person who saw something of mine. No line, no look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import literal, select
from sqlmodel import col

from passerelles.accounts.person import Person
from passerelles.accounts.privacy.schemas import LookList, LookOut
from passerelles.accounts.privacy.tables import Look
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Database, Session, insert_into
from passerelles.core.messages import t

MOST_LISTED: Final = 200
AT_ONCE: Final = 500
"""People noted by one statement: databases take some thousands of values at most."""


@dataclass(frozen=True)
class Sight:
    """Somebody shown: where, and by which role of the one who looks."""

    subject: UUID
    place: str
    role: str


async def seen(
    where: Database | Session,
    *,
    campus_id: str,
    actor: Person,
    subjects: Collection[UUID],
    what: str,
    place: str,
    role: str,
) -> None:
    """Note that `actor`, in this role, sees `what` (a key of `privacy.look`) of these people, at a place's public name.

    Call it before the answer leaves: with the act's session, or with the database after a read, which writes only what
    the day does not know yet, in one transaction. One's own data is not noted.

    Raises:
        Overloaded: it could not be noted: then nothing may be shown.
    """
    sights = [Sight(subject, place, role) for subject in subjects]
    await seen_in(where, sights, campus_id=campus_id, actor=actor, what=what)


async def seen_by_guardian(
    where: Database | Session, guardian: Person, students: Collection[UUID], *, what: str, place: str | None = None
) -> None:
    """As `seen`, for somebody who answers for these students. `place`: None for what belongs to no house.

    Raises:
        Overloaded: as `seen`.
    """
    sights = [Sight(student, place or t("privacy.place.family"), "guardian") for student in students]
    await seen_in(where, sights, campus_id=guardian.campus_id, actor=guardian, what=what)


async def seen_in(
    where: Database | Session, sights: Iterable[Sight], *, campus_id: str, actor: Person, what: str
) -> None:
    """As `seen`, for a list that gathers several places.

    Raises:
        Overloaded: as `seen`.
    """
    others = {sight for sight in sights if sight.subject != actor.id}
    if isinstance(where, Database) and others:
        async with where.read() as session:
            known = await _known(session, campus_id, actor, what)
        others = {sight for sight in others if (sight.subject, sight.place) not in known}
    if not others:
        return
    line = partial(_note_all, sights=others, campus_id=campus_id, actor=actor, what=what)
    await (where.write(line) if isinstance(where, Database) else line(where))


async def mine(session: Session, campus_id: str, person_id: UUID) -> LookList:
    """Who saw something of this person's: a role and a place, never a name. Newest first."""
    rows = await session.execute(
        select(col(Look.day), col(Look.role), col(Look.place), col(Look.what))
        .where(col(Look.campus_id) == campus_id, col(Look.subject_id) == person_id)
        .group_by(col(Look.day), col(Look.role), col(Look.place), col(Look.what))
        .order_by(col(Look.day).desc(), col(Look.place), col(Look.what))
        .limit(MOST_LISTED + 1)
    )
    items = [
        LookOut(day=row.day, who=t(f"privacy.who.{row.role}"), place=row.place, what=t(f"privacy.look.{row.what}"))
        for row in rows
    ]
    return LookList(items=items[:MOST_LISTED], older=len(items) > MOST_LISTED)


async def _known(session: Session, campus_id: str, actor: Person, what: str) -> set[tuple[UUID, str]]:
    """Who was noted today already, and where."""
    rows = await session.execute(
        select(col(Look.subject_id), col(Look.place)).where(
            col(Look.campus_id) == campus_id,
            col(Look.day) == clock.today(),
            col(Look.actor_id) == actor.id,
            col(Look.what) == what,
        )
    )
    return {(row.subject_id, row.place) for row in rows}


async def _note_all(session: Session, *, sights: Collection[Sight], campus_id: str, actor: Person, what: str) -> None:
    found: dict[tuple[str, str], set[UUID]] = {}
    for sight in sights:
        found.setdefault((sight.place, sight.role), set()).add(sight.subject)
    for (place, role), subjects in sorted(found.items()):
        await _note(session, campus_id=campus_id, actor=actor, subjects=subjects, what=what, place=place, role=role)


async def _note(
    session: Session, *, campus_id: str, actor: Person, subjects: Collection[UUID], what: str, place: str, role: str
) -> None:
    everybody = sorted(subjects)
    values = {"day": clock.today(), "actor_id": actor.id, "what": what, "place": place, "role": role}
    kinds = {name: Look.__table__.c[name].type for name in values}  # type: ignore[attr-defined] # SQLModel hides it
    told = [literal(value, kinds[name]) for name, value in values.items()]
    for start in range(0, len(everybody), AT_ONCE):
        # From the people there are: somebody erased meanwhile is not looked at any more.
        people = select(col(PersonRecord.campus_id), col(PersonRecord.id), *told).where(
            col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id).in_(everybody[start : start + AT_ONCE])
        )
        line = insert_into(session, Look).from_select(["campus_id", "subject_id", *values], people)
        await session.execute(line.on_conflict_do_nothing())
