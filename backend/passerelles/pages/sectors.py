"""`/secteurs/<NSF:..>`: what one may learn in a field, nearest first, and the way into the planner."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Query, Request, Response

from passerelles.catalogue import browse, service
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.errors import NotFound
from passerelles.core.messages import t
from passerelles.core.paging import DEFAULT_LIMIT
from passerelles.journeys import service as journeys
from passerelles.pages.asked import place, question
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

router = page_router()


@router.api_route("/secteurs/{sector_id}", methods=METHODS)
async def sector(
    request: Request,
    catalogue: CatalogueDep,
    sector_id: Annotated[str, InPath(max_length=20)],
    near: Annotated[str | None, Query(max_length=20)] = None,
) -> Response:
    """A sector: its diplomas, the first of its programmes, the other sectors."""
    known = catalogue.sectors.get(sector_id)
    if known is None:
        raise NotFound
    wanted = browse.Wanted(sector=frozenset({sector_id}), near=service.point(catalogue, place(near)))
    found = browse.programmes(catalogue, wanted, None, DEFAULT_LIMIT)
    asked = question(request, "/api/programmes", ("near",))
    page = Page(
        template="sector",
        path=request.scope["path"],
        title=known.label,
        description=t("pages.sector.description", label=known.label),
        tab="plan",
        indexed=not request.query_params,
        values={
            "sector": known,
            "found": found,
            "diplomas": journeys.diplomas_of_sector(catalogue, sector_id),
            "others": [one for one in journeys.sectors(catalogue) if one.id != sector_id],
        },
        question=f"{asked}{'&' if '?' in asked else '?'}sector={sector_id}",
        answer=found,
    )
    return respond(request, page)
