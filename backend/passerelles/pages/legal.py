"""Texts of the service: legal notices, privacy, accessibility, sources, reporting, and what each refusal means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import Request, Response

from passerelles.accounts.privacy import words as retention
from passerelles.core.errors import NotFound
from passerelles.core.house import SettingsDep
from passerelles.core.messages import catalogue as messages
from passerelles.core.messages import t
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

TEXTS: Final = ("mentions-legales", "confidentialite", "accessibilite", "sources", "signaler")
DRAWN_BY_THE_APP: Final = ("signaler",)

router = page_router()


def _text_of(name: str) -> Callable[[Request, SettingsDep], Awaitable[Response]]:
    async def text(request: Request, config: SettingsDep) -> Response:
        page = Page(
            template=name,
            path=f"/{name}",
            title=t(f"pages.texts.{name}.title"),
            description=t(f"pages.texts.{name}.description"),
            scripted=name in DRAWN_BY_THE_APP,
            values={"config": config, "kept": retention.spoken(config)},
        )
        return respond(request, page)

    return text


for name in TEXTS:
    router.add_api_route(f"/{name}", _text_of(name), methods=METHODS, name=name)


@router.api_route("/problemes/{slug}", methods=METHODS)
async def problem(request: Request, slug: str) -> Response:
    """What a refusal's `type` means: the address that problem+json names."""
    if f"problems.{slug}.title" not in messages():
        raise NotFound
    page = Page(
        template="problem_type",
        path=request.scope["path"],
        title=t("pages.problem_type.title", slug=slug),
        description=t("pages.problem_type.description"),
        scripted=False,
        indexed=False,
        values={
            "slug": slug,
            "words": {part: messages()[f"problems.{slug}.{part}"] for part in ("title", "detail", "next")},
        },
    )
    return respond(request, page)
