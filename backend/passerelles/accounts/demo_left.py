"""What a demonstration leaves in accounts: its people, and the powers that others hold from them.

In a demonstration anybody reads anybody's codes: a session or a passkey opened then proves nothing about its owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import col

from passerelles.accounts.passkeys.tables import PasskeyRecord
from passerelles.accounts.privacy import erasure
from passerelles.accounts.roles.granting import end_now
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.rules import STAFF
from passerelles.accounts.tables import PersonRecord, RoleGrant, SessionRecord
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.personal import Who


@dataclass(frozen=True)
class Powers:
    """Roles and open invitations of real people that come from an invented one, however far."""

    grants: list[RoleGrant]
    invitations: list[Invitation]

    def __len__(self) -> int:
        return len(self.grants) + len(self.invitations)


async def invented(session: Session, campus_id: str) -> list[UUID]:
    """The people of the demonstration."""
    rows = await session.execute(
        select(col(PersonRecord.id)).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.demo))
    )
    return list(rows.scalars())


async def powers(session: Session, campus_id: str) -> Powers:
    """What real people hold from invented ones: given by them, lent by them, or by whoever they made staff."""
    givers = set(await invented(session, campus_id))
    if not givers:
        return Powers([], [])
    rows = await session.execute(select(RoleGrant).where(col(RoleGrant.campus_id) == campus_id))
    now = clock.now()
    living = [one for one in rows.scalars() if one.ends_at is None or clock.aware(one.ends_at) > now]
    others = [one for one in living if one.person_id not in givers]
    found: dict[UUID, RoleGrant] = {}
    while new := [
        one for one in others if one.id not in found and (one.granted_by in givers or one.delegates in found)
    ]:
        found |= {one.id: one for one in new}
        givers |= {one.person_id for one in new if one.role in STAFF}
    waiting = await session.execute(
        select(Invitation).where(
            col(Invitation.campus_id) == campus_id,
            col(Invitation.invited_by).in_(givers),
            col(Invitation.accepted_at).is_(None),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.expires_at) > now,
        )
    )
    return Powers(list(found.values()), list(waiting.scalars()))


async def count(session: Session, campus_id: str) -> int:
    """How many invented people there are."""
    query = select(func.count()).where(col(PersonRecord.campus_id) == campus_id, col(PersonRecord.demo))
    return (await session.execute(query)).scalar_one()


async def remove(session: Session, campus_id: str) -> None:
    """Take back the powers, forget every session and passkey, erase the invented people.

    Call it after their bookings are gone, in the same transaction.
    """
    left, people = await powers(session, campus_id), await invented(session, campus_id)
    for grant in left.grants:
        if grant.ended_why is None:  # what was lent of another ended with it
            await end_now(session, grant, by=None, why="other")
    for row in left.invitations:
        row.revoked_at, row.name, row.birth_date = clock.now(), None, None
    await session.execute(delete(SessionRecord).where(col(SessionRecord.campus_id) == campus_id))
    await session.execute(delete(PasskeyRecord).where(col(PasskeyRecord.campus_id) == campus_id))
    for person in people:
        await erasure.erase(session, Who(campus_id, person), actor_id=None, why="demonstration")
