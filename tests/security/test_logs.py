"""What people type is in no log, even when we fail."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
import structlog
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import text

from passerelles.core import logs
from passerelles.core.house import Db
from passerelles.notifications import mail
from tests.accounts.mailbox import house_behind
from tests.conftest import browser

CANARY = "canari-7f3a"


class Typed(BaseModel):
    email: str


@pytest.fixture(autouse=True)
def _json_lines() -> Iterator[None]:
    before = structlog.get_config()
    logs.configure(readable=False)
    yield
    structlog.configure(**before)


@pytest.fixture
def failing(app: FastAPI) -> Iterator[FastAPI]:
    """The application with routes that fail with what people typed in hand."""

    def fail_with_words(typed: Typed) -> None:
        try:
            int(typed.email)
        except ValueError as error:
            raise RuntimeError(f"could not send to {typed.email}") from error

    async def fail_in_the_database(typed: Typed, db: Db) -> None:
        async with db.read() as session:
            await session.execute(text("SELECT * FROM nowhere WHERE email = :email"), {"email": typed.email})

    for path, endpoint in (("/api/t/words", fail_with_words), ("/api/t/database", fail_in_the_database)):
        app.add_api_route(path, endpoint, methods=["POST"])
        app.router.routes.insert(0, app.router.routes.pop())  # before the pages, which answer every other address
    yield app
    del app.router.routes[:2]


@pytest.mark.parametrize("path", ["/api/t/words", "/api/t/database"])
async def test_a_failure_is_logged_with_its_place_and_without_its_words(
    failing: FastAPI, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, path: str
) -> None:
    async with browser(failing) as client:  # nothing escapes the application: the server has nothing to print
        answer = await client.post(path, json={"email": CANARY}, params={"q": CANARY})
    assert answer.status_code == 500
    out, err = capfd.readouterr()
    assert CANARY not in out + err + caplog.text + answer.text
    line = json.loads(out.splitlines()[-1])
    assert (line["event"], line["route"]) == ("request failed", path)
    assert any("test_logs.py" in place for place in line["places"])


async def test_refusals_leave_no_trace_of_what_was_typed(
    app: FastAPI, client: httpx.AsyncClient, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    address = f"{CANARY}@exemple.fr"
    await client.post("/api/session-codes", json={"email": CANARY})
    await client.post("/api/session-codes", json={"email": address})
    await client.post("/api/session", json={"email": address, "code": "000000"})
    await client.get(f"/api/{CANARY}", params={"q": CANARY}, headers={"Cookie": f"sid={CANARY}"})
    await house_behind(app).outbox.send_due()
    out, err = capfd.readouterr()
    assert CANARY not in out + err + caplog.text


async def test_a_mail_that_fails_is_logged_without_its_reader(
    app: FastAPI, client: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    house = house_behind(app)
    house.settings.var_dir.mkdir(exist_ok=True)
    (house.settings.var_dir / mail.FOLDER).write_text("a file where the folder should be")
    await client.post("/api/session-codes", json={"email": f"{CANARY}@exemple.fr"})
    await house.outbox.send_due()
    out, err = capfd.readouterr()
    assert "outbox message failed" in out
    assert CANARY not in out + err
