"""Progressions added by staff: seen by everybody at once, signed by the team, and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import event, select
from sqlmodel import col

from passerelles.catalogue import live
from passerelles.catalogue.records import Programme
from passerelles.core.audit import AuditEntry
from passerelles.core.db import Database
from passerelles.core.settings import Settings
from passerelles.journeys import curated_file
from passerelles.journeys.graph import curated as held
from tests.accounts.mailbox import become, house_behind
from tests.conftest import browser
from tests.roles.callers import a_role, enter
from tests.support.editions import CINAV, MAINTENANCE_NAUTIQUE, OLD_MAINTENANCE_NAUTIQUE, TCI, a_catalogue

URL = "/api/curated-progressions"
BODY = {
    "source": MAINTENANCE_NAUTIQUE,
    "target": CINAV,
    "kind": "bridge",
    "conditions": "Après un entretien avec le lycée.",
    "source_note": "Convention du 12 novembre 2026",
}


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    """What a process shows must not reach the next test."""
    yield
    held.show(held.NONE)


@pytest.fixture
async def counsellor(reader: httpx.AsyncClient) -> httpx.AsyncClient:
    await become(reader, "counsellor")
    return reader


async def make(staff: httpx.AsyncClient, **body: object) -> dict[str, Any]:
    response = await staff.post(URL, json={**BODY, **body})
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def following(caller: httpx.AsyncClient, station: str = MAINTENANCE_NAUTIQUE) -> dict[str, Any]:
    items = (await caller.get(f"/api/certifications/{station}/next")).json()["items"]
    return {one["to"]: one for one in items}


async def test_what_staff_add_everybody_sees_at_once_without_a_name(
    counsellor: httpx.AsyncClient, app: FastAPI
) -> None:
    before = await counsellor.get(f"/api/certifications/{MAINTENANCE_NAUTIQUE}/next")
    await make(counsellor)
    me = (await counsellor.get("/api/me")).json()
    async with browser(app) as stranger:
        after = await stranger.get(before.url.path, headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        shown = (await following(stranger))[CINAV]
        page = await stranger.get(f"/api/certifications/{CINAV}")
    assert shown["confidence"] == "curated"
    assert shown["kind"] == "bridge"
    assert shown["confidence_words"].startswith("ajouté par l’équipe du campus, le ")
    assert (shown["conditions"], shown["source"]) == (BODY["conditions"], BODY["source_note"])
    assert MAINTENANCE_NAUTIQUE in {one["to"] for one in page.json()["before"]}
    assert me["name"]
    assert me["name"] not in after.text + page.text
    assert me["id"] not in after.text + page.text


async def test_the_planner_rides_it(counsellor: httpx.AsyncClient) -> None:
    query = f"/api/journeys?from={MAINTENANCE_NAUTIQUE}&to={CINAV}&near=COM:85047&max_km=500"
    await make(counsellor)
    found = (await counsellor.get(query)).json()["itineraries"]
    assert {one["legs"][0]["progression"]["confidence"] for one in found if len(one["legs"]) == 1} == {"curated"}
    page = await counsellor.get(f"/api/journeys/{found[0]['id']}")
    assert page.status_code == 200


async def test_a_withdrawn_one_is_no_longer_shown_and_stays_in_the_list(counsellor: httpx.AsyncClient) -> None:
    made = await make(counsellor)
    tag = (await counsellor.get(f"/api/certifications/{TCI}/next")).headers["ETag"]
    first = await counsellor.post(f"{URL}/{made['id']}/withdrawal")
    again = await counsellor.post(f"{URL}/{made['id']}/withdrawal")
    assert first.json()["state"] == "withdrawn"
    assert again.json() == first.json()
    assert (await following(counsellor)).get(CINAV, {}).get("confidence") != "curated"
    assert (await counsellor.get(f"/api/certifications/{TCI}/next")).headers["ETag"] != tag
    assert [one["state"] for one in (await counsellor.get(URL)).json()["items"]] == ["withdrawn"]
    await make(counsellor)
    assert len((await counsellor.get(URL)).json()["items"]) == 2


async def test_the_list_says_who_added_it_and_where_it_is_said(counsellor: httpx.AsyncClient) -> None:
    me = (await counsellor.get("/api/me")).json()
    await make(counsellor, source=OLD_MAINTENANCE_NAUTIQUE)
    one = (await counsellor.get(URL)).json()["items"][0]
    assert one["author"] == me["name"]
    assert one["source"]["id"] == MAINTENANCE_NAUTIQUE
    assert one["source_note"] == BODY["source_note"]
    assert one["state"] == "shown"


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        ({"target": "CFD:99999999"}, 422, "curated-unknown"),
        ({"source": "nowhere"}, 422, "curated-unknown"),
        ({"source": "stage:work"}, 422, "curated-unknown"),
        ({"source": CINAV, "target": TCI}, 422, "curated-backwards"),
        ({"source": TCI, "target": TCI}, 422, "curated-backwards"),
        ({"source": "stage:3e", "target": TCI}, 409, "curated-exists"),
        ({"conditions": " "}, 422, "malformed-input"),
        ({"author": "somebody"}, 422, "malformed-input"),
    ],
)
async def test_what_cannot_be_a_progression_is_refused_with_a_sentence(
    counsellor: httpx.AsyncClient, body: dict[str, str], status: int, slug: str
) -> None:
    response = await counsellor.post(URL, json={**BODY, **body})
    assert (response.status_code, response.json()["type"]) == (status, f"/problemes/{slug}")
    assert response.json()["next"]
    assert (await counsellor.get(URL)).json()["items"] == []


async def test_the_same_pair_is_added_once(counsellor: httpx.AsyncClient) -> None:
    await make(counsellor)
    again = await counsellor.post(URL, json={**BODY, "source": OLD_MAINTENANCE_NAUTIQUE})
    assert (again.status_code, again.json()["type"]) == (409, "/problemes/curated-exists")


@pytest.mark.parametrize(
    ("persona", "status"), [("student", 403), ("boarding", 403), ("director", 200), ("admin", 200)]
)
async def test_only_the_campus_s_team_manages_them(reader: httpx.AsyncClient, persona: str, status: int) -> None:
    assert (await reader.get(URL)).status_code == 401
    await become(reader, persona)
    assert (await reader.get(URL)).status_code == status


async def test_a_public_read_asks_the_database_nothing(counsellor: httpx.AsyncClient, app: FastAPI) -> None:
    await make(counsellor)
    asked: list[str] = []
    engine = house_behind(app).db._reader.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    async with browser(app) as stranger:
        assert CINAV in await following(stranger)
    assert asked == []


async def test_a_file_gives_back_what_was_exported_and_reports_the_rest(
    counsellor: httpx.AsyncClient, db: Database, config: Settings
) -> None:
    made = await make(counsellor, source_note="=A1")
    async with db.read() as session:
        header, row = (await curated_file.written(session, config.campus_id)).removeprefix("\ufeff").splitlines()
    assert '"\'=A1"' in row
    await counsellor.post(f"{URL}/{made['id']}/withdrawal")
    lines = [header, row, row]
    lines += [f"{TCI};CFD:99999999;bridge;Selon les places.;Une page;;2026-11-12", f"{TCI};{CINAV};?;;;;"]
    lines += [f"{MAINTENANCE_NAUTIQUE};{TCI};bridge;Selon les places.;Une page;nobody;2026-11-12"]
    report = await db.write(
        lambda session: curated_file.read(session, config.campus_id, a_catalogue(), "\n".join(lines))
    )
    assert report.added == 1
    assert [line for line, _ in report.refused] == [3, 4, 5, 6]
    assert (await counsellor.get(URL)).json()["items"][0]["source_note"] == "=A1"


async def test_a_file_without_the_columns_is_refused(db: Database) -> None:
    with pytest.raises(curated_file.UnusableFileError, match="source;target"):
        await db.write(lambda session: curated_file.read(session, "campus", a_catalogue(), "a;b\n1;2\n"))


async def acts(db: Database) -> list[tuple[str, UUID | None, str]]:
    async with db.read() as session:
        rows = await session.execute(select(AuditEntry).order_by(col(AuditEntry.number)))
        return [(entry.act, entry.actor_id, entry.subject) for entry in rows.scalars()]


async def test_adding_and_withdrawing_are_in_the_log_once_each(counsellor: httpx.AsyncClient, db: Database) -> None:
    me = UUID((await counsellor.get("/api/me")).json()["id"])
    made = await make(counsellor)
    for _ in range(2):
        assert (await counsellor.post(f"{URL}/{made['id']}/withdrawal")).status_code == 200
    subject = f"progression:{made['id']}"
    assert await acts(db) == [("progression.add", me, subject), ("progression.withdraw", me, subject)]


async def test_a_counsellor_of_an_institution_adds_what_it_teaches_and_withdraws_their_own(
    reader: httpx.AsyncClient, db: Database
) -> None:
    teaches = next(one.institution for one in live.current().programmes_of(CINAV))
    elsewhere = next(
        one
        for one in live.current().institutions
        if one not in {found.institution for end in (CINAV, MAINTENANCE_NAUTIQUE) for found in taught(end)}
    )
    here = await enter(db, a_role("counsellor", teaches, kind="institution"))
    there = await enter(db, a_role("counsellor", elsewhere, kind="institution"))
    path = URL.removeprefix("/api")
    assert (await there.post(reader, path, BODY)).status_code == 403
    assert await acts(db) == []
    made = await here.post(reader, path, BODY)
    assert made.status_code == 201, made.text
    withdrawal = f"{path}/{made.json()['id']}/withdrawal"
    assert (await there.post(reader, withdrawal)).status_code == 404
    assert (await here.post(reader, withdrawal)).status_code == 200
    assert [act for act, _, _ in await acts(db)] == ["progression.add", "progression.withdraw"]


def taught(certification: str) -> Sequence[Programme]:
    return tuple(live.current().programmes_of(certification))


async def test_a_colleague_of_the_same_institution_does_not_withdraw_it_and_the_direction_does(
    counsellor: httpx.AsyncClient, db: Database
) -> None:
    made = await make(counsellor)
    teaches = taught(CINAV)[0].institution
    colleague = await enter(db, a_role("counsellor", teaches, kind="institution"))
    director = await enter(db, a_role("operational_director"))
    path = f"{URL.removeprefix('/api')}/{made['id']}/withdrawal"
    assert (await colleague.post(counsellor, path)).status_code == 404
    assert (await director.post(counsellor, path)).status_code == 200
