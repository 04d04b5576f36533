"""Public reads of the sports facilities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from passerelles.catalogue.answers import answer
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import SettingsDep
from passerelles.core.paging import DEFAULT_LIMIT, MAX_LIMIT
from passerelles.core.security import public
from passerelles.facilities import service
from passerelles.facilities.schemas import FacilityList, FacilityPage

router = APIRouter(tags=["facilities"], dependencies=[public])


@router.get("/facilities", response_model=FacilityList)
async def get_facilities(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    near: Annotated[str | None, Query(max_length=20, examples=["COM:85047"])] = None,
    max_km: Annotated[float | None, Query(gt=0, le=2000)] = None,
    activity: Annotated[str | None, Query(max_length=80)] = None,
    cursor: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Response:
    """Sports facilities, nearest first, with the year of their record; activities are those of the commune.

    Without `near`, from the middle of the campus; distances are then left out.
    """
    return answer(
        request,
        catalogue,
        lambda: service.facilities(
            catalogue,
            near=near,
            max_km=max_km,
            activity=activity,
            campus_id=config.campus_id,
            cursor=cursor,
            limit=limit,
        ),
        version=config.campus_id,
    )


@router.get(
    "/facilities/{facility}",
    response_model=FacilityPage,
    responses={404: {"description": "An id says nothing to this edition."}},
)
async def get_facility(
    request: Request, catalogue: CatalogueDep, facility: Annotated[str, Path(max_length=80, examples=["RES:440370001"])]
) -> Response:
    """One facility, with the year of its record."""
    return answer(request, catalogue, lambda: service.facility(catalogue, facility))
