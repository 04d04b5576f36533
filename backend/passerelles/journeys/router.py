"""Routes of journeys: the planner, public itineraries, counsellors' links."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from passerelles.accounts.policy import Person, may
from passerelles.catalogue import live
from passerelles.catalogue import progressions as catalogue_progressions
from passerelles.catalogue.answers import answer
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.schemas import ProgressionList
from passerelles.core.errors import NotFound, Overloaded
from passerelles.core.house import Db, HouseDep, SettingsDep
from passerelles.core.security import public
from passerelles.core.security.headers import PRIVATE
from passerelles.core.security.throttle import Limit, network_of
from passerelles.journeys import progressions, service, shares
from passerelles.journeys.asking import Wishes
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.itinerary_id import MAX_LENGTH
from passerelles.journeys.planner.question import DEFAULT_KM
from passerelles.journeys.schemas import (
    ComparisonAnswer,
    ExploreAnswer,
    GuideOut,
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

WRONG_LINKS: Final = Limit("wrong links", times=600, per=timedelta(minutes=10))
"""Links that open nothing, per network: a class that mistypes one passes, a program that guesses does not."""

Counsellor = Annotated[Person, may("counsellor")]
StationId = Annotated[str, Path(max_length=80, examples=["CFD:40025411", "stage:3e"])]
ItineraryId = Annotated[
    str, Path(max_length=MAX_LENGTH, examples=["3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s"])
]
Near = Annotated[str | None, Query(max_length=20, description="Home.", examples=["COM:85047"])]
MaxKm = Annotated[float, Query(gt=0, le=1000, description="Daily limit, as the crow flies.")]
Lines = Annotated[str | None, Query(max_length=80, description="Comma-separated lines.")]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="Year one starts in September: dates on stations.")]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "An id says nothing to this edition."}}
GONE: dict[int | str, dict[str, Any]] = {410: {"description": "The link expired or was revoked."}}


def wishes(  # one parameter per choice of the planner's form
    *,
    to: Annotated[str, Query(max_length=80, description="Job, diploma or sector.", examples=["CFD:32025413"])],
    from_: Annotated[
        str | None,
        Query(alias="from", max_length=80, description="Stage or diploma obtained.", examples=["stage:3e"]),
    ] = None,
    near: Near = None,
    max_km: MaxKm = DEFAULT_KM,
    boarding: Annotated[bool, Query(description="0: no boarding house.")] = True,
    tracks: Lines = None,
    avoid: Lines = None,
    paid: Annotated[bool, Query(description="1: paid while learning, for at least a part.")] = False,
    accessible: Annotated[bool, Query(description="1: accessible places only, where somebody says so.")] = False,
    start: Year = None,
    without: Annotated[str | None, Query(max_length=80, description="A diploma not to rely on.")] = None,
) -> Wishes:
    """What is asked of the planner, as it was written."""
    return Wishes(
        start=from_,
        to=to,
        near=near,
        max_km=max_km,
        boarding=boarding,
        tracks=tracks,
        avoid=avoid,
        paid=paid,
        accessible=accessible,
        year=start,
        without=without,
    )


WishesDep = Annotated[Wishes, Depends(wishes)]


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
async def get_journeys(request: Request, catalogue: CatalogueDep, db: Db, wishes: WishesDep) -> Response:
    """The few itineraries worth comparing, best first, with the bed of each leg beyond the daily limit.

    Without `from`: the ways in from every situation, shortest first. Zero itineraries always come with two ways out
    (`exits`).
    """
    async with db.read() as session:
        houses, version = await service.houses_and_version(session)
    response = answer(request, catalogue, lambda: service.plan_journeys(catalogue, houses, wishes), version=version)
    response.headers["Cache-Control"] = AVAILABILITY
    return response


@router.get("/journeys/explore", response_model=ExploreAnswer, dependencies=[public], responses=NOT_FOUND)
async def explore(
    request: Request,
    catalogue: CatalogueDep,
    from_: Annotated[str, Query(alias="from", max_length=80, examples=["stage:3e"])] = "stage:3e",
    near: Near = None,
    max_km: MaxKm = DEFAULT_KM,
) -> Response:
    """The sectors within reach of whom does not know yet, each with a few diplomas as examples."""
    return answer(request, catalogue, lambda: service.explore(catalogue, start=from_, near=near, max_km=max_km))


@router.get("/journeys/comparison", response_model=ComparisonAnswer, dependencies=[public], responses=NOT_FOUND)
async def compare(
    request: Request,
    catalogue: CatalogueDep,
    db: Db,
    ids: Annotated[str, Query(max_length=3 * MAX_LENGTH + 2, description="Two or three itineraries, comma-separated.")],
) -> Response:
    """Two or three itineraries side by side, row by row, with the best of each row where one is."""
    async with db.read() as session:
        houses, version = await service.houses_and_version(session)
    response = answer(request, catalogue, lambda: service.compare(catalogue, houses, ids), version=version)
    response.headers["Cache-Control"] = AVAILABILITY
    return response


@router.get("/guide", response_model=GuideOut, dependencies=[public])
async def get_guide(request: Request, catalogue: CatalogueDep) -> Response:
    """Five questions as data. The same for everybody: the device scores the answers, nothing comes back here."""
    return answer(request, catalogue, lambda: service.guide(catalogue))


@router.get("/journeys/{itinerary_id}", response_model=ItineraryPage, dependencies=[public], responses=NOT_FOUND)
async def get_itinerary(
    request: Request, catalogue: CatalogueDep, db: Db, itinerary_id: ItineraryId, start: Year = None
) -> Response:
    """A public itinerary, rebuilt from its id in the edition shown now; `changed` says what is no longer as it was."""
    async with db.read() as session:
        houses, version = await service.houses_and_version(session)
    response = answer(
        request, catalogue, lambda: service.itinerary_page(catalogue, houses, itinerary_id, year=start), version=version
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
    request: Request,
    catalogue: CatalogueDep,
    house: HouseDep,
) -> SharedItinerary:
    """What a link opens. Counted, without knowing who; the page's own preview reads it without counting."""
    db, config, network = house.db, house.settings, network_of(request)
    with house.throttle.counting(WRONG_LINKS, network, NotFound):
        async with db.read() as session:
            houses, _ = await service.houses_and_version(session)
            found = await shares.read(session, config.campus_id, catalogue, houses, token)
    with suppress(Overloaded):  # a number that nobody waits for
        await db.write(lambda session: shares.count_opening(session, config.campus_id, token))
    response.headers.update(PRIVATE)
    return found
