"""Public reads carry the edition as their ETag; another edition is shown without a restart."""

from __future__ import annotations

import asyncio
from typing import NoReturn

import httpx
import pytest

from passerelles.catalogue import answers, live
from passerelles.catalogue.editions import archive, store
from passerelles.core.db import Database, Session
from tests.support.editions import CHALLANS, TABARLY, a_certification, an_edition, publish_small

PUBLIC = [
    "/api/campus",
    "/api/search?q=bac",
    "/api/certifications/CFD:32025413",
    "/api/programmes",
    "/api/programmes/PRG:0440069L.32025413.school",
    f"/api/institutions/{TABARLY}",
    "/api/jobs/ROME:I1605",
    f"/api/internships/companies?near={CHALLANS}",
    f"/api/facilities?near={CHALLANS}",
]


@pytest.mark.parametrize("path", PUBLIC)
async def test_a_public_read_is_cacheable_and_not_sent_twice(reader: httpx.AsyncClient, path: str) -> None:
    first = await reader.get(path)
    assert first.status_code == 200, first.text
    assert first.json()["edition"] in first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    again = await reader.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


async def test_another_release_gives_the_same_edition_again(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await reader.get("/api/campus")
    monkeypatch.setattr(answers, "release", lambda: "next0000")
    again = await reader.get("/api/campus", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 200
    assert again.json()["edition"] == first.json()["edition"]


@pytest.mark.parametrize("path", PUBLIC)
async def test_the_same_question_has_the_same_bytes(reader: httpx.AsyncClient, path: str) -> None:
    assert (await reader.get(path)).content == (await reader.get(path)).content


async def test_without_an_edition_the_service_says_what_to_do(client: httpx.AsyncClient) -> None:
    response = await client.get("/api/campus")
    assert response.status_code == 503
    assert response.json()["type"] == "/problemes/no-edition"
    assert response.headers["retry-after"]


async def test_another_published_edition_is_shown_without_a_restart(db: Database, client: httpx.AsyncClient) -> None:
    await publish_small(db)
    before = (await client.get("/api/certifications/CFD:1")).status_code
    other = an_edition(certifications=[a_certification("1", "CAP nouveau")])

    async def work(session: Session) -> None:
        await store.add(session, other.id, archive.write(other), {})
        await store.publish(session, other.id, "tests")

    await db.write(work)
    await live.load(db)
    after = await client.get("/api/certifications/CFD:1")
    assert (before, after.status_code, after.json()["edition"]) == (404, 200, other.id)


class Failing(Database):
    """A database that cannot be reached the first time, then ends the loop that follows it."""

    def __init__(self) -> None:
        self.looks = 0

    def read(self) -> NoReturn:
        self.looks += 1
        raise OSError if self.looks == 1 else asyncio.CancelledError


async def test_a_database_out_of_reach_keeps_the_edition_shown(db: Database) -> None:
    await publish_small(db)
    shown, failing = live.current(), Failing()
    with pytest.raises(asyncio.CancelledError):
        await live.follow(failing, period=0)
    assert failing.looks == 2
    assert live.current() is shown
