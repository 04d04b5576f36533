"""Answers a `Page` inside the shell: head, banner, first content, start data, and the headers its audience deserves."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from passerelles.catalogue import progressions
from passerelles.catalogue.schemas import CampusOut
from passerelles.core.house import House, house_of
from passerelles.core.release import release
from passerelles.pages import campus, rules
from passerelles.pages.modules import first_view
from passerelles.pages.page import Audience, Page
from passerelles.pages.rendering import render

PUBLIC: Final = "public, max-age=60, stale-while-revalidate=600"
CACHING: Final[dict[Audience, str]] = {"public": PUBLIC, "link": "no-store", "personal": "no-store"}
NOINDEX: Final = "noindex, nofollow"


def respond(request: Request, page: Page) -> Response:
    """The page as HTML, or 304 when the browser has these very bytes. The answer never depends on a cookie."""
    house = house_of(request)
    body = html(house, page).encode()
    headers = headers_of(house, page)
    if page.audience == "public" and page.status == 200:
        headers["ETag"] = _etag(request, house, page, body)
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
    return HTMLResponse(body, page.status, headers)


def _etag(request: Request, house: House, page: Page, body: bytes) -> str:
    """Weak: the same page may travel compressed or not, and say another minute for the same free beds."""
    named = body
    if page.version is not None:
        edition = campus.shown(house.settings).edition
        code = f"{house.assets.build} {release()}"
        known = f"{edition} {progressions.provider().version()}"
        named = f"{known} {code} {page.version} {page.path} {request.scope['query_string']}".encode()
    return f'W/"{hashlib.sha256(named).hexdigest()[:20]}"'


def headers_of(house: House, page: Page) -> dict[str, str]:
    """Caching, indexing and referrer rules of a page."""
    headers = {
        "Cache-Control": CACHING[page.audience] if page.status == 200 else "no-store",
        "Content-Language": "fr",
    }
    if not is_indexed(house, page):
        headers["X-Robots-Tag"] = NOINDEX
    if page.audience == "link":
        headers["Referrer-Policy"] = "no-referrer"
    return headers


def is_indexed(house: House, page: Page) -> bool:
    """Whether search engines may keep this page: public, found, wanted, and not a demonstration."""
    return page.indexed and page.audience == "public" and page.status == 200 and not house.settings.demo


def html(house: House, page: Page) -> str:
    """The whole document."""
    shown = campus.shown(house.settings)
    return render(
        page.template,
        page=page,
        campus=shown,
        campus_name=campus.spoken(shown),
        base=house.settings.origin,
        build=house.assets.build,
        asset=house.assets.url,
        first_view=first_view(house.assets, page.screen),
        indexed=is_indexed(house, page),
        reported=rules.reportable(page.path),
        demo=house.settings.demo,
        amorce=start_data(house, page),
        **page.values,
    )


def start_data(house: House, page: Page) -> dict[str, Any]:
    """The `#amorce` block: the campus's name (its members and sources would weigh on every first visit), the map's
    tiles if any, and the API's answer for this address when the server made it anyway.
    """
    config = house.settings
    shown: CampusOut = campus.shown(config)
    tiles = {"url": config.tiles_url, "attribution": config.tiles_attribution} if config.tiles_url else None
    return {
        "build": house.assets.build,
        "demo": config.demo,
        "tiles": tiles,
        "edition": shown.edition,
        "campus": {"name": shown.name},
        "question": page.question,
        "answer": page.answer.model_dump(mode="json", by_alias=True) if page.answer else None,
    }
