"""What the house holds about people: each feature declares its tables here, and privacy does the rest.

A column that can hold a person's id (see `suspects`) belongs to a declared `Holding`: a test reads the whole schema, so
that a new table cannot be forgotten. Export, erasure, purge and the documentation are made from these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, Protocol
from uuid import UUID

from sqlalchemy import Column, ColumnElement, MetaData, Table, Uuid, and_, func, literal, not_, or_, select

from passerelles.core.db import Session
from passerelles.core.house import House
from passerelles.core.retention import TABLE, Rule

FORGOTTEN: Final = UUID(int=0)
"""Stands for a person who was erased, where a row that names them stays."""

OnErasure = Literal["delete", "unlink", "keep"]
Theme = Literal["account", "requests", "family", "messages", "work", "security"]
"""Under which heading the person reads it: `privacy.theme.<theme>`."""
Basis = Literal["public_task", "legal_obligation", "legitimate_interest"]
"""GDPR article 6.1: e, c, f. Nothing here rests on consent."""


@dataclass(frozen=True)
class Who:
    """A person as rows may know them: by id, or by the address they sign in with."""

    campus_id: str
    person_id: UUID
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Through:
    """Rows that hang on a row with a key: `column` holds the id of a row of `table`, whose `key` is a person."""

    column: str
    table: str
    key: str


Reach = Callable[[Table, Who], ColumnElement[bool]]
"""Which rows of the table are about this person, when no column says it plainly."""


@dataclass(frozen=True)
class Holding:
    """What one table holds about a person, and what becomes of it.

    A table that names several people (who asks, who decided) has one holding for each.
    """

    table: str
    keys: tuple[str, ...]  # columns with the person's id; empty with `through` or `reach`
    label: str  # message key of what the person reads: "tes demandes de lit"
    retention: str  # a class of `retention.TABLE`
    on_erasure: OnErasure  # "unlink": the row stays, `keys` then say "somebody who was erased"
    export: tuple[str, ...]  # columns that the person gets
    withheld: tuple[str, ...] = ()  # columns that they do not: secrets, plumbing, what is about somebody else
    why: str = ""  # message key of the reason why it is kept; needed by "keep" and "unlink"
    anchor: str | None = None  # column that the retention counts from; None: purged with its parent, or by a purger
    theme: Theme = "account"
    basis: Basis = "public_task"
    through: Through | None = None
    reach: Reach | None = None
    only_theirs: bool = False  # not in what a guardian gets of their child: private words, or the other guardian's
    words: Mapping[str, str] = field(default_factory=dict)  # column → prefix of message keys for its values


class Step(Protocol):
    """What a feature does before a person is erased: refuse for now, give back what they hold."""

    async def before(self, session: Session, who: Who) -> list[str]:
        """What will happen first, in whole French sentences, without doing it.

        Raises:
            Problem: the person cannot be erased yet; says why and when.
        """
        ...

    async def act(self, session: Session, who: Who) -> None:
        """Do it.

        Raises:
            Problem: as `before`.
        """
        ...


Purger = Callable[[Session, Rule, datetime], Awaitable[int]]
"""(session, the rule in force, now) → how many rows went."""
Afterwards = Callable[[House, Who], Awaitable[None]]

_holdings: list[Holding] = []
_anonymous: list[tuple[str, str, str]] = []
_purgers: dict[str, Purger] = {}
_steps: list[Step] = []
_afterwards: list[Afterwards] = []


def declare(*holdings: Holding) -> None:
    """Say what tables hold about people, at import.

    Raises:
        ValueError: an unknown class of retention, a row kept without a reason, rows that nothing reaches.
    """
    for holding in holdings:
        if holding.retention not in TABLE:
            raise ValueError(f"{holding.table}: no retention is called {holding.retention!r}")
        if holding.on_erasure != "delete" and not holding.why:
            raise ValueError(f"{holding.table}: what stays after an erasure needs a reason")
        if not (holding.keys or holding.through or holding.reach):
            raise ValueError(f"{holding.table}: nothing says whose rows they are")
        _holdings.append(holding)


def keep_for(retention: str, *, table: str, anchor: str) -> None:
    """A table about nobody in particular that is kept for a time all the same, counted from `anchor`."""
    _anonymous.append((retention, table, anchor))


def purge_with(retention: str, purger: Purger) -> None:
    """Let `purger` apply a class that is more than `anchor < limit`."""
    _purgers[retention] = purger


def anchors() -> dict[str, list[tuple[str, str]]]:
    """The (table, column) from which each class of retention is counted."""
    declared = [(one.retention, one.table, one.anchor) for one in _holdings if one.anchor is not None]
    found: dict[str, list[tuple[str, str]]] = {}
    for retention, table, anchor in dict.fromkeys([*declared, *_anonymous]):
        found.setdefault(retention, []).append((table, anchor))
    return found


def before_erasure(step: Step) -> None:
    _steps.append(step)


def after_erasure(afterwards: Afterwards) -> None:
    """Run after the commit, for what is not in the database; must bear to run twice."""
    _afterwards.append(afterwards)


def holdings() -> tuple[Holding, ...]:
    """Everything declared, in the order of declaration."""
    return tuple(_holdings)


def purgers() -> Mapping[str, Purger]:
    return _purgers


def steps() -> tuple[Step, ...]:
    return tuple(_steps)


def afterwards() -> tuple[Afterwards, ...]:
    return tuple(_afterwards)


def rows_of(holding: Holding, metadata: MetaData, who: Who) -> ColumnElement[bool]:
    """Which rows of the holding's table are about this person."""
    table = metadata.tables[holding.table]
    own = table.c.campus_id == who.campus_id
    if holding.reach is not None:
        return and_(own, holding.reach(table, who))
    if holding.through is not None:
        parent = metadata.tables[holding.through.table]
        of_person = select(parent.c.id).where(
            parent.c.campus_id == who.campus_id, parent.c[holding.through.key] == who.person_id
        )
        return and_(own, table.c[holding.through.column].in_(of_person))
    return and_(own, or_(*(table.c[key] == as_held(table, key, who.person_id) for key in holding.keys)))


def rows_told_by(holding: Holding, metadata: MetaData, who: Who) -> ColumnElement[bool]:
    """As `rows_of`, without what goes with the person anyway: one's own act on one's own request is told once."""
    own = [held for held in _holdings if held.table == holding.table and held.on_erasure == "delete"]
    rows = rows_of(holding, metadata, who)
    if holding in own:
        return rows
    return and_(rows, *(not_(func.coalesce(rows_of(held, metadata, who), literal(False))) for held in own))


def as_held(table: Table, key: str, person_id: UUID) -> UUID | str:
    """The person's id as this column writes it."""
    return person_id if isinstance(table.c[key].type, Uuid) else str(person_id)


NAMES: Final = re.compile(
    r"(^|_)(person|people|actor|author|guardian|student|pupil|apprentice|child|subject|tutor|owner|holder|staff|member"
    r"|recipient|user|invitee|delegate|sender)(_id)?$|_by$|e?mail|phone|(^|_)name$|birth"
)
NOT_OF_PEOPLE: Final = frozenset(
    {
        ("house", "name"),
        ("house", "phone"),
        ("edition", "published_by"),
        ("edition_pointer", "name"),
        ("role_grant", "delegates"),
        ("invitation", "delegates"),
    }
)
"""Of places, what the command line says of an edition, and ids of roles that are lent."""


def suspects(metadata: MetaData) -> set[tuple[str, str]]:
    """Columns (table, column) that can hold a person's id or speak of one: by a foreign key, by their name, or because
    they hold an id of which the schema does not say what it names.
    """
    return {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if (table.name, column.name) not in NOT_OF_PEOPLE
        and (
            any(key.column.table.name == "person" and key.column.name == "id" for key in column.foreign_keys)
            or NAMES.search(column.name)
            or (isinstance(column.type, Uuid) and column.name != "id" and not column.foreign_keys)
        )
    }


def undeclared(metadata: MetaData, declared: Iterable[Holding]) -> set[tuple[str, str]]:
    """The suspect columns that no holding speaks of; ids must be keys, unless a `reach` looks for rows."""
    known: set[tuple[str, str]] = set()
    for holding in declared:
        said: Iterable[str] = (*holding.keys, *([holding.through.column] if holding.through else []))
        if holding.table in metadata.tables:
            table = metadata.tables[holding.table]
            told = (*holding.export, *holding.withheld)
            said = (*said, *(name for name in told if holding.reach or not _holds_an_id(table.c[name])))
        known |= {(holding.table, name) for name in said}
    return suspects(metadata) - known


def unsaid(metadata: MetaData, declared: Iterable[Holding]) -> set[tuple[str, str]]:
    """The columns of declared tables that are neither exported nor withheld by any holding."""
    said: dict[str, set[str]] = {}
    for holding in declared:
        said.setdefault(holding.table, {"campus_id"}).update((*holding.keys, *holding.export, *holding.withheld))
    return {
        (name, column.name)
        for name, columns in said.items()
        for column in metadata.tables[name].columns
        if column.name not in columns
    }


def _holds_an_id(column: Column[Any]) -> bool:
    return isinstance(column.type, Uuid) and column.name != "id"
