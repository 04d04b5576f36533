"""`/moi/donnees/export`: everything held about a person as one plain page, to read without a script and to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from passerelles.accounts.policy import SignedIn
from passerelles.accounts.privacy import service
from passerelles.accounts.privacy.export import in_order
from passerelles.accounts.privacy.schemas import HeldOut
from passerelles.core import clock
from passerelles.core.house import HouseDep
from passerelles.core.messages import catalogue, t
from passerelles.core.personal import Holding
from passerelles.pages.page import Page
from passerelles.pages.rendering import day
from passerelles.pages.route import METHODS, PageRoute
from passerelles.pages.shell import respond

NOT_KEPT: Final = {"Cache-Control": "no-store", "Vary": "Sec-Fetch-Site"}

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.api_route("/moi/donnees/export", methods=METHODS)
async def my_data(
    request: Request, house: HouseDep, person: SignedIn, child: Annotated[UUID | None, Query(alias="enfant")] = None
) -> Response:
    """What is held about me, or about my child who is a minor; they see that I looked.

    Only from a link of ours. An address typed, kept or linked from elsewhere leads to the screen with those links: it
    knows who left this device without a network, while their session here still lives. Back and Reload come from here
    all the same: a script of a few lines then takes the page away (`frontend/core/export.js`).
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return RedirectResponse("/moi/donnees", status_code=303, headers=NOT_KEPT)
    found = await service.data(house.db, house.settings, person, child)
    page = Page(
        template="my_data",
        path=request.scope["path"],
        title=t("pages.my_export.title"),
        description=t("pages.my_export.description"),
        audience="personal",
        scripted=False,
        values={
            "made_at": readable(found.made_at),
            "held": _by_theme(found.held, in_order(by_a_guardian=child is not None)),
        },
    )
    return respond(request, page)


def _by_theme(held: Sequence[HeldOut], declared: Sequence[Holding]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The themes with their sections; a theme or a section in which nothing is held is left out."""
    full = [(one, holding) for one, holding in zip(held, declared, strict=True) if one.rows]
    return [
        (theme, [_section(one, holding) for one, holding in found])
        for theme, found in groupby(full, key=lambda pair: pair[0].theme)
    ]


def _section(held: HeldOut, holding: Holding) -> dict[str, Any]:
    return {
        "title": held.title,
        "kept": held.kept,
        "basis": held.basis,
        "rows": [
            [(t(f"privacy.column.{name}"), readable(value, holding.words.get(name))) for name, value in row.items()]
            for row in held.rows
        ],
    }


def readable(value: Any, words: str | None = None) -> str:
    """A value as a person reads it; `words`: the prefix of the messages that say its codes."""
    if words and f"{words}.{value}" in catalogue():
        return catalogue()[f"{words}.{value}"]
    if value is None:
        return t("pages.my_export.unknown")
    if isinstance(value, bool):
        return t("pages.my_export.yes" if value else "pages.my_export.no")
    if isinstance(value, datetime):
        local = value.astimezone(clock.PARIS)
        hour, minute = f"{local:%H}", f"{local:%M}"
        return t("pages.my_export.instant", day=day(local.date()), hour=hour, minute=minute)
    return day(value) if isinstance(value, date) else str(value)
