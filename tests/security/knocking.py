"""Cells of the matrix, tried for real: who knocks, at what, and what was not expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from passerelles.core.db import Database, Session
from tests.roles.callers import Caller, a_role, enter_in
from tests.security.faces import FACES
from tests.security.matrix import ROLES, Row
from tests.security.things import THINGS, Cell, Relation, body_named

Body = dict[str, Any] | None
Expected = Callable[[Any, Relation | None], int]  # a role or a face


async def prepared(row: Row, cell: Cell, thing: str | None = None) -> tuple[str, Body]:
    """The address and the body of a cell; its thing is made unless it is given."""
    if thing is None:
        thing = await THINGS[row.thing](cell) if row.thing else ""
    name = row.written.get("body")
    body = await body_named(name, cell) if name else ({} if row.method in {"POST", "PUT"} and row.thing else None)
    return row.path(thing), body


@dataclass
class Doorstep:
    """One route of one database. Somebody else's thing serves until an answer may have changed it."""

    row: Row
    db: Database
    client: httpx.AsyncClient
    _made: dict[Relation, str] = field(default_factory=dict)

    async def knock(self, cell: Cell, caller: Caller | None) -> httpx.Response:
        """What a caller is answered."""
        thing = self._made.pop(cell.relation, None)
        if thing is None and self.row.thing:
            thing = await THINGS[self.row.thing](cell)
        path, body = await prepared(self.row, cell, thing or "")
        headers = caller.headers() if caller else {}
        answer = await self.client.request(self.row.method, path, json=body, headers=headers)
        if thing and answer.status_code >= 400 and cell.relation not in ("own", "child"):
            self._made[cell.relation] = thing
        return answer

    async def unexpected(self, actors: Mapping[tuple[str, Relation | None], Caller], expected: Expected) -> list[Any]:
        """(who, relation, answered, expected) wherever they differ, and every answer that a cache might keep."""
        wrong: list[Any] = []
        for (who, relation), actor in actors.items():
            confirmed = FACES[who].confirmed if who in FACES else True
            answer = await self.knock(Cell(self.db, actor, relation or "other", confirmed=confirmed), actor)
            if answer.status_code != expected(who, relation):
                wrong.append((who, relation, answer.status_code, expected(who, relation)))
            if may_be_kept(answer):
                wrong.append((who, relation, answer.status_code, answer.headers.get("cache-control")))
        return wrong


def may_be_kept(answer: httpx.Response) -> bool:
    """Whether a cache may keep an answer (ASVS v5.0.0-14.3.2: a private one says `no-store`, and nothing else)."""
    return answer.headers.get_list("cache-control") != ["no-store"]


async def people_of_each_role(db: Database, row: Row) -> dict[tuple[str, Relation | None], Caller]:
    """Somebody of each role for each relation to the thing."""

    async def work(session: Session) -> dict[tuple[str, Relation | None], Caller]:
        return {(role, of): await enter_in(session, a_role(role)) for of in row.relations for role in ROLES}

    return await db.write(work)


async def faces_concerned(db: Database, row: Row) -> dict[tuple[str, Relation | None], Caller]:
    """Each face for each relation, where it may make a difference to its role's answer."""

    async def work(session: Session) -> dict[tuple[str, Relation | None], Caller]:
        return {
            (name, of): await face.enter(session)
            for name, face in FACES.items()
            if face.role in row.named or (not face.confirmed and "child" in row.relations)
            for of in row.relations
        }

    return await db.write(work)
