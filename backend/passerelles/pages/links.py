"""`/p/<token>`, a counsellor's link, and `/accord/<token>`, a student's to a guardian.

The preview of the first is the public itinerary; the note comes through the API only. The second shows nothing.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Request, Response

from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import HouseDep
from passerelles.core.messages import t
from passerelles.journeys import service, shares
from passerelles.pages.itineraries import page_of
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

router = page_router()


@router.api_route("/p/{token}", methods=METHODS)
async def link(
    request: Request, house: HouseDep, catalogue: CatalogueDep, token: Annotated[str, InPath(max_length=100)]
) -> Response:
    """What the link opens, without its note and without counting: robots that preview links come here too.

    An expired or revoked link is 410 with what to do; an unknown one 404.
    """
    async with house.db.read() as session:
        houses, _ = await service.houses_and_version(session)
        shared = await shares.read(session, house.settings.campus_id, catalogue, houses, token)
    return respond(request, page_of(house, shared.page, path=request.scope["path"], audience="link"))


@router.api_route("/accord/{token}", methods=METHODS)
async def guardian_link(request: Request, token: Annotated[str, InPath(max_length=100)]) -> Response:  # noqa: ARG001 - read by the app, not here
    """The same empty shell for every token, known or not: opening a link tells nothing and does nothing."""
    page = Page(
        template="personal",
        path=request.scope["path"],
        title=t("pages.agreement.title"),
        description=t("pages.agreement.description"),
        audience="link",
        canonical_path="/",
        values={"refusal": None},
    )
    return respond(request, page)
