"""`/comparer?ids=a,b`: two or three itineraries side by side, as a table that needs no script and prints."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated
from urllib.parse import quote

from fastapi import Query, Request, Response

from passerelles.catalogue.live import CatalogueDep
from passerelles.core.errors import MalformedInput
from passerelles.core.house import HouseDep
from passerelles.core.messages import t
from passerelles.journeys import service as journeys
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

MOST_TEXT = 1202  # three ids and their commas

router = page_router()


@router.api_route("/comparer", methods=METHODS)
async def compare(
    request: Request,
    house: HouseDep,
    catalogue: CatalogueDep,
    ids: Annotated[str, Query(max_length=MOST_TEXT)] = "",
) -> Response:
    """The comparison; without two itineraries, how to choose them."""
    async with house.db.read() as session:
        houses, _ = await journeys.houses_and_version(session)
    found = None
    with suppress(MalformedInput):  # none or one: the page says how to choose
        found = journeys.compare(catalogue, houses, ids)
    page = Page(
        template="compare",
        path="/comparer",
        title=t("pages.compare.title"),
        description=t("pages.compare.description"),
        screen="compare",
        tab="plan",
        indexed=not request.query_params,
        values={"found": found},
        question=f"/api/journeys/comparison?ids={quote(ids, safe=',')}",
        answer=found,
    )
    return respond(request, page)
