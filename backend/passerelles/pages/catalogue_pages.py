"""Pages of a diploma, a programme, an institution and a job: the API's own answers, as plain HTML."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Query, Request, Response

from passerelles.catalogue import service, words
from passerelles.catalogue.live import CatalogueDep
from passerelles.core.house import Db, SettingsDep
from passerelles.core.messages import t
from passerelles.pages import structured
from passerelles.pages.asked import place, question
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

router = page_router()

Id = Annotated[str, InPath(max_length=80)]
Near = Annotated[str | None, Query(max_length=20)]


@router.api_route("/diplomes/{certification_id}", methods=METHODS)
async def diploma(
    request: Request, catalogue: CatalogueDep, config: SettingsDep, certification_id: Id, near: Near = None
) -> Response:
    """A diploma: where it is taught, what follows. An old id shows the diploma open now, canonical."""
    found = service.certification(catalogue, certification_id, place(near))
    page = Page(
        template="diploma",
        path=request.scope["path"],
        canonical_path=found.url,
        title=found.label,
        description=t("pages.diploma.description", kind=found.kind_words, years=words.years(found.years)),
        structured=(structured.certification(found, config.origin),),
        values={"found": found},
        question=question(request, f"/api/certifications/{certification_id}", ("near",)),
        answer=found,
    )
    return respond(request, page)


@router.api_route("/formations/{programme_id}", methods=METHODS)
async def programme(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    db: Db,
    programme_id: Id,
    near: Near = None,
) -> Response:
    """A diploma taught somewhere, with its official next step."""
    house = await service.house_of(db, catalogue, service.institution_of(catalogue, programme_id))
    found = service.programme(catalogue, programme_id, place(near), house)
    taught, school = found.programme, found.institution
    where = t("pages.programme.where", name=school.name, city=school.city) if school.city else school.name
    page = Page(
        template="programme",
        path=request.scope["path"],
        canonical_path=taught.url,
        title=t("pages.programme.title", label=taught.certification.label, where=where),
        description=t(
            "pages.programme.description",
            status=t(f"catalogue.statuses.{taught.status}"),
            years=words.years(taught.years),
            where=where,
            step=taught.next_step.label,
        ),
        structured=(structured.programme(taught, config.origin),),
        values={"found": found, "house": house},
        question=question(request, f"/api/programmes/{programme_id}", ("near",)),
        answer=found,
    )
    return respond(request, page)


@router.api_route("/etablissements/{institution_id}", methods=METHODS)
async def institution(
    *,
    request: Request,
    catalogue: CatalogueDep,
    config: SettingsDep,
    db: Db,
    institution_id: Id,
    near: Near = None,
) -> Response:
    """A school, CFA or university site and what it teaches."""
    house = await service.house_of(db, catalogue, institution_id)
    found = service.institution(catalogue, institution_id, place(near), house)
    where = t("pages.programme.where", name=found.name, city=found.city) if found.city else found.name
    page = Page(
        template="institution",
        path=request.scope["path"],
        canonical_path=found.url,
        title=where,
        description=t("pages.institution.description", kind=found.kind, count=len(found.programmes)),
        structured=(structured.institution(found, config.origin),),
        values={"found": found},
        question=question(request, f"/api/institutions/{institution_id}", ("near",)),
        answer=found,
    )
    return respond(request, page)


@router.api_route("/metiers/{job_id}", methods=METHODS)
async def job(request: Request, catalogue: CatalogueDep, config: SettingsDep, job_id: Id) -> Response:
    """A job and the diplomas that lead to it."""
    found = service.job(catalogue, job_id)
    page = Page(
        template="job",
        path=request.scope["path"],
        title=found.label,
        description=t("pages.job.description", label=found.label),
        structured=(structured.job(found, config.origin),),
        values={"found": found},
        question=question(request, f"/api/jobs/{job_id}"),
        answer=found,
    )
    return respond(request, page)
