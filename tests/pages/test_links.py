"""A counsellor's link previews the public itinerary and keeps its note, its token and its openings to itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from passerelles.core import clock
from passerelles.core.crowds import FEWEST
from passerelles.core.settings import Settings
from tests.pages.addresses import FLAGSHIP
from tests.pages.conftest import reader
from tests.pages.reading import Reader

NOTE = "On en parle jeudi"


@pytest.fixture
async def link(robot: Reader) -> str:
    """The path of a new link with a note."""
    await robot.client.post("/api/demo/session", json={"persona": "counsellor"})
    made = await robot.client.post(
        "/api/shares",
        json={"itinerary": FLAGSHIP.removeprefix("/parcours/"), "note": NOTE},
        headers={"Idempotency-Key": "a"},
    )
    assert made.status_code == 201
    return str(made.json()["url"]).removeprefix("http://testserver")


async def test_the_preview_is_the_public_itinerary_without_the_note(robot: Reader, link: str) -> None:
    page, public = await robot.read(link), await robot.read(FLAGSHIP)
    assert page.status == 200
    assert (page.title, page.meta["og:title"]) == (public.title, public.meta["og:title"])
    assert page.meta["og:url"] == public.meta["og:url"]
    assert page.items == public.items
    assert NOTE not in page.source


async def test_the_link_is_never_kept_indexed_or_told_to_the_next_site(robot: Reader, link: str) -> None:
    page = await robot.read(link)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.meta["referrer"] == "no-referrer"
    assert link.removeprefix("/p/") not in page.source


async def test_a_preview_does_not_count_as_an_opening(robot: Reader, link: str) -> None:
    for _ in range(FEWEST):
        await robot.read(link)
        await robot.client.head(link)
    shares = (await robot.client.get("/api/shares")).json()
    assert [share["opened"] for share in shares["items"]] == [None]


async def test_a_revoked_link_is_gone_with_what_to_do_now(robot: Reader, link: str) -> None:
    (share,) = (await robot.client.get("/api/shares")).json()["items"]
    assert (await robot.client.post(f"/api/shares/{share['id']}/revocation")).is_success
    page = await robot.read(link)
    assert page.status == 410
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "/" in page.anchors
    assert "BTS" not in page.source


async def test_an_expired_link_is_gone(published: Settings, link: str) -> None:
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        async with reader(published) as later:
            assert (await later.read(link)).status == 410


async def test_an_invitations_address_is_an_empty_shell_that_leaks_nowhere(robot: Reader) -> None:
    answer = await robot.client.get("/invitation/inconnue")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "inconnue" not in answer.text
