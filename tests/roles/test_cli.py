"""`passerelles role` and `passerelles check`: the first administrator, and whether the log is whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlmodel import col
from typer.testing import CliRunner

from passerelles.__main__ import app
from passerelles.accounts.roles import cli
from passerelles.accounts.tables import IdentityRecord, SessionRecord
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database, Session
from passerelles.core.settings import Settings
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, signed_in

ADDRESS = "premiere@exemple.fr"


@pytest.fixture(autouse=True)
def _settings(config: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "settings", lambda: config)
    monkeypatch.setenv("COLUMNS", "200")


def role(*words: str) -> Any:
    return CliRunner().invoke(app, ["role", *words])


def grant(name: str = "administrator", *more: str) -> Any:
    return role("grant", "--email", ADDRESS, "--role", name, *more)


def run(database_url: str, work: Callable[[Session], Awaitable[Any]]) -> Any:
    async def once() -> Any:
        db = Database(database_url)
        try:
            return await db.write(work)
        finally:
            await db.close()

    return asyncio.run(once())


def acts(database_url: str) -> list[tuple[str, object]]:
    async def work(session: Session) -> list[tuple[str, object]]:
        rows = await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))
        return [(entry.act, entry.actor_id) for entry in rows.scalars()]

    found: list[tuple[str, object]] = run(database_url, work)
    return found


def test_the_first_administrator_is_made_listed_and_audited(database_url: str) -> None:
    done = grant()
    assert done.exit_code == 0, done.output
    assert "Administration donné à premiere@exemple.fr." in done.output
    listed = role("list").output
    assert "Administration" in listed
    assert ADDRESS in listed
    assert acts(database_url) == [("role.grant", None)]


def test_a_role_of_a_house_needs_its_house() -> None:
    assert "--scope" in grant("boarding_manager").output
    assert grant("boarding_manager", "--scope", "HOUSE:0000000A").exit_code == 1
    done = grant("boarding_manager", "--scope", HOUSE)
    assert done.exit_code == 0, done.output
    assert "0850033Z" in role("list").output


def test_a_mandate_needs_its_end() -> None:
    refused = grant("operational_director")
    assert refused.exit_code == 1
    assert "Il faut une date de fin" in refused.output
    assert grant("operational_director", "--until", "2027-08-31").exit_code == 0
    assert "2027-08-31" in role("list").output


def test_an_unknown_role_and_a_strange_address_are_refused() -> None:
    assert "Rôle inconnu" in grant("minister").output
    assert role("grant", "--email", "premiere", "--role", "administrator").exit_code == 1


def test_ending_a_role_signs_its_holder_out(database_url: str) -> None:
    grant()

    async def enter(session: Session) -> None:
        person = (await session.execute(select(col(IdentityRecord.person_id)))).scalar_one()
        await signed_in(session, person, CAMPUS)

    run(database_url, enter)
    done = role("end", "--email", ADDRESS, "--role", "administrator", "--reason", "left")
    assert done.exit_code == 0, done.output
    assert run(database_url, lambda session: session.scalar(select(SessionRecord))) is None
    assert "Personne n’a de rôle d’équipe." in role("list").output
    assert acts(database_url) == [("role.grant", None), ("role.end", None)]
    assert role("end", "--email", ADDRESS, "--role", "administrator").exit_code == 1


def test_the_command_says_that_the_log_is_whole_then_which_entry_is_not(database_url: str) -> None:
    for name in ("administrator", "counsellor"):
        assert grant(name).exit_code == 0
    whole = CliRunner().invoke(app, ["check"])
    assert (whole.exit_code, "la chaîne est entière" in whole.output) == (0, True)
    run(database_url, lambda session: session.execute(text("UPDATE audit_entry SET act = 'x' WHERE number = 2")))
    broken = CliRunner().invoke(app, ["check"])
    assert broken.exit_code == 1
    assert "rompue à l’entrée n° 2" in " ".join(broken.output.split())  # a narrow terminal breaks the line
    assert "· x ·" in broken.output
