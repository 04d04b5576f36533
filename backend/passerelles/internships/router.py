"""Public reads of the possible contacts for a placement."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from passerelles.catalogue.answers import answer
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import SettingsDep
from passerelles.core.paging import DEFAULT_LIMIT, MAX_LIMIT
from passerelles.core.security import public
from passerelles.internships import service
from passerelles.internships.schemas import CompanyList

router = APIRouter(prefix="/internships", tags=["internships"], dependencies=[public])


@router.get("/companies", response_model=CompanyList)
async def get_companies(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    near: Annotated[str | None, Query(max_length=20, examples=["COM:85047"])] = None,
    max_km: Annotated[float | None, Query(gt=0, le=2000)] = None,
    cursor: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Response:
    """Companies of the campus's sector: possible contacts, not offers. Nearest first.

    Without `near`, from the middle of the campus; distances are then left out.
    """
    return answer(
        request,
        catalogue,
        lambda: service.companies(
            catalogue, near=near, max_km=max_km, campus_id=config.campus_id, cursor=cursor, limit=limit
        ),
        version=config.campus_id,
    )
