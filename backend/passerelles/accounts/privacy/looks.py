""" "Qui a vu ma demande": one line a day for each person who saw something of mine. No line, no look."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, literal, select
from sqlmodel import col

from passerelles.accounts.person import Person
from passerelles.accounts.privacy.schemas import LookList, LookOut
from passerelles.accounts.privacy.tables import Look
from passerelles.accounts.rules import STAFF
from passerelles.accounts.tables import PersonRecord
from passerelles.core import clock
from passerelles.core.db import Database, Session, insert_into
from passerelles.core.messages import t

MOST_LISTED: Final = 200


async def seen(
    where: Database | Session, *, campus_id: str, actor: Person, subjects: Collection[UUID], what: str, place: str
) -> None:
    """Note that `actor` sees `what` (a key of `privacy.look`) of these people, at a place's public name.

    Call it before the answer leaves: with the act's session, or with the database after a read, which writes only what
    the day does not know yet. One's own data is not noted.

    Raises:
        Overloaded: it could not be noted: then nothing may be shown.
    """
    others = set(subjects) - {actor.id}
    if not others:
        return
    same = _same(campus_id, actor, what, place)
    line = partial(_note, campus_id=campus_id, actor=actor, what=what, place=place)
    if isinstance(where, Database):
        async with where.read() as session:
            known = await session.execute(select(col(Look.subject_id)).where(*same, col(Look.subject_id).in_(others)))
            others -= set(known.scalars())
        if others:
            await where.write(partial(line, subjects=others))
    else:
        await line(where, subjects=others)


async def mine(session: Session, campus_id: str, person_id: UUID) -> LookList:
    """Who saw something of this person's: a role and a place, never a name. Newest first."""
    rows = await session.execute(
        select(col(Look.day), col(Look.role), col(Look.place), col(Look.what))
        .where(col(Look.campus_id) == campus_id, col(Look.subject_id) == person_id)
        .group_by(col(Look.day), col(Look.role), col(Look.place), col(Look.what))
        .order_by(col(Look.day).desc(), col(Look.place), col(Look.what))
        .limit(MOST_LISTED)
    )
    return LookList(
        items=[
            LookOut(day=row.day, who=t(f"privacy.who.{row.role}"), place=row.place, what=t(f"privacy.look.{row.what}"))
            for row in rows
        ]
    )


def role_of(actor: Person) -> str:
    """In what capacity they look: their staff role when they have one, else as a guardian."""
    return next((role.name for role in actor.roles if role.name in STAFF), "guardian")


async def _note(
    session: Session, *, campus_id: str, actor: Person, subjects: Collection[UUID], what: str, place: str
) -> None:
    values = {"day": clock.today(), "actor_id": actor.id, "what": what, "place": place, "role": role_of(actor)}
    kinds = {name: Look.__table__.c[name].type for name in values}  # type: ignore[attr-defined] # SQLModel hides it
    told = [literal(value, kinds[name]) for name, value in values.items()]
    # From the people there are: somebody erased meanwhile is not looked at any more.
    people = select(col(PersonRecord.campus_id), col(PersonRecord.id), *told).where(
        col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id).in_(subjects)
    )
    line = insert_into(session, Look).from_select(["campus_id", "subject_id", *values], people)
    await session.execute(line.on_conflict_do_nothing())


def _same(campus_id: str, actor: Person, what: str, place: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Look.campus_id) == campus_id,
        col(Look.day) == clock.today(),
        col(Look.actor_id) == actor.id,
        col(Look.what) == what,
        col(Look.place) == place,
    )
