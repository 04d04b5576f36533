"""What an invitation shows, and accepting it: signed in, by a tap, once, while whoever invited may still give it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from uuid import UUID

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
    OtherBirthDate,
    OwnRole,
)
from passerelles.accounts.roles.schemas import InvitationShown
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.rules import STAFF, kept_birth_date
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.sessions import Renewed
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.ids import digest
from passerelles.core.messages import t
from passerelles.core.security.headers import PRIVATE


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
        what would be lent; OtherBirthDate: the invitation is a class list's, and not of somebody born that day.
    """
    row, _ = await _open(session, person.campus_id, invitation_token)
    if row.invited_by == person.id:
        raise OwnRole
    await _agree_on_birth_date(session, row, person.id)
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
    await session.flush()  # the new role must be there for the session's kind
    renewed = await sessions.renew_session(session, person, session_token)
    await record(session, grant, act="invitation.accept", by=person.id, invitation=str(row.id))
    return renewed


async def _agree_on_birth_date(session: Session, row: Invitation, person_id: UUID) -> None:
    """Keep the birth date that the institution wrote, for somebody whose age nobody knows yet.

    Raises:
        OtherBirthDate: they are known to have another, or to be of age. Whoever taps may be a parent or a sibling with
            the child's paper in hand: their account must not become the child's.
    """
    if row.birth_date is None:
        return
    today = clock.today()
    written = kept_birth_date(row.birth_date, today)
    known = await people.load(session, campus_id=row.campus_id, person_id=person_id)
    if known.age_known:
        given = kept_birth_date(known.birth_date, today) if known.birth_date else (None, known.adult)
        if given != written:
            raise OtherBirthDate
        return
    _, adult = written
    if not adult and STAFF.intersection(role.name for role in known.roles):
        raise OtherBirthDate  # no minor holds a staff role
    name = known.name or row.name
    if name is not None and not await people.set_identity(
        session, campus_id=row.campus_id, person_id=person_id, name=name, birth_date=row.birth_date
    ):
        raise OtherBirthDate  # given at the same moment: the next tap compares them


async def _open(session: Session, campus_id: str, token: str) -> tuple[Invitation, Person]:
    statement = select(Invitation).where(
        col(Invitation.campus_id) == campus_id, col(Invitation.token_digest) == digest(token)
    )
    row = (await session.execute(statement)).scalar()
    if row is None:
        raise NotFound(headers=PRIVATE)
    if row.accepted_at is not None:
        raise InvitationUsed(headers=PRIVATE)
    if row.revoked_at is not None:
        raise InvitationRevoked(headers=PRIVATE)
    now = clock.now()
    if clock.aware(row.expires_at) <= now:
        raise InvitationExpired(headers=PRIVATE)
    giver = await inviter(session, row)
    if giver is None:
        raise InvitationLapsed(headers=PRIVATE)
    own = replace(giver, roles=tuple(held for held in giver.roles if not held.delegated))
    over = row.role_ends_at is not None and clock.aware(row.role_ends_at) <= now
    if over or not theirs(own, row):
        raise InvitationLapsed(headers=PRIVATE)
    return row, giver
