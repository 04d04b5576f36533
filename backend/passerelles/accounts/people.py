"""People and what proves who they are. Two first sign-ins at once make one person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col

from passerelles.accounts.person import Person, Role
from passerelles.accounts.rules import kept_birth_date
from passerelles.accounts.schemas import RoleName, ScopeKind
from passerelles.accounts.tables import IdentityRecord, PersonRecord, RoleGrant
from passerelles.core import clock
from passerelles.core.db import Session, insert_into, shows_demo
from passerelles.core.errors import NotFound
from passerelles.core.ids import new_id


async def find_or_make(
    session: Session,
    *,
    campus_id: str,
    issuer: str,
    subject: str,
    first_role: Role | None,
    name: str | None = None,
    birth_date: date | None = None,
    demo: bool = False,
) -> UUID:
    """The person known to `issuer` as `subject`; made with these values when nobody is, with one role or none."""
    known = await identified(session, campus_id, issuer, subject)
    if known is not None:
        return known
    person_id = new_id()
    now = clock.now()
    kept, adult = kept_birth_date(birth_date, clock.today())
    values = {"name": name, "birth_date": kept, "adult": adult, "demo": demo, "created_at": now}
    await _insert_new(session, PersonRecord, campus_id=campus_id, id=person_id, **values)
    identity = {"issuer": issuer, "subject": subject, "person_id": person_id, "created_at": now}
    if not await _insert_new(session, IdentityRecord, campus_id=campus_id, **identity):
        # Somebody signed in with the same identity in the meantime: theirs is the person.
        await session.execute(
            delete(PersonRecord).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id)
        )
        return await _required(session, campus_id, issuer, subject)
    if first_role is None:
        return person_id
    grant = {"role": first_role.name, "scope_kind": first_role.scope_kind, "scope": first_role.scope}
    await _insert_new(
        session, RoleGrant, campus_id=campus_id, person_id=person_id, place=first_role.place, starts_at=now, **grant
    )
    return person_id


async def load(session: Session, *, campus_id: str, person_id: UUID) -> Person:
    """A person with the roles that hold now.

    Raises:
        NotFound: nobody has this id in this campus.
    """
    found = await find(session, campus_id=campus_id, person_id=person_id)
    if found is None:
        raise NotFound
    return found


async def find(session: Session, *, campus_id: str, person_id: UUID) -> Person | None:
    """As `load`, or None. People of a demonstration exist in demonstration mode only: their powers end with it."""
    person = (
        await session.execute(
            select(
                col(PersonRecord.name), col(PersonRecord.birth_date), col(PersonRecord.adult), col(PersonRecord.demo)
            ).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id)
        )
    ).one_or_none()
    if person is None or (person.demo and not shows_demo(session)):
        return None
    roles = await living_roles(session, campus_id=campus_id, person_id=person_id)
    return Person(
        id=person_id,
        campus_id=campus_id,
        name=person.name,
        birth_date=person.birth_date,
        roles=roles,
        demo=person.demo,
        adult=person.adult,
    )


async def living_roles(session: Session, *, campus_id: str, person_id: UUID) -> tuple[Role, ...]:
    """The roles that hold at this very minute; a lent one, as long as the one it comes from."""
    lent = aliased(RoleGrant)
    now = clock.now()
    rows = await session.execute(
        select(RoleGrant)
        .outerjoin(lent, (col(lent.campus_id) == col(RoleGrant.campus_id)) & (col(lent.id) == col(RoleGrant.delegates)))
        .where(
            col(RoleGrant.campus_id) == campus_id,
            col(RoleGrant.person_id) == person_id,
            *holds_at(RoleGrant, now),
            or_(col(RoleGrant.delegates).is_(None), and_(col(lent.id).is_not(None), *holds_at(lent, now))),
        )
        .order_by(col(RoleGrant.role), col(RoleGrant.scope), col(RoleGrant.id))
    )
    return tuple(
        Role(
            name=cast(RoleName, row.role),
            scope_kind=cast(ScopeKind, row.scope_kind),
            scope=row.scope,
            place=row.place,
            grant=row.id,
            until=None if row.ends_at is None else clock.aware(row.ends_at),
            delegated=row.delegates is not None,
        )
        for row in rows.scalars()
    )


def holds_at(grant: type[RoleGrant], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Begun and not ended."""
    return (col(grant.starts_at) <= now, or_(col(grant.ends_at).is_(None), col(grant.ends_at) > now))


async def names(session: Session, campus_id: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those of these people who gave one."""
    rows = await session.execute(
        select(col(PersonRecord.id), col(PersonRecord.name)).where(
            col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id).in_(set(ids))
        )
    )
    return {row.id: row.name for row in rows if row.name}


async def exists(session: Session, campus_id: str, person_id: UUID) -> bool:
    """Whether this campus knows this person."""
    query = select(col(PersonRecord.id)).where(
        col(PersonRecord.campus_id) == campus_id, col(PersonRecord.id) == person_id
    )
    return (await session.execute(query)).first() is not None


async def set_identity(session: Session, *, campus_id: str, person_id: UUID, name: str, birth_date: date) -> bool:
    """Record name and birth date (of an adult: that they are one); False when an age was already known."""
    kept, adult = kept_birth_date(birth_date, clock.today())
    result = await session.execute(
        update(PersonRecord)
        .where(
            col(PersonRecord.campus_id) == campus_id,
            col(PersonRecord.id) == person_id,
            col(PersonRecord.birth_date).is_(None),
            col(PersonRecord.adult).is_(False),
        )
        .values(name=name, birth_date=kept, adult=adult)
        .returning(col(PersonRecord.id))
    )
    return result.first() is not None


async def mailboxes(session: Session, campus_id: str, person_id: UUID) -> list[str]:
    """The addresses with which a person signs in by e-mail."""
    rows = await session.execute(
        select(col(IdentityRecord.subject)).where(
            col(IdentityRecord.campus_id) == campus_id,
            col(IdentityRecord.person_id) == person_id,
            col(IdentityRecord.issuer) == "email",
        )
    )
    return list(rows.scalars())


async def identified(session: Session, campus_id: str, issuer: str, subject: str) -> UUID | None:
    """The person known to `issuer` as `subject`, or None."""
    statement = select(col(IdentityRecord.person_id)).where(
        col(IdentityRecord.campus_id) == campus_id,
        col(IdentityRecord.issuer) == issuer,
        col(IdentityRecord.subject) == subject,
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def _required(session: Session, campus_id: str, issuer: str, subject: str) -> UUID:
    found = await identified(session, campus_id, issuer, subject)
    if found is None:
        raise AssertionError("an identity that refused ours is there to be read")
    return found


async def _insert_new(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Insert a row unless its key exists; whether it did. On PostgreSQL this waits for a twin in flight."""
    statement = insert_into(session, table).values(**values).on_conflict_do_nothing().returning(table)
    return (await session.execute(statement)).first() is not None
