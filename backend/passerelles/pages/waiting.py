"""Public screens whose first content is not rendered yet: the shell alone. Empties as their pages arrive."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from passerelles.core.messages import t
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

SCREENS: Final = ("/internats", "/internats/{house}")

router = page_router()


async def _shell(request: Request) -> Response:
    title, description = t("pages.site.name"), t("pages.site.description")
    return respond(request, Page(template="personal", path=request.scope["path"], title=title, description=description))


for path in SCREENS:
    router.add_api_route(path, _shell, methods=METHODS)
