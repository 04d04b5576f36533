"""The audit log as the direction reads it, and the program that checks it."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import text

from passerelles.core import audit
from passerelles.core.db import Database, Session
from tests.boarding.houses import TABARLY, WEEK
from tests.booking.callers import sign_in
from tests.booking.halls import CAMPUS
from tests.roles.callers import ELSEWHERE, Caller, a_role, enter
from tests.roles.test_holding import grant_of
from tests.roles.test_invitations import invite


@pytest.fixture
async def director(db: Database) -> Caller:
    return await enter(db, a_role("operational_director"), name="Dominique Le Goff")


async def record(db: Database, act: str, *, campus_id: str = CAMPUS) -> None:
    async def work(session: Session) -> None:
        await audit.record(session, campus_id=campus_id, actor_id=None, act=act, subject="HOUSE:1", why="panne")

    await db.write(work)


async def test_it_says_who_did_what_to_whom_and_why(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    manager = await enter(db, a_role("boarding_manager"), name="Andrea Petit")
    await invite(client, director)
    grant = await grant_of(client, director, manager.id)
    await director.post(client, f"/team/grants/{grant['id']}/end", {"reason": "left"})
    log = (await director.get(client, "/audit")).json()
    assert [(one["actor"], one["words"], one["why"]) for one in log["items"]] == [
        ("Dominique Le Goff", "Rôle retiré", "a quitté l’établissement"),
        ("Dominique Le Goff", "Invitation envoyée", None),
    ]
    assert log["items"][0]["subject"] == "Andrea Petit"
    assert "Responsable d’internat" in log["items"][0]["details"]
    assert log["total"] == 2


async def test_it_comes_by_pages_and_of_one_campus(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    for n in range(52):
        await record(db, f"act-{n}")
    await record(db, "elsewhere", campus_id=ELSEWHERE)
    first = (await director.get(client, "/audit")).json()
    second = (await director.get(client, f"/audit?before={first['next']}")).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [50, 2, None]
    assert first["items"][0]["words"] == "act-51"
    for wrong in ("x", "-1", "1e9", "99999999999", "²"):
        assert (await director.get(client, f"/audit?before={wrong}")).status_code == 422


@pytest.mark.parametrize("role", ["boarding_manager", "counsellor", "student"])
async def test_others_do_not_read_it(db: Database, client: httpx.AsyncClient, role: str) -> None:
    somebody = await enter(db, a_role(role))  # type: ignore[arg-type] # one of the names above
    assert (await somebody.get(client, "/audit")).status_code == 403


async def test_no_route_writes_in_it(db: Database, client: httpx.AsyncClient) -> None:
    admin = await enter(db, a_role("administrator"))
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert (await admin.call(client, method, "/audit", {})).status_code == 405


async def test_an_altered_name_of_an_act_shows_as_it_is(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    await record(db, "role.grant")
    await db.write(lambda session: session.execute(text("UPDATE audit_entry SET act = 'autre'")))
    assert (await director.get(client, "/audit")).json()["items"][0]["words"] == "autre"
    async with db.read() as session:
        assert await audit.broken_at(session, CAMPUS) == 1


async def test_a_decision_on_a_request_is_written_once_with_its_reason(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    student = await sign_in(db)
    asked = await student.ask(client, WEEK, resource=TABARLY, zone="filles")
    manager = await enter(db, a_role("boarding_manager"), name="Andrea Petit")
    refusal = {"outcome": "refused", "reason": "full", "note": "Complet jusqu’à Pâques"}
    for _ in range(2):
        await manager.call(client, "PUT", f"/boarding/requests/{asked.json()['id']}/decision", refusal)
    log = (await director.get(client, "/audit")).json()
    assert [(one["actor"], one["words"], one["why"]) for one in log["items"]] == [
        ("Andrea Petit", "Demande refusée", "plus de lit pour ces nuits")
    ]
    assert log["items"][0]["subject"] == f"Demande {asked.json()['id'][-6:]}"
    assert "Pâques" not in str(log)  # a note is for the student
