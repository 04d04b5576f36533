"""Invitations: a token on paper or in a mail, told once, that gives one role to whoever accepts it signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.person import Person
from passerelles.accounts.roles import scopes
from passerelles.accounts.roles.granting import check_end, mine_to_lend
from passerelles.accounts.roles.problems import AddressNeeded, InvitationUsed, RoleNotYours
from passerelles.accounts.roles.rules import Where, may_give
from passerelles.accounts.roles.schemas import Channel, InvitationIn
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.core import audit, clock, mails
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.ids import digest, new_id, new_token
from passerelles.core.messages import t

LIFE: Final[dict[Channel, timedelta]] = {"mail": timedelta(days=14), "paper": timedelta(days=30)}
"""A paper is handed over at the next class; a mail is read the same week."""


@dataclass(frozen=True)
class Made:
    """An invitation and its token, which only this answer and the mail know."""

    row: Invitation
    token: str
    mail_id: UUID | None


@dataclass(frozen=True)
class Invited:
    """Who is invited, as staff know them."""

    name: str
    birth_date: date | None = None
    class_name: str | None = None
    list_digest: str | None = None


async def invite(session: Session, actor: Person, wanted: InvitationIn, until: datetime | None, origin: str) -> Made:
    """Make an invitation to a role that the actor may give, or lend.

    Raises:
        RoleNotYours, NotFound: the actor may not give this role there, or has no such role to lend.
        ScopeUnknown, EndNeeded, EndPast, EndTooLate, AddressNeeded.
    """
    where = Where(wanted.role, wanted.scope_kind, wanted.scope)
    if wanted.delegates is not None:
        held = mine_to_lend(actor, wanted.delegates)
        if where != Where(held.name, held.scope_kind, held.scope):
            raise RoleNotYours
        check_end(wanted.role, until, lent=held)
        place = held.place
    else:
        if not may_give(actor, where):
            raise RoleNotYours
        check_end(wanted.role, until)
        place = await scopes.place_of(session, actor.campus_id, where.scope_kind, where.scope)
    made = write(
        session,
        actor,
        where=where,
        place=place,
        until=until,
        invited=Invited(wanted.name),
        channel=wanted.channel,
        email=wanted.email,
        origin=origin,
        delegates=wanted.delegates,
    )
    await record(session, made.row, act="invitation.make", by=actor.id)
    return made


def write(
    session: Session,
    actor: Person,
    *,
    where: Where,
    place: str | None,
    until: datetime | None,
    invited: Invited,
    channel: Channel,
    email: str | None,
    origin: str,
    delegates: UUID | None = None,
) -> Made:
    """Add the row and the mail that carries its token, without asking whether one may.

    Raises:
        AddressNeeded: a mail without an address.
    """
    token, now = new_token(), clock.now()
    row = Invitation(
        campus_id=actor.campus_id,
        id=new_id(),
        token_digest=digest(token),
        role=where.role,
        scope_kind=where.scope_kind,
        scope=where.scope,
        place=place,
        delegates=delegates,
        role_ends_at=until,
        channel=channel,
        name=invited.name,
        birth_date=invited.birth_date,
        class_name=invited.class_name,
        list_digest=invited.list_digest,
        invited_by=actor.id,
        created_at=now,
        expires_at=now + LIFE[channel],
        revoked_at=None,
        accepted_at=None,
        accepted_by=None,
    )
    session.add(row)
    return Made(row, token, _mail(session, row, token, email, origin))


async def renew(
    session: Session, actor: Person, invitation_id: UUID, *, channel: Channel, email: str | None, origin: str
) -> Made:
    """A new token for an invitation that was not accepted; the old one opens nothing any more.

    Raises:
        NotFound: no such invitation to a role that the actor may give.
        InvitationUsed: it was accepted or revoked.
        AddressNeeded: a mail without an address.
    """
    row = await of_team(session, actor, invitation_id)
    if row.accepted_at is not None or row.revoked_at is not None:
        raise InvitationUsed
    token, now = new_token(), clock.now()
    row.token_digest, row.channel, row.invited_by = digest(token), channel, actor.id
    row.expires_at = now + LIFE[channel]
    mail_id = _mail(session, row, token, email, origin)
    await record(session, row, act="invitation.renew", by=actor.id)
    return Made(row, token, mail_id)


async def revoke(session: Session, actor: Person, invitation_id: UUID) -> Invitation:
    """Close an invitation for good; closing it twice changes nothing.

    Raises:
        NotFound: as `renew`.
        InvitationUsed: it was accepted.
    """
    row = await of_team(session, actor, invitation_id)
    if row.accepted_at is not None:
        raise InvitationUsed
    if row.revoked_at is None:
        row.revoked_at, row.name, row.birth_date = clock.now(), None, None
        await record(session, row, act="invitation.revoke", by=actor.id)
    return row


async def of_team(session: Session, actor: Person, invitation_id: UUID) -> Invitation:
    """An invitation that the actor may act on: to a role they may give, or to one they lend.

    Raises:
        NotFound
    """
    statement = (
        select(Invitation)
        .where(col(Invitation.campus_id) == actor.campus_id, col(Invitation.id) == invitation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = (await session.execute(statement)).scalar()
    if row is None or not theirs(actor, row):
        raise NotFound
    return row


def theirs(actor: Person, row: Invitation) -> bool:
    """Whether the actor handles this invitation."""
    if row.delegates is not None:
        return row.delegates in {held.grant for held in actor.roles}
    return may_give(actor, where_of(row))


def where_of(row: Invitation) -> Where:
    return Where(cast(RoleName, row.role), cast(ScopeKind, row.scope_kind), row.scope)


async def record(session: Session, row: Invitation, *, act: str, by: UUID) -> None:
    """Write it in the audit log, without the name. Last in the transaction."""
    await audit.record(
        session,
        campus_id=row.campus_id,
        actor_id=by,
        act=act,
        subject=f"invitation:{row.id}",
        details={"role": row.role, "scope_kind": row.scope_kind, "scope": row.scope, "channel": row.channel},
    )


async def inviter(session: Session, row: Invitation) -> Person | None:
    """Whoever invites, with the roles they hold now; None when they are of a demonstration that is over."""
    return await people.find(session, campus_id=row.campus_id, person_id=row.invited_by)


def _mail(session: Session, row: Invitation, token: str, email: str | None, origin: str) -> UUID | None:
    if row.channel != "mail":
        return None
    if email is None:
        raise AddressNeeded
    label = t(f"roles.name.{row.role}")
    return mails.put(
        session,
        campus_id=row.campus_id,
        to=email,
        subject=t("roles.mail.subject"),
        text=t(
            "roles.mail.text",
            role=f"{label}, {row.place}" if row.place else label,
            url=f"{origin}/invitation/{token}",
            until=clock.aware(row.expires_at).astimezone(clock.PARIS).strftime("%d/%m/%Y"),
        ),
        expires_at=clock.aware(row.expires_at),
    )
