"""First pages of the lists: formations, contacts for a placement, sport. Real links, no JavaScript needed."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from passerelles.catalogue import browse, service
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.schemas import ProgrammeList
from passerelles.catalogue.search import service as search_service
from passerelles.core.house import SettingsDep
from passerelles.core.messages import t
from passerelles.core.paging import DEFAULT_LIMIT
from passerelles.facilities import service as facilities
from passerelles.facilities.schemas import FacilityList
from passerelles.internships import service as internships
from passerelles.internships.schemas import CompanyList
from passerelles.pages.asked import place, question
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

CHOICES: Final = ("line", "sector", "level", "department", "boarding")
FILTERS: Final = (*CHOICES, "institution", "certification", "q", "near", "max_km")

router = page_router()

Near = Annotated[str | None, Query(max_length=20)]
MaxKm = Annotated[float | None, Query(gt=0, le=2000)]
Cursor = Annotated[str | None, Query(max_length=40)]


@router.api_route("/explorer", methods=METHODS)
async def explore(
    *,
    request: Request,
    catalogue: CatalogueDep,
    institution: Annotated[str | None, Query(max_length=20)] = None,
    certification: Annotated[str | None, Query(max_length=20)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    near: Near = None,
    max_km: MaxKm = None,
    cursor: Cursor = None,
) -> Response:
    """Browse programmes with the filters of the address."""
    chosen = {name: _values(request, name) for name in CHOICES}
    wanted = browse.Wanted(
        line=chosen["line"],
        sector=chosen["sector"],
        level=chosen["level"],
        department=chosen["department"],
        boarding=chosen["boarding"] - {"0"},
        institution=institution,
        certification=certification,
        text=q,
        near=service.point(catalogue, place(near)),
        max_km=max_km,
    )
    found = browse.programmes(catalogue, wanted, cursor, DEFAULT_LIMIT)
    help_given = search_service.answer(catalogue, q).help if q and not found.items else None
    asked = question(request, "/api/programmes", FILTERS)
    return respond(request, _list(request, "explore", found, asked, q=q, help=help_given))


@router.api_route("/stages", methods=METHODS)
async def contacts(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    near: Near = None,
    max_km: MaxKm = None,
    cursor: Cursor = None,
) -> Response:
    """Companies of the sector: possible contacts, not offers."""
    found = internships.companies(
        catalogue, near=place(near), max_km=max_km, campus_id=config.campus_id, cursor=cursor, limit=DEFAULT_LIMIT
    )
    return respond(
        request,
        _list(request, "internships", found, question(request, "/api/internships/companies", ("near", "max_km"))),
    )


@router.api_route("/sport", methods=METHODS)
async def sport(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    near: Near = None,
    max_km: MaxKm = None,
    activity: Annotated[str | None, Query(max_length=80)] = None,
    cursor: Cursor = None,
) -> Response:
    """Sports facilities near a place."""
    found = facilities.facilities(
        catalogue,
        near=place(near),
        max_km=max_km,
        activity=activity,
        campus_id=config.campus_id,
        cursor=cursor,
        limit=DEFAULT_LIMIT,
    )
    return respond(
        request, _list(request, "sport", found, question(request, "/api/facilities", ("near", "max_km", "activity")))
    )


def _list(
    request: Request, name: str, found: ProgrammeList | CompanyList | FacilityList, asked: str, **values: object
) -> Page:
    """A list's page. Only the unfiltered one is for search engines; the others name it as canonical."""
    following = urlencode(
        [*((k, v) for k, v in request.query_params.multi_items() if k != "cursor"), ("cursor", found.next)]
    )
    return Page(
        template=name,
        path=request.scope["path"],
        title=t(f"pages.{name}.title"),
        description=t(f"pages.{name}.description"),
        tab=None if name == "explore" else name,
        indexed=not request.query_params,
        values={"found": found, "following": following, **values},
        question=asked,
        answer=None if "cursor" in request.query_params else found,  # the app starts a list at its beginning
    )


def _values(request: Request, name: str) -> frozenset[str]:
    """The values of a filter, comma-separated as the app writes them."""
    return frozenset(value for value in request.query_params.get(name, "").split(",") if value)
