"""Boarding houses in public: words, never a number of free beds."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path as InPath
from fastapi import Query, Request, Response

from passerelles.boarding import pages as boarding
from passerelles.catalogue import service
from passerelles.catalogue.answers import named
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import Db, SettingsDep
from passerelles.core.messages import t
from passerelles.pages import structured
from passerelles.pages.asked import place, question
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

DEFAULT_KM: Final = 30.0

router = page_router()

Near = Annotated[str | None, Query(max_length=20)]


@router.api_route("/internats", methods=METHODS)
async def houses(
    *,
    request: Request,
    catalogue: CatalogueDep,
    db: Db,
    config: SettingsDep,
    near: Near = None,
    max_km: Annotated[float, Query(gt=0, le=2000)] = DEFAULT_KM,
) -> Response:
    """Bookable houses, near a commune when one is given."""
    here = service.point(catalogue, place(near))
    async with db.read() as session:
        found = await boarding.listed(session, catalogue, config.campus_id, here, max_km if here else DEFAULT_KM)
    page = Page(
        template="houses",
        path="/internats",
        title=t("pages.houses.title"),
        description=t("pages.houses.description"),
        tab="boarding",
        indexed=not request.query_params,
        values={"found": found, "near": here.label if here else None},
        version=named(found.model_dump_json().encode()),
        question=question(request, "/api/boarding/houses", ("near", "max_km") if here else ()),
        answer=found,
    )
    return respond(request, page)


@router.api_route("/internats/{house_id}", methods=METHODS)
async def house(
    *,
    request: Request,
    catalogue: CatalogueDep,
    db: Db,
    config: SettingsDep,
    house_id: Annotated[str, InPath(max_length=80)],
    near: Near = None,
) -> Response:
    """A house: when it opens, what it costs, who to call; the calendar is the app's."""
    here = service.point(catalogue, place(near))
    async with db.read() as session:
        found = await boarding.page(session, catalogue, config.campus_id, house_id, here)
    city = found.institution.city
    page = Page(
        template="house",
        path=request.scope["path"],
        canonical_path=found.url,
        title=t("pages.house.title", name=found.name, city=city) if city else found.name,
        description=t("pages.house.description", opening=found.opening_words),
        structured=(structured.house(found, config.origin),),
        tab="boarding",
        values={"found": found},
        version=named(found.model_dump_json().encode()),
        question=question(request, f"/api/boarding/houses/{house_id}", ("near",)),
        answer=found,
    )
    return respond(request, page)
