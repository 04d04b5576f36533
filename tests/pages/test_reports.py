"""« Signaler une erreur »: anybody may, nothing says who, floods are braked."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import select

from passerelles.core.db import Database
from passerelles.pages.reports import LIMIT
from passerelles.pages.rules import reportable
from passerelles.pages.tables import Report

SEEN = {
    "category": "wrong_data",
    "text": "Le téléphone n’est pas le bon.",
    "page": "/etablissements/UAI:0850033Z?near=COM:85047",
}


async def kept(db: Database) -> list[Report]:
    async with db.read() as session:
        return list((await session.execute(select(Report).order_by(Report.created_at))).scalars())  # type: ignore[arg-type] # SQLModel types columns as values


async def test_a_stranger_reports_an_error_and_the_query_is_dropped(client: httpx.AsyncClient, db: Database) -> None:
    answer = await client.post("/api/reports", json=SEEN)
    assert answer.status_code == 201
    assert set(answer.json()) == {"words"}
    (report,) = await kept(db)
    assert (report.page, report.category) == ("/etablissements/UAI:0850033Z", "wrong_data")
    assert report.handled_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "spam"},
        {"text": "x" * 501},
        {"text": "  "},
        {"page": "https://elsewhere.example/"},
        {"author": "moi"},
    ],
)
async def test_what_does_not_fit_is_refused(client: httpx.AsyncClient, db: Database, wrong: dict[str, str]) -> None:
    answer = await client.post("/api/reports", json=SEEN | wrong)
    assert answer.status_code == 422
    assert await kept(db) == []


async def test_a_flood_is_braked_and_says_how_long(client: httpx.AsyncClient) -> None:
    for _ in range(LIMIT.times):
        assert (await client.post("/api/reports", json=SEEN)).status_code == 201
    answer = await client.post("/api/reports", json=SEEN)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/p/s3cr3t-t0k3n", "/p/…"),
        ("/%70/s3cr3t", "/p/…"),
        ("/moi/demandes/0199a1b2", "/moi/…"),
        ("/moi", "/moi"),
        ("/gestion/internats/HOUSE:0850033Z", "/gestion/internats/…"),
        ("/parcours/3e~85047?x=1#y", "/parcours/3e~85047"),
        ("", "/"),
    ],
)
def test_a_report_keeps_no_secret_nor_private_address(address: str, page: str) -> None:
    assert reportable(address) == page
