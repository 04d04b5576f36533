"""`/`: what the app is, a form that works without JavaScript, and its answer as plain HTML."""

from __future__ import annotations

from fastapi import Request, Response

from passerelles.core.messages import t
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

router = page_router()


@router.api_route("/", methods=METHODS)
async def plan(request: Request) -> Response:
    """The planner."""
    page = Page(
        template="plan",
        path="/",
        title=t("pages.plan.title"),
        description=t("pages.site.description"),
    )
    return respond(request, page)
