"""The policy of roles, on one page: where each may hold, who may give it, whether it must end, whether it may be lent.

What each role opens is named by the routes (`policy.may`); what is expected of every route, role by role, is in
`tests/security/matrix.toml`. A role given "from the campus" holds everywhere in it; any other only in its own scope.

* Nobody gives, lends or ends a role for oneself.
* Whoever gives a role must hold, when it is given and again when the invitation is accepted, a role of `given_by`
  in their own right, over that scope.
* A delegation is lent by whoever holds the role, in the same scope, for at most a year, never past the end of
  their own; it acts, it neither gives nor lends; it ends with the role it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from passerelles.accounts.schemas import RoleName, ScopeKind


@dataclass(frozen=True)
class RolePolicy:
    """One line of the table. The role's French name is `roles.name.<role>`."""

    scopes: tuple[ScopeKind, ...]  # where it may hold
    given_in: tuple[ScopeKind, ...]  # where a person may give it; the other scopes come from the app itself
    given_by: tuple[RoleName, ...]
    must_end: bool  # a mandate: an end is required
    longest: timedelta  # of an end, when there is one
    lent: bool  # may be delegated


YEAR: Final = timedelta(days=366)
SCHOOL_YEAR: Final = timedelta(days=400)
"""From the weeks before one starts to its end."""
LABEL: Final = 5 * YEAR
"""A campus is labelled for five years at most (RULES 2)."""
LONGEST_LOAN: Final = YEAR

POLICY: Final[Mapping[RoleName, RolePolicy]] = {
    # The first sign-in makes a student of the campus; an institution says that a student is one of its own.
    "student": RolePolicy(
        scopes=("campus", "institution"),
        given_in=("institution",),
        given_by=("counsellor", "operational_director", "administrator"),
        must_end=True,
        longest=SCHOOL_YEAR,
        lent=False,
    ),
    "apprentice": RolePolicy(
        scopes=("campus", "institution"),
        given_in=("institution",),
        given_by=("counsellor", "operational_director", "administrator"),
        must_end=True,
        longest=SCHOOL_YEAR,
        lent=False,
    ),
    # Comes from a guardianship (`accounts.guardians`), never from a grant.
    "guardian": RolePolicy(scopes=("campus",), given_in=(), given_by=(), must_end=False, longest=LABEL, lent=False),
    "counsellor": RolePolicy(
        scopes=("campus", "institution"),
        given_in=("campus", "institution"),
        given_by=("operational_director", "administrator"),
        must_end=False,
        longest=LABEL,
        lent=True,
    ),
    "boarding_manager": RolePolicy(
        scopes=("house",),
        given_in=("house",),
        given_by=("operational_director", "administrator"),
        must_end=False,
        longest=LABEL,
        lent=True,
    ),
    "education_assistant": RolePolicy(
        scopes=("house",),
        given_in=("house",),
        given_by=("boarding_manager", "operational_director", "administrator"),
        must_end=True,
        longest=SCHOOL_YEAR,
        lent=False,
    ),
    "facility_manager": RolePolicy(
        scopes=("facility",),
        given_in=("facility",),
        given_by=("operational_director", "administrator"),
        must_end=False,
        longest=LABEL,
        lent=True,
    ),
    "company_tutor": RolePolicy(
        scopes=("company",),
        given_in=("company",),
        given_by=("counsellor", "operational_director", "administrator"),
        must_end=True,
        longest=SCHOOL_YEAR,
        lent=False,
    ),
    "operational_director": RolePolicy(
        scopes=("campus",),
        given_in=("campus",),
        given_by=("administrator",),
        must_end=True,
        longest=LABEL,
        lent=True,
    ),
    # The first one is made by the command line: `passerelles role grant`.
    "administrator": RolePolicy(
        scopes=("campus",),
        given_in=("campus",),
        given_by=("administrator",),
        must_end=False,
        longest=LABEL,
        lent=False,
    ),
}
