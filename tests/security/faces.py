"""People whose role holds otherwise than usual: lent, of one school, of another house, only declared.

Each is expected what the role it shows is expected, but for its own line in `matrix.toml`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from passerelles.accounts import people
from passerelles.accounts.schemas import RoleName
from passerelles.core import clock
from passerelles.core.db import Session
from tests.booking.halls import CAMPUS
from tests.roles.callers import OTHER_HOUSE, SCHOOL, Caller, a_grant, a_role, enter_in


@dataclass(frozen=True)
class Face:
    """One of them: the role they show, and how they enter."""

    role: RoleName
    enter: Callable[[Session], Awaitable[Caller]]
    confirmed: bool = True  # what makes them a guardian was confirmed by an institution
    of_another_house: bool = False


def lent(role: RoleName) -> Callable[[Session], Awaitable[Caller]]:
    async def borrow(session: Session) -> Caller:
        """Somebody to whom the role is lent by whoever holds it."""
        lender = await enter_in(session, a_role(role))
        (held,) = await people.living_roles(session, campus_id=CAMPUS, person_id=lender.id)
        borrower = await enter_in(session)
        grant = a_grant(borrower.id, a_role(role), until=clock.now() + timedelta(days=30))
        grant.delegates = held.grant
        session.add(grant)
        return borrower

    return borrow


async def _school_counsellor(session: Session) -> Caller:
    return await enter_in(session, a_role("counsellor", SCHOOL, kind="institution"))


async def _manager_of_another_house(session: Session) -> Caller:
    return await enter_in(session, a_role("boarding_manager", OTHER_HOUSE))


async def _declared_guardian(session: Session) -> Caller:
    return await enter_in(session, a_role("guardian"))


FACES: Final[dict[str, Face]] = {
    "lent_manager": Face("boarding_manager", lent("boarding_manager")),
    "lent_counsellor": Face("counsellor", lent("counsellor")),
    "school_counsellor": Face("counsellor", _school_counsellor),
    "other_manager": Face("boarding_manager", _manager_of_another_house, of_another_house=True),
    "declared_guardian": Face("guardian", _declared_guardian, confirmed=False),
}
