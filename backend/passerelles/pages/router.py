"""Every address that a person may open, in the order in which they are tried."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.convertors import StringConvertor, register_url_convertor

from passerelles.core.errors import NotFound
from passerelles.pages import (
    catalogue_pages,
    compare,
    houses,
    installed,
    itineraries,
    legal,
    links,
    lists,
    my_data,
    personal,
    plan,
    reports,
    sectors,
    sitemap,
)
from passerelles.pages.route import METHODS, page_router


class _NotTheApi(StringConvertor):
    """Any address but the API's: there, an unknown address or method stays problem+json."""

    regex = r"(?!api(?:/|$)).*"


register_url_convertor("page", _NotTheApi())

router = APIRouter(tags=["pages"])
for part in (
    reports, sitemap, installed, plan, itineraries, compare, links,
    catalogue_pages, sectors, lists, houses, legal, my_data, personal,
):  # fmt: skip
    router.include_router(part.router)

nowhere = page_router()


@nowhere.api_route("/{address:page}", methods=METHODS)
async def no_such_page(address: str) -> Response:  # noqa: ARG001 - whatever it is
    """Nothing lives here: 404 with the shell and a way out."""
    raise NotFound


router.include_router(nowhere)
