"""Caching, indexing and referrer rules, by class of page."""

from __future__ import annotations

import brotli
import pytest

from tests.pages.addresses import FLAGSHIP, PUBLIC
from tests.pages.reading import Reader

CACHED = "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize("path", PUBLIC)
async def test_a_public_page_is_cacheable_without_cookie(open_robot: Reader, path: str) -> None:
    page = await open_robot.read(path)
    assert page.headers["cache-control"] == CACHED
    assert page.headers["vary"] == "Accept-Encoding"
    assert "set-cookie" not in page.headers
    assert "x-robots-tag" not in page.headers


async def test_the_same_page_is_sent_once(robot: Reader) -> None:
    first = await robot.read(FLAGSHIP)
    again = await robot.client.get(FLAGSHIP, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == CACHED


async def test_a_cookie_changes_nothing_to_a_public_page(robot: Reader) -> None:
    stranger = await robot.read("/")
    assert (await robot.client.post("/api/demo/session", json={"persona": "student"})).is_success
    assert (await robot.read("/")).source == stranger.source


async def test_a_page_travels_compressed_when_the_browser_can(robot: Reader) -> None:
    plain = await robot.read(FLAGSHIP, **{"Accept-Encoding": "identity"})
    async with robot.client.stream("GET", FLAGSHIP, headers={"Accept-Encoding": "br"}) as answer:
        packed = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(packed).decode() == plain.source


async def test_head_answers_as_get_without_a_body(robot: Reader) -> None:
    answer = await robot.client.head(FLAGSHIP)
    assert (answer.status_code, answer.content) == (200, b"")


async def test_the_policy_allows_nothing_inline(robot: Reader) -> None:
    page = await robot.read("/")
    assert "'unsafe-inline'" not in page.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in page.headers["content-security-policy"]
