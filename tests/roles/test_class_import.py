"""A class invited from its list: a dry run first, all of it or nothing, twice is once."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import time_machine
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import col

from passerelles.accounts.roles import class_file, class_import
from passerelles.accounts.roles.rules import Where
from passerelles.accounts.roles.tables import Invitation
from passerelles.accounts.tables import PersonRecord
from passerelles.core.db import Database
from passerelles.core.ids import digest
from passerelles.core.settings import Settings
from tests.accounts.mailbox import last_mail
from tests.roles.callers import OTHER_SCHOOL, SCHOOL, Caller, a_role, enter, roles_of
from tests.roles.test_invitations import acts

CLASS = "Nom;Prénom;Né le;Courriel;Classe\nLe Goff;Anne;03/09/2010;;2de MELEC\nRoux;Sacha;;sacha@exemple.fr;2de MELEC\n"


@pytest.fixture
async def counsellor(db: Database) -> Caller:
    return await enter(db, a_role("counsellor", SCHOOL, kind="institution"))


async def send(
    client: httpx.AsyncClient, by: Caller, lines: str | bytes = CLASS, *, dry_run: bool = False, **more: Any
) -> httpx.Response:
    content = lines if isinstance(lines, bytes) else lines.encode("cp1252")
    body = {
        "file": base64.b64encode(content).decode(),
        "institution": SCHOOL,
        "role": "student",
        "ends_on": "2027-08-31",
        "dry_run": dry_run,
    }
    return await by.post(client, "/team/classes", body | more)


async def kept(db: Database) -> int:
    async with db.read() as session:
        return (await session.execute(select(func.count()).select_from(Invitation))).scalar_one()


async def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    db: Database, client: httpx.AsyncClient, counsellor: Caller
) -> None:
    report = (await send(client, counsellor, dry_run=True)).json()
    assert (report["applied"], report["invited"], report["refused"]) == (False, 2, 0)
    assert [(row["line"], row["name"], row["outcome"]) for row in report["rows"]] == [
        (2, "Anne Le Goff", "invited"),
        (3, "Sacha Roux", "invited"),
    ]
    assert (report["papers"], await kept(db), await acts(db)) == ([], 0, [])


async def test_the_whole_class_is_invited_on_paper_and_by_mail(
    db: Database, client: httpx.AsyncClient, app: FastAPI, counsellor: Caller
) -> None:
    report = (await send(client, counsellor)).json()
    assert (report["applied"], report["invited"], report["mailed"]) == (True, 2, 1)
    (paper,) = report["papers"]
    assert (paper["name"], paper["class_name"]) == ("Anne Le Goff", "2de MELEC")
    assert (await last_mail(app))["To"] == "sacha@exemple.fr"
    assert await acts(db) == ["class.invite"]
    anne = await enter(db, name=None)
    answer = await anne.post(client, f"/invitations/{paper['url'].rsplit('/', 1)[1]}/acceptance")
    assert answer.status_code == 200
    anne = anne.with_token(answer)
    assert await roles_of(client, anne) == ["student"]
    async with db.read() as session:
        person = (await session.execute(select(PersonRecord).where(col(PersonRecord.id) == anne.id))).scalar_one()
        invitation = (
            await session.execute(select(Invitation).where(col(Invitation.accepted_by) == anne.id))
        ).scalar_one()
    assert (person.name, person.birth_date) == ("Anne Le Goff", date(2010, 9, 3))
    assert (invitation.name, invitation.birth_date) == (None, None)


@pytest.mark.parametrize(
    "case",
    [  # known, listed, kept
        (date(2010, 9, 3), "03/09/2010", (date(2010, 9, 3), False)),
        (date(2001, 1, 1), "02/02/2002", (None, True)),  # of age both ways: no date is kept, so none differs
    ],
)
async def test_the_birth_date_of_the_list_may_be_known_already(
    db: Database, client: httpx.AsyncClient, counsellor: Caller, case: tuple[date, str, tuple[date | None, bool]]
) -> None:
    known, listed, kept_now = case
    paper = await paper_of_anne(client, counsellor, listed)
    anne = await enter(db, name="Nanou", birth_date=known)
    assert (await anne.post(client, paper)).status_code == 200
    assert await identity_of(db, anne) == ("Nanou", *kept_now)


@pytest.mark.parametrize(
    ("known", "listed"),
    [
        (date(1980, 5, 6), "03/09/2010"),  # the parent, with the paper in hand
        (date(2012, 2, 1), "03/09/2010"),  # a sister
        (date(2010, 9, 4), "03/09/2010"),  # a slip in the list, or in what was said
        (date(2010, 9, 3), "02/02/2002"),
    ],
)
async def test_nobody_becomes_the_child_whose_paper_they_hold(
    db: Database, client: httpx.AsyncClient, counsellor: Caller, known: date, listed: str
) -> None:
    paper = await paper_of_anne(client, counsellor, listed)
    somebody = await enter(db, name="Dominique", birth_date=known)
    before, written = await identity_of(db, somebody), await acts(db)
    refused = await somebody.post(client, paper)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problemes/other-birth-date")
    assert "la personne qui a remis l’invitation" in refused.json()["next"]
    assert await identity_of(db, somebody) == before
    assert await roles_of(client, somebody) == []
    assert await acts(db) == written
    assert (await (await enter(db, name=None)).post(client, paper)).status_code == 200, "the child still can"


async def test_staff_without_a_known_age_do_not_become_minors(
    db: Database, client: httpx.AsyncClient, counsellor: Caller
) -> None:
    paper = await paper_of_anne(client, counsellor, "03/09/2010")
    manager = await enter(db, a_role("boarding_manager"))
    assert (await manager.post(client, paper)).json()["type"] == "/problemes/other-birth-date"
    assert await identity_of(db, manager) == ("Camille Martin", None, False)


async def test_somebody_who_came_of_age_since_is_still_the_one_listed(
    db: Database, client: httpx.AsyncClient, counsellor: Caller
) -> None:
    paper = await paper_of_anne(client, counsellor, "23/11/2008")  # of age on the day of the tests, not the day before
    with time_machine.travel("2026-11-22T12:00:00+00:00"):
        anne = await enter(db, birth_date=date(2008, 11, 23))
    assert (await identity_of(db, anne))[1] == date(2008, 11, 23)
    assert (await anne.post(client, paper)).status_code == 200


async def paper_of_anne(client: httpx.AsyncClient, by: Caller, born: str) -> str:
    """Where Anne's invitation is accepted, on a list that says when she was born."""
    report = (await send(client, by, CLASS.replace("03/09/2010", born))).json()
    return f"/invitations/{report['papers'][0]['url'].rsplit('/', 1)[1]}/acceptance"


async def identity_of(db: Database, caller: Caller) -> tuple[str | None, date | None, bool]:
    async with db.read() as session:
        person = (await session.execute(select(PersonRecord).where(col(PersonRecord.id) == caller.id))).scalar_one()
    return person.name, person.birth_date, person.adult


async def test_the_same_list_again_invites_nobody_twice(
    db: Database, client: httpx.AsyncClient, counsellor: Caller
) -> None:
    report = (await send(client, counsellor)).json()
    anne = await enter(db)
    await anne.post(client, f"/invitations/{report['papers'][0]['url'].rsplit('/', 1)[1]}/acceptance")
    again = (await send(client, counsellor, CLASS + "Petit;Alix;;;2de MELEC\n")).json()
    assert [row["outcome"] for row in again["rows"]] == ["already_member", "already_invited", "invited"]
    assert (again["invited"], again["known"]) == (1, 2)
    assert await kept(db) == 3


async def test_a_stolen_copy_of_the_database_confirms_no_guess(
    db: Database, client: httpx.AsyncClient, counsellor: Caller, config: Settings
) -> None:
    await send(client, counsellor)
    guess = class_file.read(CLASS.encode("cp1252"), date(2026, 11, 23)).rows[0]
    where = Where("student", "institution", SCHOOL)
    async with db.read() as session:
        kept_digests = set((await session.execute(select(col(Invitation.list_digest)))).scalars())
    assert class_import._key(config, where, guess) in kept_digests, "with the secret, the guess is right"
    thief = config.model_copy(update={"secret": "the-thief-does-not-have-the-secret"})
    assert class_import._key(thief, where, guess) not in kept_digests
    assert digest(f"student|{SCHOOL}|{class_file.same_person(guess)}") not in kept_digests


async def test_an_expired_invitation_is_made_again_by_the_same_list(
    db: Database, client: httpx.AsyncClient, counsellor: Caller, clock_: time_machine.Traveller
) -> None:
    await send(client, counsellor)
    clock_.shift(timedelta(days=31))
    late = await enter(db, a_role("counsellor", SCHOOL, kind="institution"))
    again = (await send(client, late)).json()
    assert [row["outcome"] for row in again["rows"]] == ["invited", "invited"]
    assert (await send(client, late)).json()["known"] == 2


async def test_one_refused_row_and_nobody_is_invited(
    db: Database, client: httpx.AsyncClient, counsellor: Caller
) -> None:
    report = (await send(client, counsellor, CLASS + "=cmd;Alix;;;\n")).json()
    assert (report["applied"], report["refused"]) == (False, 1)
    assert report["rows"][2]["words"][0] == (
        "Une case commence par =, +, - ou @\u00a0: un tableur y verrait une formule."
    )
    assert (await kept(db), await acts(db)) == (0, [])


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"institution": OTHER_SCHOOL}, (403, "role-not-yours")),
        ({"ends_on": "2026-11-01"}, (422, "end-past")),
        ({"ends_on": "2029-08-31"}, (422, "end-too-late")),
        ({"file": "pas du base64 é"}, (422, "file-unusable")),
        ({"file": base64.b64encode(b"Nom;Prenom;INE\nLe Goff;Anne;1234567890A\n").decode()}, (422, "file-unusable")),
    ],
)
async def test_a_list_that_may_not_be_used_is_refused_whole(
    db: Database, client: httpx.AsyncClient, counsellor: Caller, more: dict[str, Any], refusal: tuple[int, str]
) -> None:
    answer = await send(client, counsellor, **more)
    assert (answer.status_code, answer.json()["type"]) == (refusal[0], f"/problemes/{refusal[1]}")
    assert "1234567890A" not in answer.text
    assert await kept(db) == 0


async def test_a_list_longer_than_a_body_never_arrives(client: httpx.AsyncClient, counsellor: Caller) -> None:
    assert (await send(client, counsellor, b";" * 1_000_000)).status_code == 413
    assert (await send(client, counsellor, b";" * 150_000)).status_code == 422


@pytest.mark.parametrize("role", ["counsellor", "administrator"])
async def test_only_learners_are_invited_by_class(client: httpx.AsyncClient, counsellor: Caller, role: str) -> None:
    assert (await send(client, counsellor, role=role)).status_code == 422
