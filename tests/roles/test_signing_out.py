"""Closing every session of somebody else: an administrator, or the command line; always in the log."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.accounts import people
from passerelles.accounts.roles import cli
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from tests.booking.halls import CAMPUS
from tests.roles.callers import ELSEWHERE, Caller, a_role, again, enter, signed_in
from tests.roles.test_cli import run
from tests.roles.test_invitations import acts

ADDRESS = "lea@exemple.fr"


async def is_in(client: httpx.AsyncClient, caller: Caller) -> bool:
    signed: bool = (await caller.get(client, "/me")).json()["signed_in"]
    return signed


async def close(client: httpx.AsyncClient, by: Caller, person: object) -> int:
    return (await by.call(client, "DELETE", f"/team/people/{person}/sessions")).status_code


async def test_an_administrator_signs_somebody_out_everywhere_and_nobody_else(
    db: Database, client: httpx.AsyncClient
) -> None:
    admin, student, other = [await enter(db, a_role(name)) for name in ("administrator", "student", "student")]
    phone = await again(db, student)
    assert await close(client, admin, student.id) == 204
    assert [await is_in(client, one) for one in (student, phone, other, admin)] == [False, False, True, True]
    assert await acts(db) == ["session.close-all"]
    shown = (await admin.get(client, "/audit")).json()["items"][0]
    assert (shown["actor"], shown["words"]) == ("Camille Martin", "Déconnexion partout")
    assert await is_in(client, await again(db, student)), "they come back as anybody does"


@pytest.mark.parametrize("role", ["operational_director", "counsellor", "boarding_manager", "student"])
async def test_nobody_else_may(db: Database, client: httpx.AsyncClient, role: Any) -> None:
    actor, student = await enter(db, a_role(role)), await enter(db, a_role("student"))
    assert await close(client, actor, student.id) == 404
    assert await is_in(client, student)


async def test_somebody_of_another_campus_and_nobody_look_alike(db: Database, client: httpx.AsyncClient) -> None:
    admin = await enter(db, a_role("administrator"))
    elsewhere = await enter(db, a_role("student", campus_id=ELSEWHERE), campus_id=ELSEWHERE)
    assert [await close(client, admin, one) for one in (elsewhere.id, uuid4())] == [404, 404]
    assert await acts(db) == []


def test_the_command_line_closes_them_by_address(
    database_url: str, config: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def somebody(session: Session) -> Caller:
        person_id = await people.find_or_make(
            session, campus_id=CAMPUS, issuer="email", subject=ADDRESS, first_role=None
        )
        return await signed_in(session, person_id, CAMPUS)

    monkeypatch.setattr(cli, "settings", lambda: config)
    run(database_url, somebody)
    told = CliRunner().invoke(app, ["session", "close", "--email", " Lea@exemple.fr "])
    assert told.exit_code == 0, told.output
    assert "fermées : 1" in told.output.replace("\u00a0", " ")
    assert CliRunner().invoke(app, ["session", "close", "--email", "autre@exemple.fr"]).exit_code == 1
