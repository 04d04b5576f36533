"""The readable export: everything in French, nothing from elsewhere, kept by no cache."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import httpx
import pytest

from passerelles.core.db import Database
from passerelles.core.messages import t
from passerelles.core.personal import holdings
from passerelles.pages.my_data import readable
from tests.boarding.houses import TABARLY, WEEK
from tests.booking.callers import Caller, sign_in
from tests.privacy.families import family
from tests.privacy.filling import CANARY, fill

PAGE = "/moi/donnees/export"


async def read(client: httpx.AsyncClient, caller: Caller, path: str = PAGE, **more: str) -> httpx.Response:
    return await client.get(path, headers={"Cookie": f"sid={caller.token}", **more})


@pytest.mark.usefixtures("staff")
async def test_it_says_everything_in_words(db: Database, client: httpx.AsyncClient) -> None:
    caller, other = await sign_in(db, name="Camille", birth_date=date(2009, 5, 1)), await sign_in(db)
    await caller.ask(client, WEEK, resource=TABARLY, zone="filles")
    await other.ask(client, WEEK, resource=TABARLY, zone="garcons")
    await fill(db, caller.id, other.id)
    answer = await read(client, caller)
    assert answer.status_code == 200
    page = unescape(answer.text)
    elsewhere = {"outbox_message", "sign_in_code", "account_use"}  # this person did not come in by a code
    assert [one.label for one in holdings() if t(one.label) not in page and one.table not in elsewhere] == []
    for words in (
        "Camille",
        "1er\u00a0mai 2009",
        "accord du responsable légal à recueillir",
        "Demande envoyée",
        CANARY,
    ):
        assert words in page
    assert not re.search(r"\d{4}-\d\d-\d\dT", page), "instants are said, not printed"


async def test_it_runs_only_its_guard_asks_nobody_and_is_kept_nowhere(db: Database, client: httpx.AsyncClient) -> None:
    answer = await read(client, await sign_in(db))
    assert re.findall(r"<script[^>]*>", answer.text) == re.findall(
        r'<script src="/assets/\w+/core/export\.js">', answer.text
    )
    assert answer.text.index("<script") < answer.text.index("<h1"), "before anything is read"
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', answer.text) == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


async def test_what_is_typed_is_never_markup(db: Database, client: httpx.AsyncClient) -> None:
    caller = await sign_in(db, name="<script>alert(1)</script>")
    assert "<script>" not in (await read(client, caller)).text


async def test_a_visitor_is_sent_to_sign_in(client: httpx.AsyncClient) -> None:
    answer = await client.get(PAGE)
    assert answer.status_code == 401
    assert "Il faut se connecter" in answer.text


@pytest.mark.parametrize("site", ["none", "same-site", "cross-site", ""])
async def test_an_address_not_opened_from_here_leads_to_the_screen(
    db: Database, client: httpx.AsyncClient, site: str
) -> None:
    """Whoever left this device without a network still has a session: the screen knows it, this page does not."""
    guardian, child = await family(db)
    for path in (PAGE, f"{PAGE}?enfant={child.id}"):
        answer = await read(client, guardian, path, **{"Sec-Fetch-Site": site})
        assert (answer.status_code, answer.headers["location"], answer.text) == (303, "/moi/donnees", "")
        assert answer.headers["Cache-Control"] == "no-store"
    assert (await child.get(client, "/me/looks")).json()["items"] == []


async def test_a_link_of_ours_and_a_browser_that_does_not_say_are_answered(
    db: Database, client: httpx.AsyncClient
) -> None:
    caller = await sign_in(db)
    assert (await read(client, caller)).status_code == 200
    assert (await read(client, caller, **{"Sec-Fetch-Site": "same-origin"})).status_code == 200


async def test_a_guardian_reads_a_childs_page_and_a_stranger_does_not(db: Database, client: httpx.AsyncClient) -> None:
    guardian, child = await family(db)
    path = f"{PAGE}?enfant={child.id}"
    assert "Camille" in (await read(client, guardian, path)).text
    assert (await read(client, await sign_in(db, role="guardian", birth_date=None), path)).status_code == 404


@pytest.mark.parametrize(
    ("value", "words", "read_as"),
    [
        (None, None, "non indiqué"),
        (True, None, "oui"),
        (datetime(2027, 1, 4, 17, 5, tzinfo=UTC), None, "4\u00a0janvier 2027 à 18 h 05"),
        (date(2027, 3, 1), None, "1er\u00a0mars 2027"),
        ("refused", "booking.status", "refusée"),
        ("an-unknown-code", "booking.status", "an-unknown-code"),
        (3, None, "3"),
    ],
)
def test_values_are_readable(value: Any, words: str | None, read_as: str) -> None:
    assert readable(value, words).replace("\u00a0h\u00a0", " h ") == read_as
