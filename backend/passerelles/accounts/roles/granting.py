"""Giving, ending and lending roles. Every change is in the audit log, and signs the person out where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from passerelles.accounts import people, sessions
from passerelles.accounts.person import Person, Role
from passerelles.accounts.roles.problems import END_REFUSALS, OwnRole, RoleForAdults, RoleHeld
from passerelles.accounts.roles.rules import Where, end_refused, may_give, may_lend
from passerelles.accounts.roles.schemas import EndReason
from passerelles.accounts.rules import STAFF, minority
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.accounts.tables import PersonRecord, RoleGrant
from passerelles.core import audit, clock
from passerelles.core.db import Session
from passerelles.core.errors import NotFound


def end_of(day: date | None) -> datetime | None:
    """The first instant at which a role that ends on `day` does not hold any more: midnight after it, in Paris."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.PARIS).astimezone(UTC)  # as it is stored


def last_day(end: datetime) -> date:
    """The last day on which a role that ends then holds."""
    return (end.astimezone(clock.PARIS) - timedelta(microseconds=1)).date()


def check_end(role: RoleName, until: datetime | None, *, lent: Role | None = None) -> None:
    """
    Raises:
        EndNeeded, EndPast, EndTooLate: the table wants another end.
    """
    refused = end_refused(role, until, clock.now(), lent=lent)
    if refused is not None:
        raise END_REFUSALS[refused]


async def give(
    session: Session,
    *,
    campus_id: str,
    person_id: UUID,
    where: Where,
    place: str | None,
    until: datetime | None,
    by: UUID | None,
    delegates: UUID | None = None,
) -> RoleGrant:
    """Give a role, or move the end of the one they hold. The caller has checked that `by` may, and audits.

    Raises:
        RoleForAdults: a staff role, and they are known to be a minor today.
        RoleHeld: they hold in their own right what would be lent to them.
    """
    if where.role in STAFF:
        await _check_age(session, campus_id, person_id)
    held = await _living(session, campus_id, person_id, where)
    own = next((one for one in held if one.delegates is None), None)
    if delegates is not None and own is not None:
        raise RoleHeld
    same = next((one for one in held if one.delegates == delegates), None)
    if same is not None:
        same.ends_at, same.granted_by, same.place = until, by, place
        return same
    grant = RoleGrant(
        campus_id=campus_id,
        person_id=person_id,
        role=where.role,
        scope_kind=where.scope_kind,
        scope=where.scope,
        place=place,
        starts_at=clock.now(),
        ends_at=until,
        granted_by=by,
        delegates=delegates,
    )
    session.add(grant)
    return grant


async def end(session: Session, actor: Person, grant_id: UUID, why: EndReason) -> None:
    """Take a role back, with all that was lent of it: at once, and wherever they are signed in.

    Raises:
        NotFound: no such role, or not one that the actor may give or has lent.
        OwnRole: the actor's own.
    """
    grant = await find(session, actor.campus_id, grant_id)
    if grant.person_id == actor.id:
        raise OwnRole
    lent_by_me = grant.delegates is not None and grant.delegates in {held.grant for held in actor.roles}
    if not (lent_by_me or may_give(actor, where_of(grant))):
        raise NotFound
    await end_now(session, grant, by=actor.id, why=why)


async def end_now(session: Session, grant: RoleGrant, *, by: UUID | None, why: EndReason) -> None:
    """As `end`, for whoever has checked the right."""
    now = clock.now()
    lent = await session.execute(
        select(RoleGrant).where(
            col(RoleGrant.campus_id) == grant.campus_id, col(RoleGrant.delegates) == grant.id, *_not_ended(now)
        )
    )
    ended = [grant, *lent.scalars()]
    for one in ended:
        one.ends_at, one.ended_by, one.ended_why = now, by, why
        await sessions.close_all(session, one.campus_id, one.person_id)
    for one in ended:
        await record(session, one, act="role.end", by=by, why=why)


async def lend(
    session: Session, actor: Person, *, grant_id: UUID, person_id: UUID, until: datetime | None
) -> RoleGrant:
    """Lend a role of the actor's to somebody whom they see in their team.

    Raises:
        NotFound: not a role of theirs that may be lent, or nobody has this id.
        OwnRole: to oneself.
        EndNeeded, EndPast, EndTooLate: the table wants another end.
        RoleForAdults: they are a minor.
        RoleHeld: they hold it already.
    """
    held = mine_to_lend(actor, grant_id)
    if person_id == actor.id:
        raise OwnRole
    check_end(held.name, until, lent=held)
    if not await people.exists(session, actor.campus_id, person_id):
        raise NotFound
    grant = await give(
        session,
        campus_id=actor.campus_id,
        person_id=person_id,
        where=Where(held.name, held.scope_kind, held.scope),
        place=held.place,
        until=until,
        by=actor.id,
        delegates=grant_id,
    )
    await sessions.close_all(session, actor.campus_id, person_id)
    await record(session, grant, act="role.lend", by=actor.id)
    return grant


async def _check_age(session: Session, campus_id: str, person_id: UUID) -> None:
    """
    Raises:
        RoleForAdults: they are known to be a minor today.
    """
    query = select(col(PersonRecord.birth_date), col(PersonRecord.adult)).where(
        col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id
    )
    known = (await session.execute(query)).first()
    if known is not None and minority(known.birth_date, adult=known.adult, day=clock.today()):
        raise RoleForAdults


def mine_to_lend(actor: Person, grant_id: UUID) -> Role:
    """
    Raises:
        NotFound: the actor holds no such role that may be lent.
    """
    held = next((role for role in actor.roles if role.grant == grant_id), None)
    if held is None or not may_lend(held):
        raise NotFound
    return held


async def find(session: Session, campus_id: str, grant_id: UUID) -> RoleGrant:
    """A role that has not ended.

    Raises:
        NotFound: it has, or never was.
    """
    statement = (
        select(RoleGrant)
        .where(col(RoleGrant.campus_id) == campus_id, col(RoleGrant.id) == grant_id, *_not_ended(clock.now()))
        .with_for_update()
        .execution_options(populate_existing=True)  # two who end it at once: the second finds it ended
    )
    grant = (await session.execute(statement)).scalar()
    if grant is None:
        raise NotFound
    return grant


def where_of(grant: RoleGrant) -> Where:
    return Where(cast(RoleName, grant.role), cast(ScopeKind, grant.scope_kind), grant.scope)


async def record(
    session: Session, grant: RoleGrant, *, act: str, by: UUID | None, why: str | None = None, **more: Any
) -> None:
    """Write it in the audit log: codes and ids only. Last in the transaction."""
    details = {
        "grant": str(grant.id),
        "role": grant.role,
        "scope_kind": grant.scope_kind,
        "scope": grant.scope,
        "until": None if grant.ends_at is None else clock.aware(grant.ends_at).isoformat(),
        "delegates": None if grant.delegates is None else str(grant.delegates),
    }
    await audit.record(
        session,
        campus_id=grant.campus_id,
        actor_id=by,
        act=act,
        subject=f"person:{grant.person_id}",
        why=why,
        details=details | more,
    )


async def _living(session: Session, campus_id: str, person_id: UUID, where: Where) -> list[RoleGrant]:
    """What they hold of this role there. Their row is locked: nobody gives them the same meanwhile."""
    await session.execute(
        select(col(PersonRecord.id))
        .where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id)
        .with_for_update()
    )
    rows = await session.execute(
        select(RoleGrant).where(
            col(RoleGrant.campus_id) == campus_id,
            col(RoleGrant.person_id) == person_id,
            col(RoleGrant.role) == where.role,
            col(RoleGrant.scope_kind) == where.scope_kind,
            col(RoleGrant.scope) == where.scope,
            *_not_ended(clock.now()),
        )
    )
    return list(rows.scalars())


def _not_ended(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (or_(col(RoleGrant.ends_at).is_(None), col(RoleGrant.ends_at) > now),)
