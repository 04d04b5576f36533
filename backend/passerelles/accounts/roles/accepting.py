"""What an invitation shows, and accepting it: signed in, by a tap, once, while whoever invited may still give it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Person
from passerelles.accounts.roles.granting import give, record
from passerelles.accounts.roles.inviting import inviter, theirs, where_of
from passerelles.accounts.roles.problems import (
    InvitationExpired,
    InvitationLapsed,
    InvitationRevoked,
    InvitationUsed,
    OwnRole,
)
from passerelles.accounts.roles.schemas import InvitationShown
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.rules import kept_birth_date
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.sessions import Renewed
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.ids import digest
from passerelles.core.messages import t


async def shown(session: Session, campus_id: str, token: str) -> InvitationShown:
    """What this token would give. Reading changes nothing, however often.

    Raises:
        NotFound, InvitationUsed, InvitationRevoked, InvitationExpired, InvitationLapsed.
    """
    row, giver = await _open(session, campus_id, token)
    return InvitationShown(
        role=cast(RoleName, row.role),
        label=t(f"roles.name.{row.role}"),
        what=t(f"roles.what.{row.role}"),
        place=row.place,
        until=None if row.role_ends_at is None else clock.aware(row.role_ends_at),
        delegated=row.delegates is not None,
        invited_by=giver.name,
        expires_at=clock.aware(row.expires_at),
    )


async def accept(session: Session, person: Person, invitation_token: str, session_token: str) -> Renewed:
    """Take the role. Every other browser of theirs is signed out; this one gets a new token.

    Raises:
        As `shown`; OwnRole: one's own invitation; RoleForAdults: a staff role, to a minor; RoleHeld: they hold
        what would be lent.
    """
    row, _ = await _open(session, person.campus_id, invitation_token)
    if row.invited_by == person.id:
        raise OwnRole
    now = clock.now()
    taken = await session.execute(
        update(Invitation)
        .where(
            col(Invitation.campus_id) == row.campus_id,
            col(Invitation.id) == row.id,
            col(Invitation.accepted_at).is_(None),
            col(Invitation.revoked_at).is_(None),
        )
        .values(accepted_at=now, accepted_by=person.id, name=None, birth_date=None)
        .returning(col(Invitation.id))
        .execution_options(synchronize_session=False)  # the name read above is still needed
    )
    if taken.first() is None:
        raise InvitationUsed  # by a tap that came at the same moment
    grant = await give(
        session,
        campus_id=row.campus_id,
        person_id=person.id,
        where=where_of(row),
        place=row.place,
        until=None if row.role_ends_at is None else clock.aware(row.role_ends_at),
        by=row.invited_by,
        delegates=row.delegates,
    )
    corrected = row.birth_date is not None and await _believe(session, row, person, row.birth_date)
    await session.flush()  # the new role must be there for the session's kind
    renewed = await sessions.renew_session(session, person, session_token)
    if corrected:
        await audit.record(
            session,
            campus_id=row.campus_id,
            actor_id=row.invited_by,  # their list says so, whoever taps
            act="birth-date.correct",
            subject=f"person:{person.id}",
            why="class-list",
        )
    await record(session, grant, act="invitation.accept", by=person.id, invitation=str(row.id))
    return renewed


async def _believe(session: Session, row: Invitation, person: Person, birth_date: date) -> bool:
    """Keep the age that the institution wrote; whether it replaced another one, which the person had given first."""
    from passerelles.accounts.guardians.correcting import correct_birth_date  # guardians are given their role here

    name = person.name or row.name
    if name is None:
        return False
    if await people.set_identity(
        session, campus_id=row.campus_id, person_id=person.id, name=name, birth_date=birth_date
    ):
        return False
    known = await people.load(session, campus_id=row.campus_id, person_id=person.id)
    if (known.birth_date, known.adult) == kept_birth_date(birth_date, clock.today()):
        return False
    await correct_birth_date(
        session, campus_id=row.campus_id, person_id=person.id, birth_date=birth_date, by=row.invited_by
    )
    return True


async def _open(session: Session, campus_id: str, token: str) -> tuple[Invitation, Person]:
    statement = select(Invitation).where(
        col(Invitation.campus_id) == campus_id, col(Invitation.token_digest) == digest(token)
    )
    row = (await session.execute(statement)).scalar()
    if row is None:
        raise NotFound
    if row.accepted_at is not None:
        raise InvitationUsed
    if row.revoked_at is not None:
        raise InvitationRevoked
    now = clock.now()
    if clock.aware(row.expires_at) <= now:
        raise InvitationExpired
    giver = await inviter(session, row)
    own = replace(giver, roles=tuple(held for held in giver.roles if not held.delegated))
    over = row.role_ends_at is not None and clock.aware(row.role_ends_at) <= now
    if over or not theirs(own, row):
        raise InvitationLapsed
    return row, giver
