"""What makes the app installable and readable offline: manifest, icons, service worker, offline page."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import Request, Response

from passerelles.core.assets import Assets
from passerelles.core.house import House, HouseDep
from passerelles.core.messages import t
from passerelles.pages import campus
from passerelles.pages.modules import STYLE
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

OFFLINE: Final = "/hors-ligne"
PAPER: Final = "#fbfaf6"
PRECACHED: Final = (".js", ".css", ".woff2")
STAFF: Final = frozenset(
    {
        "screens/bed-plan.js",
        "screens/queue.js",
        "screens/curated.js",
        "screens/shares.js",
        "elements/counsellor-share.js",
    }
)
"""Staff work online: these, and what says `staff` in its name, stay on the server."""
LEFT_OUT: Final = STAFF | {"sw.js", "sw-off.js", "screens/demo-mail.js", "vendor/leaflet.js", "vendor/leaflet.css"}

router = page_router()


@router.api_route("/manifest.webmanifest", methods=METHODS)
async def manifest(house: HouseDep) -> Response:
    """The web app manifest."""
    return Response(
        json.dumps(manifest_of(house), ensure_ascii=False),
        headers={"Cache-Control": "public, max-age=3600"},
        media_type="application/manifest+json",
    )


def manifest_of(house: House) -> dict[str, Any]:
    """Names, colours, icons and shortcuts of the installed app."""
    shown = campus.shown(house.settings)
    icon = house.assets.url
    return {
        "id": "/",
        "name": t("pages.manifest.name", campus=campus.spoken(shown)),
        "short_name": t("pages.site.name"),
        "description": t("pages.site.description"),
        "lang": "fr",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["education"],
        "icons": [
            {"src": icon("icons/icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": icon("icons/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": icon("icons/maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": icon("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        ],
        "shortcuts": [
            {"name": t("pages.manifest.bed"), "url": "/internats"},
            {"name": t("pages.manifest.mine"), "url": "/moi"},
        ],
    }


@router.api_route("/sw.js", methods=METHODS)
async def service_worker(request: Request, house: HouseDep) -> Response:
    """The service worker with its build written above it, or the kill switch. Always checked again."""
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    if not house.settings.service_worker:
        return house.assets.file_response("sw-off.js", request.headers, cache="no-cache")
    return Response(worker_of(house.assets), headers=headers, media_type="text/javascript")


def worker_of(assets: Assets) -> str:
    """`frontend/sw.js` under one constant: the build's name, the files to keep, the offline page."""
    files = [assets.url(name) for name in precached(assets)]
    build = json.dumps({"name": assets.build, "files": files, "offline": OFFLINE})
    return f"const BUILD = {build};\n{assets.read('sw.js').decode()}"


def precached(assets: Assets) -> list[str]:
    """Names of the files a phone keeps: the student's app, by an allow-list of types."""
    return [name for name in assets.names() if name.endswith(PRECACHED) and not _left_out(name)]


def _left_out(name: str) -> bool:
    """Staff's files, and the sheets already written inside the page's own (`core.assets`)."""
    inside = name.startswith("styles/") and name != STYLE and not name.startswith("styles/screens/")
    return inside or name in LEFT_OUT or "staff" in name


@router.api_route("/favicon.ico", methods=METHODS)
async def favicon(request: Request, house: HouseDep) -> Response:
    """For whoever asks without reading the page."""
    return house.assets.file_response("icons/icon-192.png", request.headers, cache="public, max-age=86400")


@router.api_route(OFFLINE, methods=METHODS)
async def offline(request: Request) -> Response:
    """The shell the service worker shows when the network does not answer."""
    page = Page(
        template="offline",
        path=OFFLINE,
        title=t("pages.offline.title"),
        description=t("pages.offline.detail"),
        indexed=False,
    )
    return respond(request, page)
