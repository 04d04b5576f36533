"""`/`: what the app is, a form that works without JavaScript, and its answer as plain HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import Query, Request, Response

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import live
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SearchItem
from passerelles.catalogue.search import service as search
from passerelles.core.errors import Problem
from passerelles.core.house import House, HouseDep
from passerelles.core.messages import t
from passerelles.journeys import service as journeys
from passerelles.journeys.asking import Wishes
from passerelles.pages.asked import place, question
from passerelles.pages.page import Page
from passerelles.pages.route import METHODS, page_router
from passerelles.pages.shell import respond

STAGES: Final = ("stage:3e", "stage:2gt", "stage:bac-general", "stage:work")
DEFAULT_KM: Final = 30.0
ASKED: Final = (
    "from", "to", "near", "max_km", "boarding", "tracks", "avoid", "paid", "accessible", "start", "without",
)  # fmt: skip
DEFAULTS: Final = {"max_km": "30", "boarding": "1"}
FAR: Final = {"max_km": DEFAULTS["max_km"]}
EXPLORE: Final = "/api/journeys/explore"
EXPLORED: Final = ("from", "near", "max_km")
MOST_MEANINGS: Final = 8

router = page_router()

Text = Annotated[str, Query(max_length=200)]


@router.api_route("/", methods=METHODS)
async def plan(
    *,
    request: Request,
    house: HouseDep,
    start: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    to: Text = "",
    near: Text = "",
    max_km: Annotated[float, Query(gt=0, le=2000)] = DEFAULT_KM,
    boarding: Annotated[bool, Query()] = True,
    tracks: Annotated[str | None, Query(max_length=100)] = None,
    avoid: Annotated[str | None, Query(max_length=100)] = None,
    paid: Annotated[bool, Query()] = False,
    accessible: Annotated[bool, Query()] = False,
    year: Annotated[int | None, Query(alias="start", ge=2000, le=2100)] = None,
    without: Annotated[str | None, Query(max_length=80)] = None,
    ideas: Annotated[bool, Query()] = False,
) -> Response:
    """The planner. Typed words are searched; ids, as the app writes them, are planned at once.

    Without a target: the sectors within reach, once somebody says from where, or asks for ideas.
    """
    catalogue = _catalogue()
    commune = _meaning(catalogue, near, "commune")
    meanings = _meanings(catalogue, to)
    if meanings and meanings[0].label == to:  # the form sent back the label it was given
        to, meanings = meanings[0].id, []
    answer, sectors, refused = None, None, None
    around = commune.id if commune else place(near)
    if catalogue and ":" in to:
        houses = await _houses(house)
        try:
            wishes = Wishes(
                start=start,
                to=to,
                near=around,
                max_km=max_km,
                boarding=boarding,
                tracks=tracks,
                avoid=avoid,
                paid=paid,
                accessible=accessible,
                year=year,
                without=without,
            )
            answer = journeys.plan_journeys(catalogue, houses, wishes)
        except Problem as problem:  # the form stays: the next question is asked from it
            refused = problem
    elif catalogue and not to and (start or around or ideas):
        try:
            sectors = journeys.explore(catalogue, start=start or STAGES[0], near=around, max_km=max_km)
        except Problem as problem:
            refused = problem
    said = answer or sectors
    page = Page(
        template="plan",
        path="/",
        title=t("pages.plan.toward", label=answer.to.label) if answer and answer.to else t("pages.plan.title"),
        description=t("pages.site.description"),
        status=refused.status if refused else 200,
        screen="plan",
        tab="plan",
        indexed=not request.query_params,
        values={
            "stages": STAGES,
            "start": start or STAGES[0],
            "to": answer.to.label if answer and answer.to else to,
            "near": commune.label if commune else (said and said.near) or near,
            "near_id": commune.id if commune else "",
            "meanings": meanings,
            "found": answer,
            "explored": sectors,
            "sectors": journeys.sectors(catalogue) if catalogue else [],
            "refusal": refused.body() if refused else None,
        },
        question=question(request, *((EXPLORE, EXPLORED, FAR) if sectors else ("/api/journeys", ASKED, DEFAULTS))),
        answer=answer or (sectors if start or ideas else None),  # the app asks nothing of a place alone
    )
    return respond(request, page)


async def _houses(house: House) -> Sequence[OpenHouse]:
    async with house.db.read() as session:
        houses, _ = await journeys.houses_and_version(session)
    return houses


def _catalogue() -> Catalogue | None:
    """None on a new installation: the form is shown, its answers will come with the first edition."""
    try:
        return live.current()
    except live.NoEdition:
        return None


def _meanings(catalogue: Catalogue | None, typed: str) -> list[SearchItem]:
    """Diplomas and jobs that typed words may mean; none for an id."""
    if catalogue is None or not typed or ":" in typed:
        return []
    return search.answer(catalogue, typed, limit=MOST_MEANINGS, kinds="certification,job").items


def _meaning(catalogue: Catalogue | None, typed: str, kind: str) -> SearchItem | None:
    if catalogue is None or not typed or ":" in typed:
        return None
    return next(iter(search.answer(catalogue, typed, limit=1, kinds=kind).items), None)
