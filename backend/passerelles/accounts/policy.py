"""Who may come in. A route names its rule by asking for the person it lets through:

    async def make_share(person: Annotated[Person, may("counsellor")], …)

`may` answers 401 to strangers. To people who hold none of the roles it answers 403, or 404 when the address names a
thing: they may not know that it exists. Whether *this* thing is theirs is for the service to decide, with
`person.has(role, scope)` and `NotFound`. Who may hold and give which role: `accounts/roles/table.py`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Annotated, Any, Final, Literal, TypeVar

from fastapi import Depends, Request

from passerelles.accounts import people, sessions
from passerelles.accounts.cookies import token_of
from passerelles.accounts.person import Person, Role
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.sessions import Current
from passerelles.core.db import Database, Session
from passerelles.core.errors import Forbidden, NotFound, NotSignedIn, Overloaded
from passerelles.core.house import house_of
from passerelles.core.security import Policy

__all__ = ["Person", "Role", "SignedIn", "Visitor", "may", "rights_now", "visitor", "write_as"]

T = TypeVar("T")
Rule = Literal["signed_in"] | RoleName

ALSO: Final[dict[RoleName, RoleName]] = {"student": "apprentice"}
"""Where a student may, an apprentice may too."""


async def current(request: Request) -> Current | None:
    """The living session of this request, or None for a visitor. Asked once per request."""
    token = token_of(request)
    if token is None:
        return None
    house = house_of(request)
    campus_id = house.settings.campus_id
    async with house.db.read() as session:
        found = await sessions.find(session, campus_id=campus_id, token=token)
    if found is not None and found.due:
        with suppress(Overloaded):  # noting the last use may wait for the next request
            await house.db.write(lambda session: sessions.touch(session, campus_id=campus_id, token=token))
    return found


CurrentDep = Annotated[Current | None, Depends(current)]


def may(*rules: Rule) -> Any:
    """A dependency giving the signed-in `Person` when they hold one of `rules` ("signed_in": anybody with an account).

    Raises (when the route is called):
        NotSignedIn: 401, nobody is signed in.
        Forbidden: 403, signed in without any of these roles.
        NotFound: 404, the same where the route's path names a thing.
    """
    if not rules:
        raise ValueError("may() needs a rule")

    async def allowed(request: Request, found: CurrentDep) -> Person:
        if found is None:
            raise NotSignedIn
        if not any(_holds(found.person, rule) for rule in rules):
            raise NotFound if request.path_params else Forbidden
        return found.person

    return Depends(Policy(f"may:{','.join(rules)}").mark(allowed))


async def rights_now(session: Session, person: Person) -> Person:
    """The same person with the rights that hold in this transaction.

    Raises:
        NotSignedIn: they are gone.
    """
    found = await people.find(session, campus_id=person.campus_id, person_id=person.id)
    if found is None:
        raise NotSignedIn
    return found


async def write_as(db: Database, person: Person, work: Callable[[Session, Person], Awaitable[T]]) -> T:
    """`db.write` for an act that needs rights. `work` checks them on the person it is given: those that were read when
    the request came may have ended while it waited for its turn.

    Raises:
        NotSignedIn: the person is gone.
    """

    async def act(session: Session) -> T:
        return await work(session, await rights_now(session, person))

    return await db.write(act)


def _holds(person: Person, rule: Rule) -> bool:
    if rule == "signed_in":
        return True
    also = ALSO.get(rule)
    return person.has(rule) or (also is not None and person.has(also))


async def _visitor(found: CurrentDep) -> Person | None:
    return found.person if found else None


visitor: Any = Depends(Policy("public").mark(_visitor))

Visitor = Annotated[Person | None, visitor]
"""Anybody: the person when signed in, None otherwise. Policy "public"."""

SignedIn = Annotated[Person, may("signed_in")]
"""Anybody with an account."""
