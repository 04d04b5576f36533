"""Who holds what, among the roles that a person may give or has lent: their team."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.person import Person
from passerelles.accounts.privacy import looks
from passerelles.accounts.roles import scopes
from passerelles.accounts.roles.granting import last_day, where_of
from passerelles.accounts.roles.rules import capacity, lendable, may_give, reaches
from passerelles.accounts.roles.schemas import (
    GiveableOut,
    GrantOut,
    LendableOut,
    MemberOut,
    ScopeOut,
    TeamOptions,
    TeamOut,
)
from passerelles.accounts.roles.table import LONGEST_LOAN, POLICY
from passerelles.accounts.rules import STAFF
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.accounts.tables import PersonRecord, RoleGrant
from passerelles.core import clock, paging
from passerelles.core.db import Database, Session
from passerelles.core.messages import t

Members = Literal["staff", "learners"]
LEARNERS = ("student", "apprentice")


async def members(db: Database, actor: Person, which: Members, cursor: str | None) -> TeamOut:
    """People with a role that the actor may give or has lent, by name. One page of them, with those roles only; they
    will see that they were looked at."""
    async with db.read() as session:
        found, sights = await _members(session, actor, which, cursor)
    await looks.seen_in(db, sights, campus_id=actor.campus_id, actor=actor, what="team")
    return found


async def _members(
    session: Session, actor: Person, which: Members, cursor: str | None
) -> tuple[TeamOut, list[looks.Sight]]:
    visible = _visible(actor, STAFF if which == "staff" else LEARNERS)
    person = (col(PersonRecord.campus_id) == col(RoleGrant.campus_id)) & (
        col(PersonRecord.id) == col(RoleGrant.person_id)
    )
    ids = (
        await session.execute(
            select(col(RoleGrant.person_id))
            .join(PersonRecord, person)
            .where(*visible)
            .group_by(col(RoleGrant.person_id), col(PersonRecord.name))
            .order_by(func.lower(func.coalesce(col(PersonRecord.name), "")), col(RoleGrant.person_id))
        )
    ).scalars()
    everybody = list(ids)
    page, following = paging.cut(everybody, cursor)
    grants = await session.execute(
        select(RoleGrant)
        .where(*visible, col(RoleGrant.person_id).in_(page))
        .order_by(col(RoleGrant.role), col(RoleGrant.scope), col(RoleGrant.starts_at))
    )
    held: dict[UUID, list[RoleGrant]] = {}
    for grant in grants.scalars():
        held.setdefault(grant.person_id, []).append(grant)
    givers = {grant.granted_by for grants_of in held.values() for grant in grants_of if grant.granted_by}
    names = await people.names(session, actor.campus_id, {*page, *givers})
    items = [
        MemberOut(
            person=str(one),
            name=names.get(one) or t("roles.nameless"),
            me=one == actor.id,
            grants=[_grant(grant, actor, names) for grant in held.get(one, ())],
        )
        for one in page
    ]
    sights = [
        looks.Sight(one, grant.place or t("roles.campus"), capacity(actor, where_of(grant)))
        for one, grants_of in held.items()
        for grant in grants_of
    ]
    return TeamOut(items=items, total=len(everybody), next=following), sights


async def options(session: Session, actor: Person) -> TeamOptions:
    """What the actor may give, and lend."""
    now = clock.now()
    known: dict[tuple[RoleName, ScopeKind], list[str] | None] = {}
    for role, kind, scope in reaches(actor):
        if scope is None or known.get((role, kind), []) is None:
            known[role, kind] = None
        else:
            known.setdefault((role, kind), []).append(scope)  # type: ignore[union-attr] # None was left above
    gives = []
    for (role, kind), only in known.items():
        gives.append(
            GiveableOut(
                role=role,
                label=t(f"roles.name.{role}"),
                kind=kind,
                anywhere=only is None and kind != "campus",
                scopes=await _scopes(session, actor.campus_id, kind, only),
                must_end=POLICY[role].must_end,
                latest=last_day(now + POLICY[role].longest),
            )
        )
    lends = [
        LendableOut(
            grant=str(held.grant),
            role=held.name,
            scope_kind=held.scope_kind,
            scope=held.scope,
            label=t(f"roles.name.{held.name}"),
            place=held.place,
            latest=last_day(min(now + LONGEST_LOAN, held.until or now + LONGEST_LOAN)),
        )
        for held in lendable(actor.roles)
        if held.grant is not None
    ]
    return TeamOptions(gives=gives, lends=lends)


async def _scopes(session: Session, campus_id: str, kind: ScopeKind, only: list[str] | None) -> list[ScopeOut]:
    if kind == "campus":
        return [ScopeOut(id=campus_id, label=t("roles.campus"))]
    if only is None:
        found = await scopes.search(session, campus_id, kind, "")
        return [ScopeOut(id=one.id, label=one.name) for one in found]
    return [
        ScopeOut(id=one, label=await scopes.place_of(session, campus_id, kind, one) or one)
        for one in dict.fromkeys(only)
    ]


def _visible(actor: Person, roles: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """Living grants of these roles that the actor may give, or that are lent from one of theirs."""
    now = clock.now()
    reached = [
        and_(
            col(RoleGrant.role) == role,
            col(RoleGrant.scope_kind) == kind,
            *([] if scope is None else [col(RoleGrant.scope) == scope]),
        )
        for role, kind, scope in reaches(actor)
        if role in roles
    ]
    mine = [held.grant for held in lendable(actor.roles) if held.name in roles and held.grant is not None]
    source = aliased(RoleGrant)
    lasting = select(col(source.id)).where(col(source.campus_id) == actor.campus_id, *people.holds_at(source, now))
    return (
        col(RoleGrant.campus_id) == actor.campus_id,
        *people.holds_at(RoleGrant, now),
        or_(col(RoleGrant.delegates).is_(None), col(RoleGrant.delegates).in_(lasting)),
        or_(false(), *reached, col(RoleGrant.delegates).in_(mine), col(RoleGrant.id).in_(mine)),
    )


def _grant(grant: RoleGrant, actor: Person, names: dict[UUID, str]) -> GrantOut:
    mine = grant.delegates is not None and grant.delegates in {held.grant for held in actor.roles}
    return GrantOut(
        id=str(grant.id),
        role=cast(RoleName, grant.role),
        label=t(f"roles.name.{grant.role}"),
        scope_kind=cast(ScopeKind, grant.scope_kind),
        place=grant.place,
        since=clock.aware(grant.starts_at),
        until=_aware(grant.ends_at),
        delegated=grant.delegates is not None,
        given_by=names.get(grant.granted_by) if grant.granted_by else None,
        may_end=grant.person_id != actor.id and (mine or may_give(actor, where_of(grant))),
    )


async def sees(session: Session, actor: Person, person_id: UUID) -> bool:
    """Whether this person is in the actor's team."""
    visible = _visible(actor, (*STAFF, *LEARNERS))
    return (
        await session.execute(select(col(RoleGrant.id)).where(*visible, col(RoleGrant.person_id) == person_id).limit(1))
    ).first() is not None


def _aware(instant: datetime | None) -> datetime | None:
    return None if instant is None else clock.aware(instant)
