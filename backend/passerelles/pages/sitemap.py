"""`/robots.txt` and `/sitemap.xml`: what robots may read.

What must stay out of indexes says `noindex` itself: a page that robots.txt closes is never read, so neither is its
`noindex`, nor what makes the preview of a shared link.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from fastapi import Request, Response

from passerelles.catalogue import addresses
from passerelles.catalogue.answers import etag
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.house import HouseDep, SettingsDep
from passerelles.pages.legal import TEXTS
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import PUBLIC

MOST: Final = 50_000  # addresses in one sitemap, by the protocol
LISTS: Final = ("/", "/explorer", "/stages", "/internats", "/sport")
PERSONAL: Final = ("/api/", "/moi", "/gestion", "/connexion", "/demo/")

router = page_router()


@router.api_route("/robots.txt", methods=METHODS)
async def robots(config: SettingsDep) -> Response:
    """Nothing personal is for robots; a demonstration announces no address."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PERSONAL)]
    if not config.demo:
        lines.append(f"Sitemap: {config.origin}/sitemap.xml")
    return Response("\n".join(lines) + "\n", headers={"Cache-Control": PUBLIC}, media_type="text/plain")


@router.api_route("/sitemap.xml", methods=METHODS)
async def sitemap(request: Request, house: HouseDep, catalogue: CatalogueDep) -> Response:
    """Every page worth finding, dated by the edition. Itineraries are countless: they are found through links."""
    headers = {"Cache-Control": PUBLIC, "ETag": etag(catalogue)}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    made = catalogue.derived(
        f"pages.sitemap.{house.settings.origin}", lambda found: sitemap_of(found, house.settings.origin)
    )
    return Response(made, headers=headers, media_type="application/xml")


def sitemap_of(catalogue: Catalogue, origin: str) -> bytes:
    """The sitemap of an edition."""
    entries = "".join(
        f"<url><loc>{escape(origin + path)}</loc><lastmod>{catalogue.as_of}</lastmod></url>"
        for path in [*pages_of(catalogue)][:MOST]
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def pages_of(catalogue: Catalogue) -> Iterable[str]:
    """Paths: lists and texts, then what is taught here, where, and the jobs it leads to."""
    yield from LISTS
    yield from (f"/{text}" for text in TEXTS)
    taught = {one.certification for one in catalogue.programmes.values()}
    schools = {one.institution for one in catalogue.programmes.values()}
    jobs = {job for one in taught for job in catalogue.certifications[one].rome if job in catalogue.jobs}
    sectors = {catalogue.certifications[one].sector for one in taught}
    yield from (f"/secteurs/{one}" for one in catalogue.sectors if one in sectors)
    for found in (sorted(taught), sorted(schools), list(catalogue.programmes), list(catalogue.houses), sorted(jobs)):
        yield from (addresses.url_of(identifier) for identifier in found)
