"""A backup brings somebody back: the list of erasures, kept apart, erases them again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, func, insert, select
from typer.testing import CliRunner

import passerelles.__main__ as command_line
from passerelles.accounts.privacy import restoring
from passerelles.accounts.privacy.tables import Erasure
from passerelles.accounts.tables import IdentityRecord, PersonRecord, RoleGrant
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from tests.accounts.mailbox import ADDRESS, code_for, enter, house_behind
from tests.booking.callers import sign_in
from tests.booking.halls import CAMPUS


async def erased(client: httpx.AsyncClient, app: FastAPI) -> UUID:
    """Somebody who signed in, then was erased; the outbox has done its work."""
    await enter(client, ADDRESS, await code_for(client, app))
    person_id = UUID((await client.get("/api/me")).json()["id"])
    assert (await client.post("/api/me/erasure", json={"confirmation": "EFFACER"})).status_code == 200
    await house_behind(app).outbox.send_due()
    return person_id


async def restore(db: Database, person_id: UUID) -> None:
    """What a backup of the day before brings back, with a role that had ended since, and without the tombstone."""
    now = clock.now()

    async def work(session: Session) -> None:
        await session.execute(delete(Erasure))
        person = {"campus_id": CAMPUS, "id": person_id, "name": "Léa", "birth_date": None, "demo": False}
        await session.execute(insert(PersonRecord).values(**person, created_at=now))
        known = {"campus_id": CAMPUS, "issuer": "email", "subject": ADDRESS, "person_id": person_id}
        await session.execute(insert(IdentityRecord).values(**known, created_at=now))
        role = {"role": "counsellor", "scope_kind": "campus", "scope": CAMPUS, "starts_at": now}
        await session.execute(insert(RoleGrant).values(campus_id=CAMPUS, person_id=person_id, **role))

    await db.write(work)


async def people(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(PersonRecord))).scalar_one()


async def test_the_list_names_nobody_and_says_each_once(
    app: FastAPI, client: httpx.AsyncClient, config: Settings
) -> None:
    person_id = await erased(client, app)
    path = config.var_dir / restoring.FILE
    (line,) = await asyncio.to_thread(lines_of, path)
    assert str(person_id) not in line
    assert ADDRESS not in line
    at, campus, known = line.split()
    assert (campus, len(known)) == (CAMPUS, 64)
    restoring._append(path, f"{at} {campus} {known}\n")
    assert len(await asyncio.to_thread(lines_of, path)) == 1


async def test_whoever_a_backup_brings_back_is_erased_again(
    app: FastAPI, client: httpx.AsyncClient, config: Settings, db: Database
) -> None:
    person_id = await erased(client, app)
    await restore(db, person_id)
    await sign_in(db, name="Quelqu’un d’autre")
    assert await people(db) == 2
    house, path = house_behind(app), config.var_dir / restoring.FILE
    assert await restoring.erase_again(house, path) == 1
    assert await people(db) == 1
    assert await restoring.erase_again(house, path) == 0
    async with db.read() as session:
        assert len(list((await session.execute(select(Erasure))).scalars())) == 1


async def test_without_the_list_nobody_is_erased(app: FastAPI, db: Database, tmp_path: Path) -> None:
    await sign_in(db)
    assert await restoring.erase_again(house_behind(app), tmp_path / "none") == 0
    assert await people(db) == 1


def test_the_command_line_does_both(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "settings", lambda: config)
    for command, words in (("reapply", "effacées de nouveau"), ("purge", "Durées de conservation appliquées")):
        result = CliRunner().invoke(command_line.app, ["privacy", command])
        assert result.exit_code == 0, result.output
        assert words in result.output


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
