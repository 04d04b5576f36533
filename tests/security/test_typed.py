"""An answer of the API is not a page: opened by its address, what is one person's leads to their screen."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from passerelles.core.db import Database
from passerelles.core.security.typed import NotAPage
from tests.booking.callers import sign_in

OPENED = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
DOWNLOADED = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "navigate"}


@pytest.mark.parametrize("path", ["/api/me", "/api/me/data", "/api/notifications", "/api/bookings"])
async def test_what_is_one_persons_leads_to_their_screen(db: Database, client: httpx.AsyncClient, path: str) -> None:
    caller = await sign_in(db, name="Camille", birth_date=date(2009, 5, 1))
    answer = await client.get(path, headers={"Cookie": f"sid={caller.token}", **OPENED})
    assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/moi", "")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("how", [DOWNLOADED, {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors"}, {}])
async def test_screens_downloads_and_programs_are_answered(
    db: Database, client: httpx.AsyncClient, how: dict[str, str]
) -> None:
    caller = await sign_in(db, name="Camille", birth_date=date(2009, 5, 1))
    answer = await client.get("/api/me/data", headers={"Cookie": f"sid={caller.token}", **how})
    assert answer.status_code == 200
    assert "Camille" in answer.text


async def test_what_is_refused_is_said(db: Database, client: httpx.AsyncClient) -> None:
    caller = await sign_in(db)
    signed_in = {"Cookie": f"sid={caller.token}", **OPENED}
    assert (await client.get("/api/nowhere", headers=signed_in)).status_code == 404
    assert (await client.get("/api/notifications", headers=OPENED)).status_code == 401


@pytest.mark.parametrize(("cached", "status"), [("public, max-age=60", 200), ("private", 303), ("no-store", 303)])
async def test_what_is_everybodys_is_answered(cached: str, status: int) -> None:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse({"name": "Campus"}, headers={"Cache-Control": cached})(scope, receive, send)

    transport = httpx.ASGITransport(app=NotAPage(answer, cookie="sid"))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as browser:
        found = await browser.get("/api/campus", headers={"Cookie": "sid=x", **OPENED})
        elsewhere = await browser.get("/moi", headers={"Cookie": "sid=x", **OPENED})
    assert (found.status_code, elsewhere.status_code) == (status, 200)
