"""Somebody to be seen on each route: people around the actor, whose names and ids no answer may show unnoted."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.tables import PersonRecord
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.ids import new_id
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, SCHOOL, Caller, a_grant, a_role, enter
from tests.security.things import MINOR, Cell, a_minors_request, guards

GIVES: Final[dict[RoleName, RoleName]] = {
    "administrator": "education_assistant",
    "operational_director": "education_assistant",
    "boarding_manager": "education_assistant",
    "counsellor": "company_tutor",
    "facility_manager": "facility_manager",  # lent: they give nothing
}
"""A role that each leader gives or lends, so that somebody is in their team."""

LISTED: Final = "Anne Le Goff"
"""Who is in the file of `things.CLASS`."""


async def around(actor: Caller, role: RoleName, cell: Cell) -> None:
    """A student who waits for a bed with their guardian, a member of the actor's team, acts in the audit log."""
    child = Cell(cell.db, actor, "child" if role == "guardian" else "other_child")
    await a_minors_request(child)
    if role == "guardian":
        student = await Cell(cell.db, actor, "child").owner(birth_date=MINOR)  # a child who asks for nothing
        assert student.id != actor.id
    if role in GIVES:
        await _member(actor, role, cell)
    await _acts(cell)


async def guarded(actor: Caller, cell: Cell) -> None:
    """The actor is a student, for whom somebody answers."""
    guardian = await cell.somebody(a_role("guardian"))
    await cell.db.write(lambda session: guards(session, CAMPUS, guardian.id, actor.id))


async def in_class(cell: Cell) -> None:
    """Who is on the class's list has accepted its invitation."""
    member = await enter(cell.db, a_role("student", SCHOOL, kind="institution"), name=LISTED)

    async def work(session: Session) -> None:
        namesakes = (col(PersonRecord.name) == LISTED, col(PersonRecord.id) != member.id)
        await session.execute(update(PersonRecord).where(*namesakes).values(name=None))
        await session.execute(
            update(Invitation)
            .where(col(Invitation.campus_id) == CAMPUS, col(Invitation.list_digest).is_not(None))
            .values(accepted_by=member.id, accepted_at=clock.now(), name=None)
        )

    await cell.db.write(work)


async def _member(actor: Caller, role: RoleName, cell: Cell) -> None:
    member = await cell.somebody()
    given = a_role(GIVES[role])
    async with cell.db.read() as session:
        (held,) = await people.living_roles(session, campus_id=CAMPUS, person_id=actor.id)
    grant = a_grant(member.id, given)
    grant.delegates = held.grant if role == GIVES[role] else None

    async def work(session: Session) -> None:
        session.add(grant)
        session.add(
            Invitation(
                campus_id=CAMPUS,
                id=new_id(),
                token_digest=new_id().hex,
                role=given.name,
                scope_kind=given.scope_kind,
                scope=given.scope,
                place=given.place,
                delegates=grant.delegates,
                role_ends_at=None,
                channel="paper",
                name=None,
                birth_date=None,
                class_name=None,
                list_digest=None,
                invited_by=actor.id,
                created_at=clock.now(),
                expires_at=clock.now() + timedelta(days=30),
                revoked_at=None,
                accepted_at=clock.now(),
                accepted_by=member.id,
            )
        )

    await cell.db.write(work)


async def _acts(cell: Cell) -> None:
    somebody, student = await cell.somebody(), await cell.somebody(a_role("student"))

    async def work(session: Session) -> None:
        await audit.record(session, campus_id=CAMPUS, actor_id=student.id, act="passkey.add", subject=HOUSE)
        subject = f"person:{somebody.id}"
        await audit.record(session, campus_id=CAMPUS, actor_id=None, act="role.end", subject=subject, why="left")

    await cell.db.write(work)
