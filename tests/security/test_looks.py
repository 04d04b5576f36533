"""Whoever is shown to somebody else reads it in "qui a vu mes données", on every route there is.

People are looked for in the answers themselves: a new route that shows somebody, and notes nothing, fails here. It then
writes a look (`accounts.privacy.looks`), or says in `matrix.toml` why not (`unnoted`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.privacy import looks
from passerelles.accounts.privacy.tables import Look
from passerelles.accounts.schemas import RoleName
from passerelles.accounts.tables import PersonRecord
from passerelles.core.db import Database
from passerelles.core.errors import Overloaded
from passerelles.core.ids import new_id
from passerelles.core.messages import catalogue
from tests.booking.halls import CAMPUS
from tests.roles.callers import Caller, a_role, enter
from tests.security import scenes
from tests.security.knocking import prepared
from tests.security.matrix import ROLES, Row, read
from tests.security.test_matrix import _monday
from tests.security.things import Cell, Relation

__all__ = ["_monday"]

_, ROWS = read()
NOTED = {key: row for key, row in ROWS.items() if row.looks}
AUTHORS: Final = frozenset({"given_by", "invited_by", "author"})
"""Fields that say who did an act of their work for the campus, to colleagues: the act's own signature, not a look."""
SAME_FOR_EVERYBODY: Final[tuple[RoleName, ...]] = ("student", "guardian", "boarding_manager")
"""Who is tried where every role is answered alike."""


@dataclass(frozen=True)
class Knock:
    """One answer, the people it shows, and those of them who may read that they were looked at."""

    role: RoleName
    shown: frozenset[UUID]
    noted: frozenset[UUID]
    what: frozenset[str]


@pytest.fixture
def first_rows(world: Path) -> Path:
    return world


@pytest.mark.parametrize("key", sorted(ROWS))
async def test_whoever_is_shown_reads_who_looked(key: str, db: Database, client: httpx.AsyncClient) -> None:
    row = ROWS[key]
    knocks = [await knock(db, client, row, role, relation) for role, relation in answered(row)]
    shown = [one for one in knocks if one.shown]
    if row.unnoted:
        assert shown or not knocks, "nobody is shown any more: the reason is not needed"
        return
    assert [(one.role, len(one.shown), len(one.noted)) for one in shown if one.shown - one.noted] == []
    assert row.looks or not shown, "people are shown: say what they read of it"
    what = frozenset().union(*(one.what for one in knocks))
    assert what <= row.looks
    assert bool(what) == bool(row.looks)


@pytest.mark.parametrize("key", sorted(NOTED))
async def test_nobody_is_shown_when_it_cannot_be_noted(
    key: str, db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise Overloaded

    monkeypatch.setattr(looks, "seen_in", refuse)
    knocks = [await knock(db, client, ROWS[key], role, relation) for role, relation in answered(ROWS[key])]
    assert [one.role for one in knocks if one.shown] == []


async def test_an_answer_that_notes_nothing_is_found(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""

    async def forget(*_: object, **__: object) -> None:
        """Note nothing."""

    monkeypatch.setattr(looks, "seen_in", forget)
    for key in ("GET /api/boarding/houses/{house}/requests", "GET /api/team/people", "GET /api/audit"):
        (role, relation), *_ = answered(ROWS[key])
        found = await knock(db, client, ROWS[key], role, relation)
        assert found.shown - found.noted, key


def test_what_is_noted_has_words_and_what_has_words_is_noted() -> None:
    words = {key.removeprefix("privacy.look.") for key in catalogue() if key.startswith("privacy.look.")}
    assert words == frozenset().union(*(row.looks for row in ROWS.values()))
    assert [key for key, row in ROWS.items() if row.looks and row.unnoted] == []


def answered(row: Row) -> list[tuple[RoleName, Relation | None]]:
    """Who is given an answer on this route, about what is whose."""
    roles = SAME_FOR_EVERYBODY if "everyone" in row.written else ROLES
    return [(role, whose) for role in roles for whose in row.relations if row.expected(role, whose) < 300]


async def knock(db: Database, client: httpx.AsyncClient, row: Row, role: RoleName, relation: Relation | None) -> Knock:
    """Ask as somebody of this role, among other people, and look for them in the answer."""
    actor = await enter(db, a_role(role), name=f"Acteur {new_id().hex[-10:]}")
    cell = Cell(db, actor, relation or "other")
    await scenes.around(actor, role, cell)
    path, body = await prepared(row, cell)
    if relation == "own" and row.thing == "minors_request":
        await scenes.guarded(actor, cell)
    if row.written.get("body") == "class":
        await client.request(row.method, path, json=body, headers=actor.headers())
        await scenes.in_class(cell)
    answer = await client.request(row.method, path, json=body, headers=actor.headers())
    said = told(answer)
    shown = {person for person, words in (await _people(db, actor)).items() if any(word in said for word in words)}
    noted = await _noted(db, actor)
    return Knock(
        role,
        frozenset(shown),
        frozenset(person for person, _ in noted),
        frozenset(what for _, what in noted),
    )


def told(answer: httpx.Response) -> str:
    """What an answer says of people, without the signatures of colleagues."""
    if not answer.content or not answer.headers.get("content-type", "").startswith("application/json"):
        return answer.text
    return json.dumps(_unsigned(answer.json()), ensure_ascii=False)


def _unsigned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unsigned(child) for name, child in value.items() if name not in AUTHORS}
    return [_unsigned(child) for child in value] if isinstance(value, list) else value


async def _people(db: Database, actor: Caller) -> dict[UUID, tuple[str, ...]]:
    """Everybody else, and what an answer would show of them: a name of theirs only, an id."""
    async with db.read() as session:
        rows = await session.execute(
            select(col(PersonRecord.id), col(PersonRecord.name)).where(
                col(PersonRecord.campus_id) == CAMPUS, col(PersonRecord.id) != actor.id
            )
        )
        return {row.id: tuple(filter(None, (str(row.id), row.name))) for row in rows}


async def _noted(db: Database, actor: Caller) -> list[tuple[UUID, str]]:
    async with db.read() as session:
        rows = await session.execute(select(col(Look.subject_id), col(Look.what)).where(col(Look.actor_id) == actor.id))
        return [(row.subject_id, row.what) for row in rows]
