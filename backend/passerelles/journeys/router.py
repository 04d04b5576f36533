"""Routes of journeys: the planner, public itineraries, counsellors' links."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from passerelles.accounts.policy import Person, may
from passerelles.catalogue import live
from passerelles.catalogue import progressions as catalogue_progressions
from passerelles.catalogue.answers import answer
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.schemas import ProgressionList
from passerelles.core.errors import Overloaded
from passerelles.core.house import Db, SettingsDep
from passerelles.core.security import public
from passerelles.journeys import progressions, service, shares
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.itinerary_id import MAX_LENGTH
from passerelles.journeys.planner.question import DEFAULT_KM
from passerelles.journeys.schemas import (
    ItineraryPage,
    JourneyAnswer,
    ShareCreated,
    SharedItinerary,
    ShareIn,
    ShareList,
    ShareOut,
)

router = APIRouter(tags=["journeys"])

catalogue_progressions.set_provider(progressions.GraphProgressions())  # pages of diplomas show what comes around them
live.prepare_with(graph_of)

AVAILABILITY = "public, max-age=60"
"""Answers that carry availability: a minute old at most, never served stale."""

Counsellor = Annotated[Person, may("counsellor")]
StationId = Annotated[str, Path(max_length=80, examples=["CFD:40025411", "stage:3e"])]
ItineraryId = Annotated[
    str, Path(max_length=MAX_LENGTH, examples=["3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s"])
]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "An id says nothing to this edition."}}
GONE: dict[int | str, dict[str, Any]] = {410: {"description": "The link expired or was revoked."}}


@router.get(
    "/certifications/{certification_id}/next",
    response_model=ProgressionList,
    dependencies=[public],
    responses=NOT_FOUND,
)
async def get_next(request: Request, catalogue: CatalogueDep, certification_id: StationId) -> Response:
    """What may follow a diploma (or a stage), best first, at most 12, each with who says so and how sure it is."""
    return answer(request, catalogue, lambda: progressions.next_list(catalogue, certification_id))


@router.get("/journeys", response_model=JourneyAnswer, dependencies=[public], responses=NOT_FOUND)
async def get_journeys(
    *,
    request: Request,
    catalogue: CatalogueDep,
    db: Db,
    to: Annotated[str, Query(max_length=80, description="Job or diploma.", examples=["CFD:32025413"])],
    from_: Annotated[
        str, Query(alias="from", max_length=80, description="Stage or diploma obtained.", examples=["stage:3e"])
    ] = "stage:3e",
    near: Annotated[str | None, Query(max_length=20, description="Home.", examples=["COM:85047"])] = None,
    max_km: Annotated[float, Query(gt=0, le=1000, description="Daily limit, as the crow flies.")] = DEFAULT_KM,
    boarding: Annotated[bool, Query(description="0: no boarding house.")] = True,
    tracks: Annotated[str | None, Query(max_length=80, description="Comma-separated lines; all by default.")] = None,
) -> Response:
    """The few itineraries worth comparing, best first, with the bed of each leg beyond the daily limit.

    Zero itineraries always come with two ways out (`exits`).
    """
    async with db.read() as session:
        houses, version = await service.houses_and_version(session)
    response = answer(
        request,
        catalogue,
        lambda: service.plan_journeys(
            catalogue, houses, start=from_, to=to, near=near, max_km=max_km, boarding=boarding, tracks=tracks
        ),
        version=version,
    )
    response.headers["Cache-Control"] = AVAILABILITY
    return response


@router.get("/journeys/{itinerary_id}", response_model=ItineraryPage, dependencies=[public], responses=NOT_FOUND)
async def get_itinerary(request: Request, catalogue: CatalogueDep, db: Db, itinerary_id: ItineraryId) -> Response:
    """A public itinerary, rebuilt from its id in the edition shown now; `changed` says what is no longer as it was."""
    async with db.read() as session:
        houses, version = await service.houses_and_version(session)
    response = answer(
        request, catalogue, lambda: service.itinerary_page(catalogue, houses, itinerary_id), version=version
    )
    response.headers["Cache-Control"] = AVAILABILITY
    return response


@router.post("/shares", status_code=201, responses=NOT_FOUND)
async def make_share(
    body: ShareIn, person: Counsellor, catalogue: CatalogueDep, db: Db, config: SettingsDep
) -> ShareCreated:
    """Make a link `/p/<token>` to an itinerary, with a note. Its address is told once: we keep a digest of it."""
    return await db.write(lambda session: shares.create(session, person, catalogue, body, base_url=config.base_url))


@router.get("/shares")
async def list_shares(person: Counsellor, catalogue: CatalogueDep, db: Db) -> ShareList:
    """My links, newest first: how often they were opened, never by whom."""
    async with db.read() as session:
        return await shares.mine(session, person, catalogue)


@router.post("/shares/{share_id}/revocation", responses=NOT_FOUND)
async def revoke_share(share_id: UUID, person: Counsellor, catalogue: CatalogueDep, db: Db) -> ShareOut:
    """Close a link for good."""
    return await db.write(lambda session: shares.revoke(session, person, catalogue, share_id))


@router.get("/shared/{token}", dependencies=[public], responses=NOT_FOUND | GONE)
async def open_shared(
    response: Response,
    token: Annotated[str, Path(max_length=100)],
    catalogue: CatalogueDep,
    db: Db,
    config: SettingsDep,
) -> SharedItinerary:
    """What a link opens. Counted, without knowing who; the page's own preview reads it without counting."""
    async with db.read() as session:
        houses, _ = await service.houses_and_version(session)
        found = await shares.read(session, config.campus_id, catalogue, houses, token)
    with suppress(Overloaded):  # a number that nobody waits for
        await db.write(lambda session: shares.count_opening(session, config.campus_id, token))
    response.headers.update(shares.PRIVATE)
    return found
