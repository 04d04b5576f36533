"""What the table means, as questions with a yes or a no. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from passerelles.accounts.person import Person, Role
from passerelles.accounts.roles.table import LONGEST_LOAN, POLICY
from passerelles.accounts.schemas import RoleName, ScopeKind

EndRefusal = Literal["end-needed", "end-past", "end-too-late"]


@dataclass(frozen=True)
class Where:
    """A role in a scope: what is given, lent, invited to."""

    role: RoleName
    scope_kind: ScopeKind
    scope: str


def covers(held: Role, where: Where) -> bool:
    """Whether a role held reaches this scope: the whole campus, or the very same scope."""
    return held.scope_kind == "campus" or (held.scope_kind, held.scope) == (where.scope_kind, where.scope)


def may_give(person: Person, where: Where) -> bool:
    """Whether this person may give, or take back, this role there. What is lent to them gives nothing."""
    return giver(person, where) is not None


def giver(person: Person, where: Where) -> RoleName | None:
    """The role by which this person gives that one there, or None when they may not."""
    policy = POLICY[where.role]
    if where.scope_kind not in policy.given_in:
        return None
    return next(
        (
            held.name
            for held in person.roles
            if held.name in policy.given_by and not held.delegated and covers(held, where)
        ),
        None,
    )


def capacity(person: Person, where: Where) -> RoleName:
    """In what capacity this person sees who holds that role there: they give it, or it is their own that they lent."""
    return giver(person, where) or where.role


def reaches(person: Person) -> Iterator[tuple[RoleName, ScopeKind, str | None]]:
    """All that this person may give: role, kind of scope, and the one scope (None: any of the campus)."""
    for name, policy in POLICY.items():
        for held in person.roles:
            if held.name not in policy.given_by or held.delegated:
                continue
            for kind in policy.given_in:
                if held.scope_kind == "campus":
                    yield name, kind, None
                elif held.scope_kind == kind:
                    yield name, kind, held.scope


def may_lend(held: Role) -> bool:
    """Whether this role may be lent by whoever holds it."""
    return POLICY[held.name].lent and not held.delegated


def lendable(roles: Iterable[Role]) -> list[Role]:
    return [held for held in roles if may_lend(held)]


def end_refused(
    role: RoleName, until: datetime | None, now: datetime, *, lent: Role | None = None
) -> EndRefusal | None:
    """Why a role given (or `lent`) now may not end then; None when it may."""
    policy = POLICY[role]
    if until is None:
        return "end-needed" if policy.must_end or lent else None
    if until <= now:
        return "end-past"
    longest = LONGEST_LOAN if lent else policy.longest
    too_late = until > now + longest or (lent is not None and lent.until is not None and until > lent.until)
    return "end-too-late" if too_late else None
