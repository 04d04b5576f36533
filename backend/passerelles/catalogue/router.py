"""Public reads of the catalogue: functions of (edition, query), cacheable under the edition's ETag."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from passerelles.catalogue import browse, service
from passerelles.catalogue.answers import answer
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.schemas import (
    CampusOut,
    CertificationOut,
    InstitutionOut,
    JobPage,
    ProgrammeList,
    ProgrammePage,
    SearchAnswer,
)
from passerelles.catalogue.search import service as search_service
from passerelles.core.house import Db, SettingsDep
from passerelles.core.paging import DEFAULT_LIMIT, MAX_LIMIT
from passerelles.core.security import public

CACHED: dict[int | str, dict[str, Any]] = {
    304: {"description": "You already have the answer of this edition."},
    503: {"description": "No edition is published yet."},
}

router = APIRouter(tags=["catalogue"], dependencies=[public], responses=CACHED)

Id = Annotated[str, Path(max_length=80)]
Near = Annotated[str | None, Query(max_length=20, description="Commune to measure from.", examples=["COM:85047"])]
Choices = Annotated[list[str] | None, Query(max_length=40)]
Cursor = Annotated[str | None, Query(max_length=40)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "No such id, nor a successor of it."}}


@router.get("/campus", response_model=CampusOut)
async def get_campus(request: Request, catalogue: CatalogueDep, config: SettingsDep) -> Response:
    """The campus this installation serves, its members, and the sources of the edition with their licences."""
    return answer(
        request,
        catalogue,
        lambda: service.campus(catalogue, config.campus_id, demo=config.demo),
        version=f"{config.campus_id}.{'demo' if config.demo else 'real'}",
    )


@router.get("/search", response_model=SearchAnswer)
async def search(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    q: Annotated[str, Query(max_length=200, description="What was typed so far, mistakes included.")] = "",
    near: Near = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    kinds: Annotated[
        str | None,
        Query(max_length=100, description="Comma-separated kinds; `stage`, `sector` and `commune` only when named."),
    ] = None,
) -> Response:
    """Diplomas, jobs, institutions, sports facilities; stages and communes when asked for. Best first.

    Understands a place, a diploma ("bac pro") and a status ("en alternance") among other words; institutions near
    the campus come a little higher when `near` is not given. `help` says in words what to try when little was found.
    """
    return answer(
        request,
        catalogue,
        lambda: search_service.answer(catalogue, q, near=near, limit=limit, kinds=kinds, campus_id=config.campus_id),
    )


@router.get("/certifications/{certification_id}", response_model=CertificationOut, responses=NOT_FOUND)
async def get_certification(
    request: Request, catalogue: CatalogueDep, certification_id: Id, near: Near = None
) -> Response:
    """A diploma: where it is taught, under which status, what follows, what became of its leavers.

    An old id (`CFD:40025009`) or an Onisep id (`FOR:1167`) answers with the diploma open now and `resolved_from`.
    """
    return answer(request, catalogue, lambda: service.certification(catalogue, certification_id, near))


@router.get("/programmes", response_model=ProgrammeList)
async def get_programmes(
    *,
    request: Request,
    catalogue: CatalogueDep,
    line: Choices = None,
    sector: Choices = None,
    level: Choices = None,
    department: Choices = None,
    boarding: Choices = None,
    institution: Annotated[str | None, Query(max_length=20)] = None,
    certification: Annotated[str | None, Query(max_length=20)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    near: Near = None,
    max_km: Annotated[float | None, Query(gt=0, le=2000)] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Response:
    """Browse programmes. A filter may be repeated or comma-separated: any of its values fits.

    With `near`: nearest first, those without a known place last; `max_km` leaves out what is farther.
    """

    def make() -> ProgrammeList:
        wanted = browse.Wanted(
            line=_values(line),
            sector=_values(sector),
            level=_values(level),
            department=_values(department),
            boarding=_values(boarding) - {"0"},
            institution=institution,
            certification=certification,
            text=q,
            near=service.point(catalogue, near),
            max_km=max_km,
        )
        return browse.programmes(catalogue, wanted, cursor, limit)

    return answer(request, catalogue, make)


@router.get("/programmes/{programme_id}", response_model=ProgrammePage, responses=NOT_FOUND)
async def get_programme(
    request: Request, catalogue: CatalogueDep, db: Db, programme_id: Id, near: Near = None
) -> Response:
    """A diploma taught somewhere, under one status, from one entry; its institution, and the same elsewhere."""
    place = service.institution_of(catalogue, programme_id)
    house = await service.house_of(db, catalogue, place)
    return answer(
        request,
        catalogue,
        lambda: service.programme(catalogue, programme_id, near, house),
        version=service.version_of(catalogue, place, house),
    )


@router.get("/institutions/{institution_id}", response_model=InstitutionOut, responses=NOT_FOUND)
async def get_institution(
    request: Request, catalogue: CatalogueDep, db: Db, institution_id: Id, near: Near = None
) -> Response:
    """A school, CFA or university site with its programmes and, when one is bookable, its boarding house."""
    house = await service.house_of(db, catalogue, institution_id)
    return answer(
        request,
        catalogue,
        lambda: service.institution(catalogue, institution_id, near, house),
        version=service.version_of(catalogue, institution_id, house),
    )


@router.get("/jobs/{job_id}", response_model=JobPage, responses=NOT_FOUND)
async def get_job(request: Request, catalogue: CatalogueDep, job_id: Id) -> Response:
    """A job and the open diplomas that name it."""
    return answer(request, catalogue, lambda: service.job(catalogue, job_id))


def _values(asked: list[str] | None) -> frozenset[str]:
    return frozenset(value for part in asked or () for value in part.split(",") if value)
