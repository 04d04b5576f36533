"""Journeys: the one home of the join between the planner, the beds and the placements."""

from __future__ import annotations

from collections.abc import Sequence

from passerelles.boarding import service as boarding
from passerelles.boarding.service import OpenHouse
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.db import Session
from passerelles.journeys import answering, present
from passerelles.journeys.asking import ask
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.planner.question import DEFAULT_KM
from passerelles.journeys.rebuilding import path_named, rebuild
from passerelles.journeys.schemas import ItineraryPage, JourneyAnswer

_latest: tuple[tuple[str, str], Sequence[OpenHouse]] | None = None


async def houses_and_version(session: Session) -> tuple[Sequence[OpenHouse], str]:
    """The bookable houses as they are filled now, and the version of that: part of an answer's ETag.

    The houses are read again only when the version of this database changed: one query instead of seven.
    """
    global _latest  # noqa: PLW0603 - one slot per process, replaced whole
    version = await boarding.availability_version(session)
    key = (str(session.get_bind().engine.url), version)
    if _latest is None or _latest[0] != key:
        _latest = key, tuple(await boarding.open_houses(session))
    return _latest[1], version


def plan_journeys(
    catalogue: Catalogue,
    houses: Sequence[OpenHouse],
    *,
    start: str,
    to: str,
    near: str | None = None,
    max_km: float = DEFAULT_KM,
    boarding: bool = True,
    tracks: str | None = None,
) -> JourneyAnswer:
    """The answer to "from here to there".

    Raises:
        UnknownStart, UnknownDestination, UnknownPlace, MalformedInput.
    """
    asked = ask(catalogue, start=start, to=to, near=near, max_km=max_km, boarding=boarding, tracks=tracks)
    return answering.answer(catalogue, asked, houses)


def itinerary_page(catalogue: Catalogue, houses: Sequence[OpenHouse], identifier: str) -> ItineraryPage:
    """A public itinerary, rebuilt from its id.

    Raises:
        UnknownItinerary: an unknown part.
    """
    return answering.page(catalogue, rebuild(graph_of(catalogue), identifier), houses)


def title_of(catalogue: Catalogue, identifier: str) -> str:
    """The title of a public itinerary, without planning it.

    Raises:
        UnknownItinerary: an unknown part.
    """
    _, path, _ = path_named(graph_of(catalogue), identifier)
    return present.title(catalogue, path)
