"""Addresses of one person's screens: the server answers the shell, the app asks the API for what is theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request, Response

from passerelles.accounts.identity.refusals import REFUSALS
from passerelles.core.messages import t
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

SCREENS: Final = {
    "/moi": "me",
    "/moi/demandes/{booking}": "my_request",
    "/moi/accords/{booking}": "agreement",
    "/moi/donnees": "my_data",
    "/moi/securite": "security",
    "/connexion": "sign_in",
    "/demo/courriel/{mail}": "demo_mail",
    "/gestion": "staff",
    "/gestion/internats/{house}": "bed_plan",
    "/gestion/internats/{house}/demandes": "queue",
    "/gestion/partages": "shares",
    "/gestion/passerelles": "curated",
}

router = page_router()


def _shell_of(screen: str) -> Callable[[Request], Awaitable[Response]]:
    async def shell(request: Request) -> Response:
        page = Page(
            template="personal",
            path=request.scope["path"],
            title=t(f"pages.{screen}.title"),
            description=t("pages.site.description"),
            audience="personal",
            values={"refusal": _refusal_named(request) if screen == "sign_in" else None},
        )
        return respond(request, page)

    return shell


def _refusal_named(request: Request) -> dict[str, str] | None:
    """Why a sign-in at a provider opened no session (`?refus=`): read here too, for whoever has no JavaScript."""
    slug = request.query_params.get("refus", "")
    if slug not in REFUSALS:
        return None
    return {part: t(f"problems.{slug}.{part}") for part in ("title", "detail", "next")}


for path, name in SCREENS.items():
    router.add_api_route(path, _shell_of(name), methods=METHODS, name=name)
