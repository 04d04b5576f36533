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
from tests.roles.callers import SCHOOL, a_role, enter

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
    await looks.seen(
        db, campus_id=CAMPUS, actor=actor, subjects=[uuid4()], what="queue", place=PLACE, role="counsellor"
    )


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


async def test_a_child_sees_that_a_guardian_printed_everything(db: Database, client: httpx.AsyncClient) -> None:
    guardian, child = await family(db)
    page = await client.get(f"/moi/donnees/export?enfant={child.id}", headers=guardian.headers())
    assert page.status_code == 200
    (line,) = await seen(client, child)
    assert line["what"] == "toutes les données"


async def test_a_student_sees_that_a_guardian_read_the_request(
    db: Database,
    client: httpx.AsyncClient,
    staff: Caller,  # noqa: ARG001 - opens the house
) -> None:
    guardian, child = await family(db)
    await child.ask(client, WEEK, resource=TABARLY, zone="filles")
    await guardian.get(client, "/guardian/requests")
    (line,) = await seen(client, child)
    assert (line["who"], line["place"], line["what"]) == ("Responsable légal", PLACE, "la demande et ses nuits")


async def test_a_guardian_sees_that_staff_read_their_answer(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    guardian, child = await family(db)
    await child.ask(client, WEEK, resource=TABARLY, zone="filles")
    await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
    (line,) = await seen(client, guardian)
    assert (line["who"], line["what"]) == ("Responsable de l’internat", "la réponse à une demande")


async def test_a_student_sees_that_their_institution_listed_them(db: Database, client: httpx.AsyncClient) -> None:
    student = await enter(db, a_role("student", SCHOOL, kind="institution"), name="Anne Le Goff")
    counsellor = await enter(db, a_role("counsellor"))
    assert "Anne Le Goff" in (await counsellor.get(client, "/team/people?which=learners")).text
    items = (await student.get(client, "/me/looks")).json()["items"]
    assert [(line["who"], line["place"], line["what"]) for line in items] == [
        ("Accompagnement à l’orientation", "Lieu institution", "le nom et les rôles, dans la liste des membres")
    ]


async def test_somebody_with_two_roles_looks_in_the_one_that_opens_the_door(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller, _ = await asked(db, client)
    both = await enter(db, a_role("counsellor"), a_role("boarding_manager"))
    await both.get(client, f"/boarding/houses/{TABARLY}/requests")
    assert [line["who"] for line in await seen(client, caller)] == ["Responsable de l’internat"]
    assert await seen(client, staff) == []


async def test_a_list_too_long_to_be_read_says_that_there_is_more(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, staff: Caller
) -> None:
    monkeypatch.setattr(looks, "MOST_LISTED", 1)
    caller, _ = await asked(db, client)
    await staff.get(client, f"/boarding/houses/{TABARLY}/requests")
    assert (await caller.get(client, "/me/looks")).json()["older"] is False
    await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")
    told = (await caller.get(client, "/me/looks")).json()
    assert (len(told["items"]), told["older"]) == (1, True)


async def test_many_people_are_noted_at_once(
    db: Database, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AT_ONCE", 2)
    students = [await enter(db, a_role("student", SCHOOL, kind="institution"), name=f"Anne {n}") for n in range(5)]
    counsellor = await enter(db, a_role("counsellor"))
    await counsellor.get(client, "/team/people?which=learners")
    told = [(await one.get(client, "/me/looks")).json()["items"] for one in students]
    assert [len(items) for items in told] == [1] * 5
