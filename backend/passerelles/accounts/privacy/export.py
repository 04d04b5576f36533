"""Everything held about one person, read table by table from what is declared."""

from __future__ import annotations

from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel

from passerelles.accounts.person import Person
from passerelles.accounts.privacy import whose, words
from passerelles.accounts.privacy.schemas import HeldOut, MyDataOut
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.messages import t
from passerelles.core.personal import Holding, Theme, Who, holdings, rows_told_by
from passerelles.core.retention import Rule


async def mine(session: Session, person: Person, rules: dict[str, Rule]) -> MyDataOut:
    """What is held about this person, and the children for whom they may ask the same."""
    held = await of_person(session, await whose.who_is(session, person.campus_id, person.id), rules)
    return MyDataOut(
        made_at=clock.now(), person=str(person.id), held=held, children=await whose.children(session, person)
    )


async def of_child(session: Session, guardian: Person, child: UUID, rules: dict[str, Rule]) -> MyDataOut:
    """What is held about a guardian's child, but what is the child's alone: how they sign in, what they were written,
    and what their other guardian answered.

    Raises:
        NotFound: as `whose.check_child`.
    """
    await whose.check_child(session, guardian, child)
    held = await of_person(session, await whose.who_is(session, guardian.campus_id, child), rules, by_a_guardian=True)
    return MyDataOut(made_at=clock.now(), person=str(child), held=held, children=[])


async def of_person(
    session: Session, who: Who, rules: dict[str, Rule], *, by_a_guardian: bool = False
) -> list[HeldOut]:
    """Every declaration, also where nothing is held: that too is an answer."""
    return [
        HeldOut(
            table=holding.table,
            theme=t(f"privacy.theme.{holding.theme}"),
            title=t(holding.label),
            kept=words.kept(rules[holding.retention]),
            basis=t(f"privacy.basis.{holding.basis}"),
            rows=await _rows(session, holding, who),
        )
        for holding in in_order(by_a_guardian=by_a_guardian)
    ]


def in_order(*, by_a_guardian: bool = False) -> list[Holding]:
    """What is told to the person, or to a guardian of theirs: theme by theme, the person first, then as declared."""
    themes = get_args(Theme)
    told = [holding for holding in holdings() if not (by_a_guardian and holding.only_theirs)]
    return sorted(told, key=lambda holding: (themes.index(holding.theme), holding.table != "person"))


async def _rows(session: Session, holding: Holding, who: Who) -> list[dict[str, Any]]:
    table = SQLModel.metadata.tables[holding.table]
    columns = [table.c[name] for name in holding.export]
    rows = await session.execute(
        select(*columns).where(rows_told_by(holding, SQLModel.metadata, who)).order_by(*table.primary_key.columns)
    )
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]


def _plain(value: Any) -> Any:
    """Instants are stored without their zone on SQLite: said in UTC everywhere."""
    return clock.aware(value) if isinstance(value, datetime) else value
