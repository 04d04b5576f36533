"""A person whose every field is a canary: once erased, the canary is nowhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import SQLModel

from passerelles.accounts.privacy.export import in_order
from passerelles.core.db import Database
from passerelles.core.messages import t
from passerelles.core.personal import Who, holdings, rows_of
from passerelles.core.settings import Settings
from tests.accounts.mailbox import code_for, enter, house_behind
from tests.boarding.houses import TABARLY, WEEK
from tests.booking.callers import Caller, sign_in
from tests.booking.halls import CAMPUS
from tests.conftest import browser
from tests.privacy.dumps import dump
from tests.privacy.filling import ADDRESS, CANARY, fill

ERASE = {"confirmation": "EFFACER"}


async def a_life(db: Database, app: FastAPI, client: httpx.AsyncClient, staff: Caller) -> UUID:
    """Signs in by mail, says who they are, asks for a bed, is seen and refused; then a row in every table."""
    await enter(client, ADDRESS, await code_for(client, app, ADDRESS))
    me = await client.put("/api/me/birth-date", json={"name": f"Nom {CANARY}", "birth_date": "2005-05-05"})
    assert me.status_code == 200
    body = {"resource": TABARLY, "slots": WEEK, "zone": "filles", "note": CANARY}
    asked = await client.post("/api/bookings", json=body, headers={"Idempotency-Key": CANARY})
    assert asked.status_code == 201
    async with browser(app) as desk:
        shown = await staff.get(desk, f"/boarding/houses/{TABARLY}/requests")
        assert CANARY in shown.text
        decision = {"outcome": "refused", "reason": "other", "note": f"Parce que {CANARY}"}
        await staff.put(desk, f"/boarding/requests/{asked.json()['id']}/decision", decision)
    person_id = UUID((await client.get("/api/me")).json()["id"])
    other = await sign_in(db, name="Quelqu’un d’autre")
    await other.ask(client, WEEK, resource=TABARLY, zone="garcons")
    await fill(db, person_id, other.id)
    await client.post("/api/session-codes", json={"email": ADDRESS})  # a mail that waits, and one in the folder
    return person_id


def files_with(folder: Path, words: str) -> list[str]:
    return [str(file) for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


async def test_once_erased_a_person_is_nowhere(
    db: Database,
    app: FastAPI,
    client: httpx.AsyncClient,
    config: Settings,
    staff: Caller,
    *,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    person_id = await a_life(db, app, client, staff)
    before = await dump(db)
    assert before.count(CANARY) > 30
    assert await asyncio.to_thread(files_with, config.var_dir, CANARY) != []
    empty = await tables_without(db, Who(CAMPUS, person_id, (ADDRESS,)))
    assert empty == [], "a table that this test does not fill proves nothing"

    answer = await client.post("/api/me/erasure", json=ERASE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'

    after = await dump(db)
    assert CANARY not in after
    assert await asyncio.to_thread(files_with, config.var_dir, CANARY) == []
    lines = [line for line in after.splitlines() if str(person_id) in line or person_id.hex in line]
    assert {line.split("\t")[0] for line in lines} == {"audit_entry", "look"}, "ids only, where others are owed them"
    out, err = capfd.readouterr()
    assert CANARY not in out + err + caplog.text
    assert (await client.get("/api/me")).json()["signed_in"] is False
    assert CANARY not in (await client.get("/api/search", params={"q": "nom"})).text
    await house_behind(app).outbox.send_due()
    await house_behind(app).outbox.send_due()
    assert await asyncio.to_thread(files_with, config.var_dir, CANARY) == []
    assert await asyncio.to_thread(files_with, config.var_dir, str(person_id)) == []


async def test_the_dump_would_see_what_an_erasure_forgets(db: Database, staff: Caller) -> None:  # noqa: ARG001 - opens the house
    """Negative control: a name that was not erased is found."""
    await sign_in(db, name=f"Nom {CANARY}")
    assert CANARY in await dump(db)


async def test_the_export_tells_everything_that_is_held(
    db: Database, app: FastAPI, client: httpx.AsyncClient, staff: Caller
) -> None:
    await a_life(db, app, client, staff)
    answer = await client.get("/api/me/data")
    assert answer.headers["Cache-Control"] == "no-store"
    held: list[dict[str, Any]] = answer.json()["held"]
    told = [(one["table"], one["title"]) for one in held if one["rows"]]
    assert sorted(told) == sorted((holding.table, t(holding.label)) for holding in holdings())
    for one, holding in zip(held, in_order(), strict=True):
        assert all(set(row) == set(holding.export) for row in one["rows"])
    withheld = ("digest", "token", "fingerprint", "code_digest", "id_token", "secret")
    assert [name for one in held for row in one["rows"] for name in row if any(word in name for word in withheld)] == []


async def test_somebody_else_keeps_everything(
    db: Database, app: FastAPI, client: httpx.AsyncClient, staff: Caller
) -> None:
    await a_life(db, app, client, staff)
    async with browser(app) as desk:
        before = (await staff.get(desk, f"/boarding/houses/{TABARLY}/requests")).json()["items"]
        await client.post("/api/me/erasure", json=ERASE)
        after = (await staff.get(desk, f"/boarding/houses/{TABARLY}/requests")).json()["items"]
    assert [item["person"] for item in after] == ["Quelqu’un d’autre"]
    assert after == [item for item in before if item["person"] == "Quelqu’un d’autre"]


async def tables_without(db: Database, who: Who) -> list[str]:
    """The declared tables in which nothing is about this person."""
    empty = []
    async with db.read() as session:
        for holding in holdings():
            table = SQLModel.metadata.tables[holding.table]
            query = select(func.count()).select_from(table).where(rows_of(holding, SQLModel.metadata, who))
            if (await session.execute(query)).scalar_one() == 0:
                empty.append(f"{holding.table}.{holding.keys}")
    return empty
