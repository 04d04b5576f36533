"""What the staff of a house do: queue, agreement on paper, decision, other bed. Anybody else's house does not exist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import time_machine

from passerelles.core.db import Database
from tests.boarding.houses import TABARLY, WEEK, a_house, opened
from tests.booking.callers import Caller, sign_in
from tests.booking.claims import claimed_slots_match_bookings, claims

MINOR = date(2010, 5, 5)


@pytest.fixture
async def staff(db: Database) -> Caller:
    await opened(db)
    return await sign_in(db, role="boarding_manager", scope=TABARLY, birth_date=None)


async def asked(
    db: Database, client: httpx.AsyncClient, *, minor: bool = False, zone: str = "filles", **more: Any
) -> tuple[Caller, str]:
    caller = await sign_in(db, name="Camille", birth_date=MINOR if minor else date(2005, 5, 5))
    answer = await caller.ask(client, WEEK, resource=TABARLY, zone=zone, **more)
    assert answer.status_code == 201
    return caller, answer.json()["id"]


async def queue(client: httpx.AsyncClient, staff: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await staff.get(client, f"/boarding/houses/{TABARLY}/requests")).json()["items"]
    return items


async def decide(client: httpx.AsyncClient, staff: Caller, booking: str, **decision: Any) -> httpx.Response:
    return await staff.put(client, f"/boarding/requests/{booking}/decision", decision)


async def agree(client: httpx.AsyncClient, staff: Caller, booking: str, day: str = "2026-11-23") -> httpx.Response:
    return await staff.put(client, f"/boarding/requests/{booking}/guardian-agreement", {"received_on": day})


async def messages(client: httpx.AsyncClient, caller: Caller) -> list[str]:
    return [item["title"] for item in (await caller.get(client, "/notifications")).json()["items"]]


async def test_the_queue_shows_who_asks_for_what_first_asked_first(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, first = await asked(db, client, minor=True, note="Je viens de Challans")
    _, second = await asked(db, client)
    items = await queue(client, staff)
    assert [item["booking"] for item in items] == [first, second]
    assert items[0]["person"] == "Camille"
    assert (items[0]["minor"], items[0]["guardian"]) == (True, "to_collect")
    assert (items[1]["minor"], items[1]["guardian"]) == (False, "not_needed")
    assert items[0]["nights_words"] == "4 nuits, du lundi 4 au jeudi 7\u00a0janvier 2027"
    assert items[0]["bed"]["label"] == "101 · A"
    assert items[1]["bed"]["label"] == "101 · B"
    assert items[0]["note"] is None, "free text is not kept unless the campus asks for it"


async def test_an_accepted_request_leaves_the_queue_and_the_student_is_told(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller, booking = await asked(db, client)
    answer = await decide(client, staff, booking, outcome="accepted")
    assert answer.status_code == 200
    assert answer.json()["status"] == "accepted"
    assert await queue(client, staff) == []
    mine = (await caller.get(client, f"/bookings/{booking}")).json()
    assert (mine["status"], mine["tone"], mine["unit_label"]) == ("accepted", "go", "Chambre 101, lit A")
    assert mine["next_step"].startswith(
        "Présente-toi à l’internat (tél. 02 51 95 10 00) le lundi 4\u00a0janvier au soir"
    )
    assert await messages(client, caller) == ["Ta demande est acceptée\u00a0: Internat 0850033Z, Les Sables-d’Olonne"]


async def test_the_same_decision_sent_twice_is_one_decision(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller, booking = await asked(db, client)
    first = await decide(client, staff, booking, outcome="accepted")
    again = await decide(client, staff, booking, outcome="accepted")
    assert (again.status_code, again.json()) == (200, first.json())
    assert len(await messages(client, caller)) == 1
    changed = await decide(client, staff, booking, outcome="refused", reason="full")
    assert changed.json()["type"] == "/problemes/booking-over"


async def test_a_refusal_says_why_and_frees_the_bed(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    caller, booking = await asked(db, client)
    assert (await decide(client, staff, booking, outcome="refused")).json()["type"] == "/problemes/reason-missing"
    await decide(client, staff, booking, outcome="refused", reason="incomplete", note="Il manque la fiche.")
    mine = (await caller.get(client, f"/bookings/{booking}")).json()
    assert mine["status"] == "refused"
    assert mine["reason_words"] == "La demande est incomplète\u00a0: Il manque la fiche."
    assert await claims(db) == []


async def test_a_minors_request_is_accepted_only_once_the_agreement_is_recorded(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    caller, booking = await asked(db, client, minor=True)
    early = await decide(client, staff, booking, outcome="accepted")
    assert early.json()["type"] == "/problemes/agreement-missing"
    received = await agree(client, staff, booking)
    assert (received.json()["status"], received.json()["guardian"]) == ("awaiting_decision", "received")
    assert received.json()["decide_before"].startswith("2026-12-07T17:00")
    assert (await decide(client, staff, booking, outcome="accepted")).json()["status"] == "accepted"
    history = (await caller.get(client, f"/bookings/{booking}")).json()["history"]
    assert [event["words"] for event in history] == [
        "Demande envoyée",
        "Accord du responsable légal reçu",
        "Demande acceptée",
    ]


async def test_an_agreement_is_not_received_tomorrow(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    _, booking = await asked(db, client, minor=True)
    assert (await agree(client, staff, booking, "2026-11-24")).json()["type"] == "/problemes/agreement-in-future"


async def test_an_agreement_for_an_adult_is_not_expected(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, booking = await asked(db, client)
    assert (await agree(client, staff, booking)).status_code == 409


@pytest.mark.usefixtures("staff")
async def test_an_agreement_that_comes_too_late_finds_the_bed_given_back(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    _, booking = await asked(db, client, minor=True)
    clock_.shift(timedelta(days=7, hours=9))
    late = await sign_in(db, role="boarding_manager", scope=TABARLY)
    assert (await agree(client, late, booking, "2026-11-24")).json()["type"] == "/problemes/booking-over"


async def test_staff_put_a_request_in_another_bed(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    caller, booking = await asked(db, client)
    _, other = await asked(db, client)
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[2]}")).json()
    beds = {row["bed"]["label"]: row["bed"]["id"] for row in plan["rows"]}
    taken = await staff.put(client, f"/boarding/requests/{booking}/bed", {"bed": beds["101 · B"]})
    assert taken.json()["type"] == "/problemes/unit-taken"
    moved = await staff.put(client, f"/boarding/requests/{booking}/bed", {"bed": beds["201 · A"]})
    assert moved.json()["bed"]["label"] == "201 · A"
    assert moved.json()["zone"]["id"] == "garcons"
    assert (await messages(client, caller))[0].startswith("Ton lit a changé")
    assert await claimed_slots_match_bookings(db)
    assert [item["bed"]["label"] for item in await queue(client, staff)] == ["201 · A", "101 · B"]
    assert other != booking


async def test_a_request_is_accepted_in_the_bed_that_staff_chose(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, booking = await asked(db, client)
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    bed = plan["rows"][1]["bed"]["id"]
    assert (await decide(client, staff, booking, outcome="accepted", bed=bed)).json()["bed"]["id"] == bed


async def test_a_minor_is_never_put_among_adults(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    _, minor = await asked(db, client, minor=True)
    _, adult = await asked(db, client)
    await agree(client, staff, minor)
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week={WEEK[0]}")).json()
    bed = next(row["bed"]["id"] for row in plan["rows"] if row["bed"]["zone"] == "majeurs")
    for answer in (
        await staff.put(client, f"/boarding/requests/{minor}/bed", {"bed": bed}),
        await decide(client, staff, minor, outcome="accepted", bed=bed),
    ):
        assert answer.json()["type"] == "/problemes/zone-not-allowed"
    assert [item["status"] for item in await queue(client, staff)] == ["awaiting_decision"] * 2
    assert (await staff.put(client, f"/boarding/requests/{adult}/bed", {"bed": bed})).status_code == 200


async def test_a_bed_of_nowhere_is_not_found(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    _, booking = await asked(db, client)
    for bed in ("214", "01890000-0000-7000-8000-000000000000"):
        assert (await staff.put(client, f"/boarding/requests/{booking}/bed", {"bed": bed})).status_code == 404


async def test_the_plan_of_a_week_says_who_sleeps_where(db: Database, client: httpx.AsyncClient, staff: Caller) -> None:
    _, booking = await asked(db, client)
    await asked(db, client, minor=True, zone="garcons")
    await decide(client, staff, booking, outcome="accepted")
    plan = (await staff.get(client, f"/boarding/houses/{TABARLY}/plan?week=2027-01-07")).json()
    assert (plan["week"], plan["nights"]) == ("2027-01-04", WEEK)
    assert (plan["beds"], plan["occupied"], plan["awaiting"], plan["free"]) == (6, 4, 4, 16)
    cells = [(row["bed"]["label"], cell["label"], cell["nights"]) for row in plan["rows"] for cell in row["cells"]]
    assert cells == [("101 · A", "Camille", WEEK), ("201 · A", "Camille", WEEK)]


async def test_the_plan_opens_on_a_week_in_which_the_house_does(
    db: Database, client: httpx.AsyncClient, staff: Caller, clock_: time_machine.Traveller
) -> None:
    url = f"/boarding/houses/{TABARLY}/plan"
    assert (await staff.get(client, url)).json()["week"] == "2026-11-23"
    clock_.move_to("2026-12-23T10:00:00+01:00")  # the Christmas holidays: nothing opens before 4 January
    then = await sign_in(db, role="boarding_manager", scope=TABARLY)
    assert (await then.get(client, url)).json()["week"] == "2027-01-04"


@pytest.mark.parametrize("path", ["requests", "plan"])
async def test_somebody_elses_house_does_not_exist(
    db: Database, client: httpx.AsyncClient, staff: Caller, path: str
) -> None:
    await opened(db, a_house("0440069L"))
    assert (await staff.get(client, f"/boarding/houses/{TABARLY}/{path}")).status_code == 200
    assert (await staff.get(client, f"/boarding/houses/HOUSE:0440069L/{path}")).status_code == 404
    student = await sign_in(db)
    assert (await student.get(client, f"/boarding/houses/{TABARLY}/{path}")).status_code == 404


async def test_staff_of_another_house_decide_nothing_here(
    db: Database, client: httpx.AsyncClient, staff: Caller
) -> None:
    _, booking = await asked(db, client, minor=True)
    other = await sign_in(db, role="boarding_manager", scope="HOUSE:0440069L")
    assert (await decide(client, other, booking, outcome="accepted")).status_code == 404
    assert (await agree(client, other, booking)).status_code == 404
    assert (await other.put(client, f"/boarding/requests/{booking}/bed", {"bed": booking})).status_code == 404
    assert len(await queue(client, staff)) == 1
