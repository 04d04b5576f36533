"""Ending, lending, and a mandate that runs out: rights go the same minute, and so do sessions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import time_machine

from passerelles.core import clock
from passerelles.core.db import Database
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, OTHER_HOUSE, SCHOOL, Caller, a_role, again, enter, roles_of
from tests.roles.test_invitations import accept, acts, invite

PLAN = f"/boarding/houses/{HOUSE}/plan"


@pytest.fixture
async def director(db: Database) -> Caller:
    return await enter(db, a_role("operational_director"), name="Dominique Le Goff")


async def people(client: httpx.AsyncClient, by: Caller, which: str = "staff") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await by.get(client, f"/team/people?which={which}")).json()["items"]
    return items


async def grant_of(client: httpx.AsyncClient, by: Caller, person: UUID) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in await people(client, by) if one["person"] == str(person))["grants"][0]
    return found


async def lend(client: httpx.AsyncClient, by: Caller, to: UUID, day: str = "2026-12-18") -> httpx.Response:
    lends = (await by.get(client, "/team/options")).json()["lends"]
    body = {"grant": lends[0]["grant"], "person": str(to), "ends_on": day}
    return await by.post(client, "/team/delegations", body)


async def test_a_mandate_that_runs_out_opens_nothing_from_that_very_minute(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    manager = await enter(db, a_role("boarding_manager"), until=clock.now() + timedelta(minutes=10))
    clock_.shift(timedelta(minutes=9, seconds=59))
    assert (await manager.get(client, PLAN)).status_code == 200
    clock_.shift(timedelta(seconds=1))
    assert (await manager.get(client, PLAN)).status_code == 404
    assert await roles_of(client, manager) == []


async def test_a_role_taken_back_ends_at_once_and_signs_out_everywhere(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    grant = await grant_of(client, director, manager.id)
    assert grant["may_end"] is True
    answer = await director.post(client, f"/team/grants/{grant['id']}/end", {"reason": "left"})
    assert answer.status_code == 204
    assert (await manager.get(client, PLAN)).status_code == 401
    assert (await (await again(db, manager)).get(client, PLAN)).status_code == 404
    assert [one["me"] for one in await people(client, director)] == [True]
    again_ = await director.post(client, f"/team/grants/{grant['id']}/end", {"reason": "left"})
    assert again_.status_code == 404
    assert await acts(db) == ["role.end"]


async def test_nobody_ends_their_own_role(db: Database, client: httpx.AsyncClient) -> None:
    one, other = await enter(db, a_role("administrator")), await enter(db, a_role("administrator"))
    own = await grant_of(client, one, one.id)
    assert own["may_end"] is False
    refused = await one.post(client, f"/team/grants/{own['id']}/end", {"reason": "other"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problemes/own-role")
    assert (await other.post(client, f"/team/grants/{own['id']}/end", {"reason": "other"})).status_code == 204


async def test_a_manager_ends_an_assistants_role_in_ones_own_house_only(
    db: Database, client: httpx.AsyncClient
) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    here = await enter(db, a_role("education_assistant"))
    there = await enter(db, a_role("education_assistant", OTHER_HOUSE))
    admin = await enter(db, a_role("administrator"))
    assert {one["person"] for one in await people(client, manager)} == {str(manager.id), str(here.id)}
    elsewhere = await grant_of(client, admin, there.id)
    refused = await manager.post(client, f"/team/grants/{elsewhere['id']}/end", {"reason": "left"})
    assert refused.status_code == 404
    mine = await grant_of(client, manager, here.id)
    assert (await manager.post(client, f"/team/grants/{mine['id']}/end", {"reason": "over"})).status_code == 204


async def test_a_role_is_lent_until_a_day_to_somebody_of_ones_team(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    deputy = await enter(db, a_role("education_assistant"))
    assert (await lend(client, manager, deputy.id)).status_code == 201
    assert (await deputy.get(client, PLAN)).status_code == 401  # rights changed: signed out
    deputy = await again(db, deputy)
    assert (await deputy.get(client, f"/boarding/houses/{HOUSE}/requests")).status_code == 200
    assert (await deputy.get(client, "/team/options")).json() == {"gives": [], "lends": []}
    clock_.move_to("2026-12-18T23:59:59+01:00")
    deputy = await again(db, deputy)
    assert (await deputy.get(client, f"/boarding/houses/{HOUSE}/requests")).status_code == 200
    clock_.move_to("2026-12-19T00:00:00+01:00")
    assert (await deputy.get(client, f"/boarding/houses/{HOUSE}/requests")).status_code == 404
    assert await acts(db) == ["role.lend"]


async def test_what_is_lent_ends_with_the_role_it_comes_from(
    db: Database, client: httpx.AsyncClient, director: Caller, clock_: time_machine.Traveller
) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    deputy = await enter(db, a_role("education_assistant"))
    await lend(client, manager, deputy.id)
    grant = await grant_of(client, director, manager.id)
    await director.post(client, f"/team/grants/{grant['id']}/end", {"reason": "left"})
    clock_.shift(timedelta(minutes=1))
    deputy = await again(db, deputy)
    assert await roles_of(client, deputy) == ["education_assistant"]
    assert await acts(db) == ["role.lend", "role.end", "role.end"]


async def test_what_is_lent_ends_when_the_mandate_it_comes_from_runs_out(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    until = clock.now() + timedelta(days=26)
    manager = await enter(db, a_role("boarding_manager"), until=until)
    deputy = await enter(db, a_role("education_assistant"))
    too_late = await lend(client, manager, deputy.id, "2026-12-20")
    assert too_late.json()["type"] == "/problemes/end-too-late"
    assert (await lend(client, manager, deputy.id, "2026-12-17")).status_code == 201
    clock_.move_to(until)
    assert await roles_of(client, await again(db, deputy)) == ["education_assistant"]


async def test_the_lender_takes_back_what_was_lent(db: Database, client: httpx.AsyncClient) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    deputy = await enter(db, a_role("education_assistant"))
    await lend(client, manager, deputy.id)
    grants = next(one for one in await people(client, manager) if one["person"] == str(deputy.id))["grants"]
    lent = next(grant for grant in grants if grant["delegated"])
    assert lent["may_end"] is True
    assert (await manager.post(client, f"/team/grants/{lent['id']}/end", {"reason": "over"})).status_code == 204
    assert await roles_of(client, await again(db, deputy)) == ["education_assistant"]


async def test_nothing_is_lent_to_oneself_to_strangers_or_to_who_holds_it(
    db: Database, client: httpx.AsyncClient
) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    assert (await lend(client, manager, manager.id)).json()["type"] == "/problemes/own-role"
    assert (await lend(client, manager, (await enter(db)).id)).status_code == 404
    both = await enter(db, a_role("boarding_manager"), a_role("education_assistant"))
    assert (await lend(client, manager, both.id)).json()["type"] == "/problemes/role-held"


async def test_no_staff_role_goes_to_a_minor(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    born = date(2011, 5, 5)  # fifteen
    counsellor = await enter(db, a_role("counsellor", SCHOOL, kind="institution"))
    pupil = await enter(db, a_role("student", SCHOOL, kind="institution"), birth_date=born)
    refused = [
        await lend(client, counsellor, pupil.id),
        await accept(client, pupil, await invite(client, director)),
        await accept(client, await enter(db, birth_date=born), await invite(client, director)),
    ]
    for answer in refused:
        assert (answer.status_code, answer.json()["type"]) == (403, "/problemes/role-for-adults")
    assert await roles_of(client, pupil) == ["student"]
    assert await acts(db) == ["invitation.make", "invitation.make"]
    of_age = await enter(db, birth_date=date(2008, 11, 23))  # eighteen this very day
    assert (await accept(client, of_age, await invite(client, director))).status_code == 200


async def test_a_role_is_lent_by_invitation_to_somebody_new(db: Database, client: httpx.AsyncClient) -> None:
    counsellor = await enter(db, a_role("counsellor"))
    lent = (await counsellor.get(client, "/team/options")).json()["lends"][0]
    made = await invite(
        client, counsellor, role="counsellor", scope_kind="campus", scope=CAMPUS, delegates=lent["grant"],
        ends_on="2026-12-18",
    )  # fmt: skip
    somebody = await enter(db)
    answer = await accept(client, somebody, made)
    somebody = somebody.with_token(answer)
    assert (await somebody.get(client, "/shares")).status_code == 200
    assert (await somebody.get(client, "/team/options")).json()["lends"] == []


async def test_a_team_shows_names_and_roles_and_nothing_else_of_people(
    db: Database, client: httpx.AsyncClient, director: Caller
) -> None:
    await enter(db, a_role("boarding_manager"), name="Andrea Petit")
    one = next(one for one in await people(client, director) if not one["me"])
    assert set(one) == {"person", "name", "me", "grants"}
    assert set(one["grants"][0]) == {
        "id", "role", "label", "scope_kind", "place", "since", "until", "delegated", "given_by", "may_end",
    }  # fmt: skip


async def test_students_who_merely_signed_in_are_in_nobodys_team(db: Database, client: httpx.AsyncClient) -> None:
    admin = await enter(db, a_role("administrator"))
    await enter(db, a_role("student"))
    enrolled = await enter(db, a_role("student", kind="institution"))
    assert [one["person"] for one in await people(client, admin, "learners")] == [str(enrolled.id)]


async def test_long_teams_come_by_pages(db: Database, client: httpx.AsyncClient, director: Caller) -> None:
    for n in range(22):
        await enter(db, a_role("boarding_manager"), name=f"Personne {n:02}")
    first = (await director.get(client, "/team/people")).json()
    second = (await director.get(client, f"/team/people?cursor={first['next']}")).json()
    assert (len(first["items"]), len(second["items"]), first["total"], second["next"]) == (20, 3, 23, None)


async def test_what_i_may_give_is_told_with_its_places(db: Database, client: httpx.AsyncClient) -> None:
    manager = await enter(db, a_role("boarding_manager"))
    gives = (await manager.get(client, "/team/options")).json()["gives"]
    assert [(one["role"], one["anywhere"], [scope["id"] for scope in one["scopes"]]) for one in gives] == [
        ("education_assistant", False, [HOUSE])
    ]
    admin = await enter(db, a_role("administrator"))
    given = {(one["role"], one["kind"]): one for one in (await admin.get(client, "/team/options")).json()["gives"]}
    assert ("guardian", "campus") not in given
    assert ("student", "campus") not in given
    assert given["boarding_manager", "house"]["anywhere"] is True
    found = (await admin.get(client, "/team/scopes?kind=institution&q=tabarly")).json()["items"]
    assert [one["id"] for one in found] == ["UAI:0850033Z"]
