"""Who holds a role in a scope, at this very minute: to tell them something."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.tables import RoleGrant
from passerelles.core import clock
from passerelles.core.db import Session


async def holders(session: Session, campus_id: str, role: RoleName, scope: str) -> list[UUID]:
    """Those who hold `role` in `scope` now, in their own right or lent."""
    rows = await session.execute(
        select(col(RoleGrant.person_id))
        .where(
            col(RoleGrant.campus_id) == campus_id,
            col(RoleGrant.role) == role,
            col(RoleGrant.scope) == scope,
            *people.holds_at(RoleGrant, clock.now()),
        )
        .distinct()
    )
    return [person for person in sorted(rows.scalars()) if await _holds(session, campus_id, person, role, scope)]


async def _holds(session: Session, campus_id: str, person: UUID, role: RoleName, scope: str) -> bool:
    """What is lent holds only as long as what it comes from."""
    held = await people.living_roles(session, campus_id=campus_id, person_id=person)
    return any((one.name, one.scope) == (role, scope) for one in held)
