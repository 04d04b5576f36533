"""What search engines are told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.pages.reading import Reader

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


async def test_the_sitemap_lists_pages_that_answer(open_robot: Reader) -> None:
    answer = await open_robot.client.get("/sitemap.xml")
    found = [entry.text or "" for entry in ET.fromstring(answer.content).findall("s:url/s:loc", NAMES)]
    assert answer.headers["content-type"] == "application/xml"
    assert len(found) == len(set(found)) > 10
    assert all(address.startswith("https://campus.example/") for address in found)
    statuses = {
        (await open_robot.client.get(address.removeprefix("https://campus.example"))).status_code for address in found
    }
    assert statuses == {200}


async def test_no_personal_address_is_listed(open_robot: Reader) -> None:
    listed = (await open_robot.client.get("/sitemap.xml")).text
    assert not [path for path in ("/moi", "/gestion", "/connexion", "/p/", "/api") if f"example{path}" in listed]


async def test_robots_are_told_where_the_sitemap_is(open_robot: Reader) -> None:
    told = (await open_robot.client.get("/robots.txt")).text
    assert "Sitemap: https://campus.example/sitemap.xml" in told
    assert "Disallow: /api/" in told


async def test_robots_may_read_that_a_demonstration_is_not_to_be_indexed(robot: Reader) -> None:
    told = (await robot.client.get("/robots.txt")).text
    assert "Disallow: /\n" not in told
    assert "Sitemap" not in told
    assert "noindex" in (await robot.read("/")).headers["x-robots-tag"]


async def test_robots_may_read_the_preview_of_a_link(open_robot: Reader) -> None:
    assert "/p/" not in (await open_robot.client.get("/robots.txt")).text
