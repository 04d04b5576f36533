"""The map on demand: asked for at the same address, no request to another origin, reachable by keyboard, optional."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from e2e.screens import fits, ready
from passerelles.core.security.headers import policy
from passerelles.core.settings import ROOT

LIST = "/explorer?sector=NSF:25&near=COM:85047"


def test_the_list_comes_first_and_the_map_only_when_asked(
    page: Page, base_url: str, accessible: Callable[[Page], None]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LIST)
    ready(page)
    assert not [url for url in asked if "leaflet" in url or "/geo/" in url]
    count = page.get_by_role("article").count()
    page.get_by_role("button", name="Carte").click()
    expect(page).to_have_url(re.compile("vue=carte"))
    expect(page.locator(".map-place").first).to_be_attached()
    expect(page.locator(".map-land").first).to_be_attached()
    expect(page.get_by_text("Licence Ouverte").first).to_be_visible()
    assert page.get_by_role("article").count() == count
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(base_url).netloc, ""}
    accessible(page)
    fits(page)


def test_places_are_reached_by_keyboard_through_one_stop(page: Page) -> None:
    page.goto(f"{LIST}&vue=carte")
    ready(page)
    stop = page.locator(".map-place[tabindex='0']")
    expect(stop).to_have_count(1)
    stop.focus()
    first = stop.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-place:focus")).not_to_have_attribute("aria-label", str(first))
    name = str(page.locator(".map-place:focus").get_attribute("aria-label")).rsplit(",", 1)[0]
    page.keyboard.press("Enter")
    expect(page.locator(".map-chosen").get_by_role("link")).to_have_text(name)


def test_the_address_of_the_map_opens_the_map_and_leaves_it_again(page: Page) -> None:
    page.goto(f"{LIST}&vue=carte")
    ready(page)
    expect(page.locator(".map-place").first).to_be_attached()
    page.get_by_role("button", name="Carte").click()
    expect(page.locator("app-map")).to_have_count(0)
    expect(page.get_by_role("article").first).to_be_visible()


def test_without_the_map_the_list_says_the_same(page: Page) -> None:
    page.route("**/vendor/leaflet.js", lambda route: route.abort())
    page.goto(f"{LIST}&vue=carte")
    ready(page)
    expect(page.get_by_text("La liste dit la même chose").first).to_be_visible()
    expect(page.get_by_role("article").first).to_be_visible()


def test_tiles_that_the_installation_names_are_laid_under_its_policy(page: Page) -> None:
    tiles = {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "© Quelqu’un"}
    picture = (ROOT / "frontend" / "icons" / "icon-192.png").read_bytes()

    def with_tiles(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        start = re.search(r'"tiles": ?null', body)
        assert start is not None
        headers = {**answer.headers, "content-security-policy": policy("https://tiles.example")}
        route.fulfill(status=200, headers=headers, body=body.replace(start[0], f'"tiles": {json.dumps(tiles)}'))

    page.route(re.compile(r"/explorer\?"), with_tiles)
    page.route("https://tiles.example/**", lambda route: route.fulfill(content_type="image/png", body=picture))
    page.goto(f"{LIST}&vue=carte")
    ready(page)
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.get_by_text("© Quelqu’un")).to_be_visible()
    expect(page.locator(".map-place").first).to_be_attached()
    expect(page.locator(".map-land")).to_have_count(0)
