"""A student asks for nights in a house, through the application."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest
import time_machine

from passerelles.core.db import Database
from tests.boarding.houses import NEXT_WEEK, TABARLY, WEEK, a_house, opened
from tests.booking.callers import Caller, all_at_once, sign_in, sign_in_many
from tests.booking.claims import claims, oversold

ADULT, MINOR = date(2005, 5, 5), date(2010, 5, 5)


async def asked(
    db: Database,
    client: httpx.AsyncClient,
    slots: list[str],
    birth_date: date | None = ADULT,
    zone: str | None = "filles",
) -> httpx.Response:
    caller = await sign_in(db, birth_date=birth_date)
    return await caller.ask(client, slots, resource=TABARLY, zone=zone)


async def test_an_adult_waits_for_a_decision(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    body = (await asked(db, client, WEEK)).json()
    assert body["status"] == "awaiting_decision"
    assert body["resource_label"] == "Internat 0850033Z, Les Sables-d’Olonne"
    assert body["resource_url"] == f"/internats/{TABARLY}"
    assert body["slots_words"] == "4 nuits, du lundi 4 au jeudi 7\u00a0janvier 2027"
    assert body["price_words"] == "48,20\u00a0€"
    assert body["decide_before"].startswith("2026-12-07T17:00")
    assert "avant le lundi 7\u00a0décembre à 18\u00a0h." in body["next_step"]
    assert body["demo"] is False


async def test_a_minors_bed_waits_for_the_guardian_and_says_before_when(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db)
    body = (await asked(db, client, WEEK, MINOR)).json()
    assert body["status"] == "awaiting_guardian"
    assert body["status_words"] == "accord du responsable légal à recueillir"
    assert body["decide_before"].startswith("2026-11-30T17:00")
    assert "lundi 30\u00a0novembre" in body["next_step"]
    assert len(await claims(db)) == len(WEEK)


async def test_the_age_that_counts_is_that_of_the_first_night(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    birthday = date(2009, 1, 4)  # 18 on the first night, 17 on the day of the request
    assert (await asked(db, client, WEEK, birthday)).json()["status"] == "awaiting_decision"
    eve = birthday + timedelta(days=1)
    assert (await asked(db, client, WEEK, eve)).json()["status"] == "awaiting_guardian"


async def test_two_tariffs_share_a_stay_over_the_new_year(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    body = (await asked(db, client, ["2026-12-17", "2027-01-04"])).json()
    assert body["price_words"] == "22,05\u00a0€"


async def test_an_unknown_birth_date_is_asked_for_and_nothing_is_held(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    answer = await asked(db, client, WEEK, None)
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problemes/birth-date-needed"
    assert await claims(db) == []


@pytest.mark.parametrize(
    ("night", "reason"),
    [
        ("2027-01-09", "week-end"),
        ("2026-12-22", "vacances de Noël"),
        ("2027-05-05", "veille de jour férié"),
        ("2028-01-11", "nuit pas encore publiée"),
        ("2026-11-23", "nuit passée ou qui commence aujourd’hui"),
        ("2026-11-16", "nuit passée ou qui commence aujourd’hui"),
    ],
)
async def test_only_published_nights_to_come_can_be_asked_for(
    db: Database, client: httpx.AsyncClient, night: str, reason: str
) -> None:
    await opened(db)
    answer = await asked(db, client, sorted([night, *WEEK]))
    assert answer.status_code == 409
    assert answer.json()["type"] == "/problemes/nights-closed"
    assert answer.json()["nights"] == [{"night": night, "reason": reason}]


@pytest.mark.parametrize("slot", ["lundi", "2027-01-04T18:00:00Z", "20270104", "2027-02-30"])
async def test_a_slot_that_is_not_a_date_is_malformed(db: Database, client: httpx.AsyncClient, slot: str) -> None:
    await opened(db)
    assert (await asked(db, client, [slot])).status_code == 422


async def test_without_a_zone_a_minor_is_shown_those_there_are(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    for zone in (None, "grenier"):
        answer = await asked(db, client, WEEK, MINOR, zone)
        assert answer.status_code == 409
        assert answer.json()["type"] == "/problemes/zone-needed"
        assert [zone["id"] for zone in answer.json()["zones"]] == ["filles", "garcons"]


async def test_without_a_zone_an_adult_goes_among_adults(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    assert (await asked(db, client, WEEK, ADULT, None)).json()["zone"] == "majeurs"


async def test_a_minor_does_not_sleep_among_adults(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db)
    answer = await asked(db, client, WEEK, MINOR, "majeurs")
    assert answer.json()["type"] == "/problemes/zone-not-allowed"


async def test_a_zone_is_for_adults_whatever_its_code(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds={"majeurs": 1, "bts": 1}, adults=("bts",)))
    assert (await asked(db, client, WEEK, MINOR, "bts")).json()["type"] == "/problemes/zone-not-allowed"
    assert (await asked(db, client, WEEK, MINOR, None)).json()["zone"] == "majeurs"
    assert (await asked(db, client, WEEK, ADULT, None)).json()["zone"] == "bts"


async def test_a_full_zone_offers_fewer_nights_and_the_same_evenings_another_week(
    db: Database, client: httpx.AsyncClient
) -> None:
    await opened(db, a_house(beds={"filles": 1, "garcons": 1}))
    await asked(db, client, WEEK[:1])
    answer = await asked(db, client, WEEK)
    assert answer.json()["slots"] == WEEK[:1]
    offers = [(offer["resource"], offer["zone"], offer["slots"]) for offer in answer.json()["alternatives"]]
    assert offers == [(TABARLY, "filles", WEEK[1:]), (TABARLY, "filles", NEXT_WEEK)]
    assert (await asked(db, client, NEXT_WEEK)).status_code == 201


async def test_a_bed_that_nobody_decided_on_is_free_again(
    db: Database, client: httpx.AsyncClient, clock_: time_machine.Traveller
) -> None:
    await opened(db, a_house(beds={"filles": 1}))
    assert (await asked(db, client, WEEK, MINOR)).status_code == 201
    assert (await asked(db, client, WEEK, MINOR)).status_code == 409
    clock_.shift(timedelta(days=7, hours=9))
    assert (await asked(db, client, WEEK, MINOR)).status_code == 201


async def test_the_last_bed_goes_to_one_of_64(db: Database, client: httpx.AsyncClient) -> None:
    await opened(db, a_house(beds={"filles": 1, "garcons": 5}))
    crowd = await sign_in_many(db, 64)

    def ask(caller: Caller) -> object:
        return caller.ask(client, WEEK, resource=TABARLY, zone="filles")

    answers = await all_at_once(*(ask(caller) for caller in crowd))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 63
    assert {answer.json()["type"] for answer in answers if answer.status_code == 409} == {"/problemes/slot-taken"}
    assert await oversold(db) == []
