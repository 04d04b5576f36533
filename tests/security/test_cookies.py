"""Every cookie of every route is locked (ASVS v5.0.0-3.3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http.cookies import Morsel, SimpleCookie

import httpx
import pytest
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.core.settings import Settings
from tests.accounts.mailbox import ADDRESS, code_for, enter
from tests.conftest import browser
from tests.support.routes import every_route


def cookies_of(answer: httpx.Response) -> list[Morsel[str]]:
    return [morsel for given in answer.headers.get_list("set-cookie") for morsel in SimpleCookie(given).values()]


def only_cookie(answer: httpx.Response) -> Morsel[str]:
    (morsel,) = cookies_of(answer)
    return morsel


def unlocked(answer: httpx.Response) -> list[str]:
    """The cookies of an answer that are not bound to this host, to https, and to the server's own reading."""
    wrong = []
    for given in answer.headers.get_list("set-cookie"):
        (cookie,) = SimpleCookie(given).values()
        said = (cookie["secure"], cookie["httponly"], cookie["samesite"].lower(), cookie["path"], cookie["domain"])
        if not cookie.key.startswith("__Host-") or said != (True, True, "lax", "/", ""):
            wrong.append(given.replace(cookie.value, "…") if cookie.value else given)
    return wrong


@pytest.fixture
async def over_https(config: Settings) -> AsyncIterator[tuple[httpx.AsyncClient, FastAPI]]:
    app = create_app(config.model_copy(update={"base_url": "https://testserver"}))
    async with app.router.lifespan_context(app), browser(app) as client:
        client.base_url = httpx.URL("https://testserver")
        yield client, app


async def test_over_https_each_cookie_is_bound_to_this_host_alone(
    over_https: tuple[httpx.AsyncClient, FastAPI],
) -> None:
    client, app = over_https
    given = [
        await client.post("/api/session-codes", json={"email": ADDRESS}),
        await enter(client, ADDRESS, await code_for(client, app)),
        await client.post("/api/demo/session", json={"persona": "student"}),
        await client.delete("/api/session"),
    ]
    assert [[cookie.key for cookie in cookies_of(answer)] for answer in given] == [
        ["__Host-asked"],
        ["__Host-sid", "__Host-asked"],  # taken back: it has served
        ["__Host-sid"],
        ["__Host-sid"],
    ]
    assert [unlocked(answer) for answer in given] == [[]] * len(given)


async def test_over_plain_http_scripts_still_cannot_read_it(client: httpx.AsyncClient) -> None:
    cookie = only_cookie(await client.post("/api/demo/session", json={"persona": "student"}))
    assert (cookie.key, cookie["httponly"], cookie["samesite"].lower()) == ("sid", True, "lax")


@pytest.mark.parametrize(("persona", "hours"), [("boarding", 12), ("student", 30 * 24)])
async def test_the_browser_forgets_it_when_the_session_ends(
    client: httpx.AsyncClient, persona: str, hours: int
) -> None:
    cookie = only_cookie(await client.post("/api/demo/session", json={"persona": persona}))
    assert int(cookie["max-age"]) == hours * 3600


async def test_the_one_of_whoever_asks_for_a_code_lasts_an_hour_and_says_nothing_of_them(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    first = only_cookie(await client.post("/api/session-codes", json={"email": ADDRESS}))
    assert (first.key, int(first["max-age"]), len(first.value)) == ("asked", 3600, 43)
    again = only_cookie(await client.post("/api/session-codes", json={"email": "autre@exemple.fr"}))
    assert again.value == first.value, "one browser, whatever address it asks about"
    async with browser(app) as other:
        assert only_cookie(await other.post("/api/session-codes", json={"email": ADDRESS})).value != first.value


async def test_signing_out_takes_it_back(client: httpx.AsyncClient) -> None:
    await client.post("/api/demo/session", json={"persona": "student"})
    cookie = only_cookie(await client.delete("/api/session"))
    assert (cookie.value, int(cookie["max-age"])) == ("", 0)


async def test_reading_gives_no_cookie_anywhere(client: httpx.AsyncClient) -> None:
    readable = [route.example() for route in every_route() if "GET" in route.methods]
    with_cookie = [path for path in readable if "set-cookie" in (await client.get(path)).headers]
    assert with_cookie == []
