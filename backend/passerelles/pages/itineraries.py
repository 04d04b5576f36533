"""`/parcours/<id>`: a public itinerary, readable and shareable without JavaScript; its image `/og/<id>.png`."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Annotated, Final

from fastapi import Path as InPath
from fastapi import Query, Request, Response

from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.house import House, HouseDep
from passerelles.core.messages import t
from passerelles.core.release import release
from passerelles.journeys import service as journeys
from passerelles.journeys.schemas import ItineraryOut, ItineraryPage
from passerelles.pages import campus, structured
from passerelles.pages.images import cards
from passerelles.pages.images.card import Card, svg
from passerelles.pages.images.png import png
from passerelles.pages.page import Audience, Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

IMAGE_CACHE: Final = "public, max-age=86400"

router = page_router()

Id = Annotated[str, InPath(max_length=400)]
Year = Annotated[int | None, Query(ge=2000, le=2100)]


@router.api_route("/parcours/{identifier}", methods=METHODS)
async def itinerary(
    request: Request, house: HouseDep, catalogue: CatalogueDep, identifier: Id, start: Year = None
) -> Response:
    """A journey, station by station, with the official steps."""
    found = await read(house, catalogue, identifier, start)
    return respond(request, page_of(house, found, path=request.scope["path"], answer=found, year=start))


async def read(house: House, catalogue: Catalogue, identifier: str, year: int | None = None) -> ItineraryPage:
    """The itinerary with its beds as they are now; with dates when `year` says which September it starts in.

    Raises:
        UnknownItinerary.
    """
    async with house.db.read() as session:
        houses, _ = await journeys.houses_and_version(session)
    return journeys.itinerary_page(catalogue, houses, identifier, year=year)


def page_of(
    house: House,
    found: ItineraryPage,
    *,
    path: str,
    audience: Audience = "public",
    answer: ItineraryPage | None = None,
    year: int | None = None,
) -> Page:
    """The page of an itinerary, for its own address or for a counsellor's link."""
    shown = found.itinerary
    return Page(
        template="itinerary",
        path=path,
        canonical_path=shown.url,
        title=shown.title,
        description=describe(shown),
        audience=audience,
        image=f"/og/{shown.id}.png",
        structured=(structured.itinerary(shown, house.settings.origin),),
        screen="itinerary",
        tab="plan",
        values={"found": found, "heading": cards.split_title(shown.title)},
        question=f"/api/journeys/{shown.id}" + (f"?start={year}" if year else ""),
        answer=answer,
    )


def describe(shown: ItineraryOut) -> str:
    """One sentence for previews: the rides in order."""
    rides = [t("pages.itinerary.ride", diploma=cards.diploma_of(leg), place=cards.place_of(leg)) for leg in shown.legs]
    return t("pages.itinerary.description", rides=t("pages.itinerary.then").join(rides))


@router.api_route("/og/campus.png", methods=METHODS)
async def campus_image(request: Request, house: HouseDep) -> Response:
    """The image of every page that is not an itinerary."""
    shown = campus.shown(house.settings)
    return await _picture(request, shown.edition, cards.of_campus(campus.spoken(shown), demo=shown.demo))


@router.api_route("/og/{identifier}.png", methods=METHODS)
async def image(request: Request, house: HouseDep, catalogue: CatalogueDep, identifier: Id) -> Response:
    """The share image of an itinerary, 1200 × 630."""
    found = await read(house, catalogue, identifier)
    shown = campus.shown(house.settings)
    drawn = cards.of_itinerary(campus.spoken(shown), found.itinerary, demo=shown.demo)
    return await _picture(request, found.edition, drawn)


async def _picture(request: Request, edition: str, drawn: Card) -> Response:
    headers = {"Cache-Control": IMAGE_CACHE, "ETag": f'"{edition}.{release()}"'}
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # a preview is shown on other sites: that is its use
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = await asyncio.to_thread(_drawn, drawn)
    return Response(body, headers=headers, media_type="image/png")


@lru_cache(maxsize=256)  # about 10 kB each
def _drawn(drawn: Card) -> bytes:
    return png(svg(drawn))
