"""Taking other people's data away is an act: the audit log says who, what and how many lines. No name."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from passerelles.core.messages import t
from passerelles.core.personal import holdings
from tests.boarding.houses import TABARLY, WEEK
from tests.booking.callers import Caller, sign_in
from tests.privacy.families import family
from tests.privacy.filling import fill
from tests.roles.callers import a_role, enter
from tests.roles.test_invitations import invite


async def acts(db: Database) -> list[tuple[Any, str, str, dict[str, Any]]]:
    async with db.read() as session:
        rows = await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))
        return [
            (row.actor_id, row.act, row.subject, row.details) for row in rows.scalars() if row.act.startswith("export.")
        ]


async def test_the_file_of_invitations_is_written_in_the_audit_log(
    db: Database,
    client: httpx.AsyncClient,
    staff: Caller,  # noqa: ARG001 - opens the house
) -> None:
    director = await enter(db, a_role("operational_director"))
    await invite(client, director)
    await director.get(client, "/team/invitations")
    assert await acts(db) == []
    taken = await director.get(client, "/team/invitations/export")
    (act,) = await acts(db)
    assert act == (director.id, "export.invitations", "CMQ-PDL-NAUTISME", {"rows": 1})
    assert taken.text.count("\r\n") == 2
    (line, *_) = (await director.get(client, "/audit")).json()["items"]
    assert (line["words"], line["subject"], line["details"]) == (
        "Invitations exportées",
        "Tout le campus",
        ["lignes\u00a0: 1"],
    )


async def test_a_childs_data_read_by_a_guardian_is_written_in_the_audit_log(
    db: Database, client: httpx.AsyncClient
) -> None:
    guardian, child = await family(db)
    taken = (await guardian.get(client, f"/me/children/{child.id}/data")).json()
    (act,) = await acts(db)
    rows = sum(len(held["rows"]) for held in taken["held"])
    assert act == (guardian.id, "export.data", f"person:{child.id}", {"rows": rows})


@pytest.mark.usefixtures("staff")  # opens the house
async def test_a_guardian_reads_neither_the_others_answer_nor_what_the_child_was_written(
    db: Database, client: httpx.AsyncClient
) -> None:
    guardian, child = await family(db)
    other = await sign_in(db, name="Autre parent")
    for caller, zone in ((child, "filles"), (other, "garcons")):
        assert (await caller.ask(client, WEEK, resource=TABARLY, zone=zone)).status_code == 201
    await fill(db, child.id, other.id)
    private = {t(holding.label) for holding in holdings() if holding.only_theirs}
    own = {held["title"]: held["rows"] for held in (await child.get(client, "/me/data")).json()["held"]}
    assert private < set(own)
    for label in ("guardian_answers_received", "messages", "sessions"):
        assert own[t(f"privacy.holding.{label}")] != []
    told = (await guardian.get(client, f"/me/children/{child.id}/data")).json()["held"]
    assert {held["title"] for held in told} == set(own) - private
    page = await client.get(f"/moi/donnees/export?enfant={child.id}", headers={"Cookie": f"sid={guardian.token}"})
    assert "Camille" in page.text
    assert [title for title in private if f">{title}<" in page.text] == []


async def test_ones_own_data_is_nobodys_act(db: Database, client: httpx.AsyncClient) -> None:
    guardian, _ = await family(db)
    await guardian.get(client, "/me/data")
    await client.get("/moi/donnees/export", headers=guardian.headers())
    assert await acts(db) == []
