"""The student reads who saw their request: a role, a place, a day; never a name, never twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
import time_machine

from passerelles.accounts.privacy import looks
from passerelles.core.db import Database
from passerelles.core.errors import Overloaded
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import Caller, sign_in
from tests.privacy.families import family

PLACE = "Internat 0850033Z, Les Sables-d’Olonne"


async def asked(db: Database, client: httpx.AsyncClient, zone: str = "filles") -> tuple[Caller, str]:
    caller = await sign_in(db, name="Camille")
    return caller, (await caller.ask(client, WEEK, resource=TABARLY, zone=zone)).json()["id"]


async def seen(client: httpx.AsyncClient, caller: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await caller.get(client, "/me/looks")).json()["items"]
    return items


async def test_before_anybody_looked_nothing_is_told(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:  # noqa: ARG001 - opens the house
    caller, _ = await asked(db, client)
    assert await seen(client, caller) == []


async def test_every_way_to_see_a_request_leaves_its_line(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller, booking = await asked(db, client)
    for _ in range(3):
        await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
        await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")
    await staff.put(client, f"/boarding/requests/{booking}/decision", {"outcome": "accepted"})
    told = await seen(client, caller)
    assert {(line["day"], line["who"], line["place"]) for line in told} == {
        ("2026-11-23", "Responsable de l’internat", PLACE)
    }
    assert sorted(line["what"] for line in told) == [
        "la demande, dans la liste des demandes",
        "la demande, pour la traiter",
        "le lit, dans le plan des lits",
    ]
    assert "name" not in told[0]


async def test_another_day_is_another_line(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    caller, _ = await asked(db, client)
    await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
    clock_.move_to("2026-11-24T10:00:00+01:00")
    await (await staff.again(db)).get(client, f"/boarding/houses/{TABARLY}/requests")
    assert [line["day"] for line in await seen(client, caller)] == ["2026-11-24", "2026-11-23"]


async def test_two_people_in_the_same_role_are_one_line(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    caller, _ = await asked(db, client)
    colleague = await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)
    for one in (staff, colleague):
        await one.get(client, f"/boarding/houses/{TABARLY}/requests")
    assert len(await seen(client, caller)) == 1


async def test_who_may_not_look_leaves_no_line(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:  # noqa: ARG001 - opens the house
    caller, _ = await asked(db, client)
    await opened(db, a_house("0440069L"))
    elsewhere = await sign_in(db, role="boarding_manager", scope="HOUSE:0440069L", birth_date=None)
    assert (await elsewhere.get(client, f"/boarding/houses/{TABARLY}/requests")).status_code == 404
    await elsewhere.get(client, "/boarding/houses/HOUSE:0440069L/requests")
    assert await seen(client, caller) == []


async def test_one_reads_ones_own_lines_only(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    caller, _ = await asked(db, client)
    stranger, _ = await asked(db, client, zone="garcons")
    await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
    assert len(await seen(client, stranger)) == len(await seen(client, caller)) == 1
    assert await seen(client, staff) == []


async def test_a_child_sees_that_a_guardian_read_everything(db: Database, client: httpx.AsyncClient) -> None:
    guardian, child = await family(db)
    await guardian.get(client, f"/me/children/{child.id}/data")
    (line,) = await seen(client, child)
    assert (line["who"], line["what"]) == ("Responsable légal", "toutes les données")


async def test_nothing_is_shown_that_could_not_be_noted(
    db: Database, client: httpx.AsyncClient, staff: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(db, client)

    async def refuse(*_: object, **__: object) -> None:
        raise Overloaded

    monkeypatch.setattr(looks, "seen", refuse)
    answer = await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
    assert answer.status_code == 503
    assert "Camille" not in answer.text


async def test_somebody_erased_meanwhile_is_not_noted(db: Database, staff: Caller) -> None:
    from passerelles.accounts import people
    from tests.booking.halls import CAMPUS

    async with db.read() as session:
        actor = await people.load(session, campus_id=CAMPUS, person_id=staff.id)
    await looks.seen(db, campus_id=CAMPUS, actor=actor, subjects=[uuid4()], what="queue", place=PLACE)


async def test_past_stays_show_no_name_once_their_school_year_is_over(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    _, booking = await asked(db, client)
    await staff.put(client, f"/boarding/requests/{booking}/decision", {"outcome": "accepted"})
    path = f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}"
    clock_.move_to("2027-08-31T10:00:00+02:00")
    assert "Camille" in (await (await staff.again(db)).get(client, path)).text
    clock_.move_to("2027-09-01T10:00:00+02:00")
    shown = await (await staff.again(db)).get(client, path)
    assert "Camille" not in shown.text
    assert "Séjour archivé" in shown.text
