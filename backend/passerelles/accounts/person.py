"""Who acts: a person of one campus, with roles that each hold somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from passerelles.accounts.rules import age_on, minority
from passerelles.accounts.schemas import RoleName, ScopeKind


@dataclass(frozen=True)
class Role:
    """What a person may do, and where: `scope` is the id of the campus, institution, house or company."""

    name: RoleName
    scope_kind: ScopeKind
    scope: str
    place: str | None  # the scope's public name, as it was when the role was granted
    grant: UUID | None = None  # the row that gives it
    until: datetime | None = None  # None: no end is set
    delegated: bool = False  # lent by somebody who holds it: it acts, it gives and lends nothing


@dataclass(frozen=True)
class Person:
    """A signed-in person, as every feature sees one. Only the roles valid now are listed."""

    id: UUID
    campus_id: str
    name: str | None  # None: not asked yet
    birth_date: date | None  # of a minor; None: not asked yet, or no more needed
    roles: tuple[Role, ...]
    demo: bool
    adult: bool = False  # of age: nothing more is kept of the birth date

    def has(self, role: RoleName, scope: str | None = None) -> bool:
        """Whether this person holds `role`, in `scope` when one is named."""
        return any(held.name == role and scope in (None, held.scope) for held in self.roles)

    def scopes(self, role: RoleName) -> frozenset[str]:
        """Where this person holds `role`."""
        return frozenset(held.scope for held in self.roles if held.name == role)

    def age_on(self, day: date) -> int | None:
        """Age in whole years on `day`; None when the birth date is not kept."""
        return None if self.birth_date is None else age_on(self.birth_date, day)

    def is_minor_on(self, day: date) -> bool | None:
        """Whether under 18 on `day` (RULES 23: rights change on the birthday); None when unknown."""
        return minority(self.birth_date, adult=self.adult, day=day)

    @property
    def age_known(self) -> bool:
        """Whether the birth date was given."""
        return self.adult or self.birth_date is not None
