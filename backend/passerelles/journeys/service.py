"""Journeys: the one home of the join between the planner, the beds and the placements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from passerelles.boarding import service as boarding
from passerelles.boarding.service import OpenHouse
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import certification_brief
from passerelles.catalogue.records import Sector
from passerelles.catalogue.schemas import CertificationBrief
from passerelles.core import clock
from passerelles.core.db import Session, shows_demo
from passerelles.core.errors import MalformedInput
from passerelles.core.ids import digest
from passerelles.journeys import answering, comparing, exploring, guiding, present
from passerelles.journeys.asking import Wishes, ask, ask_anything
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.rebuilding import path_named, rebuild
from passerelles.journeys.schemas import ComparisonAnswer, ExploreAnswer, GuideOut, ItineraryPage, JourneyAnswer
from passerelles.journeys.targets import in_sector

NO_MINUTE: Final = datetime.min.replace(tzinfo=UTC)
COMPARED: Final = (2, 3)
"""How many itineraries fit side by side on a phone."""


@dataclass(frozen=True)
class _Latest:
    """The houses as they were last read, when `key` was the version of this database."""

    key: tuple[str, bool, str]
    houses: tuple[OpenHouse, ...]
    named: str


_latest: _Latest | None = None


async def houses_and_version(session: Session) -> tuple[Sequence[OpenHouse], str]:
    """The bookable houses as they are filled now, and a name for what is said of them: part of an answer's ETag.

    The houses are read again only when the version of this database changed: one query instead of seven. An act that
    changes no word in public changes nothing here either, the minute included: nobody learns that it took place.
    """
    global _latest  # noqa: PLW0603 - one slot per process, replaced whole
    key = (str(session.get_bind().engine.url), shows_demo(session), await boarding.availability_version(session))
    if _latest is None or _latest.key != key:
        read = tuple(await boarding.open_houses(session))
        said = digest(f"{clock.today()} {[replace(house, as_of=NO_MINUTE) for house in read]}")[:20]
        same = _latest is not None and _latest.key[:2] == key[:2] and _latest.named == said
        _latest = _Latest(key, _latest.houses if same and _latest else read, said)
    return _latest.houses, _latest.named


def plan_journeys(catalogue: Catalogue, houses: Sequence[OpenHouse], wishes: Wishes) -> JourneyAnswer:
    """The answer to "from here to there", or to "how does one get there" when nobody says from where.

    Raises:
        UnknownStart, UnknownDestination, UnknownPlace, MalformedInput.
    """
    return answering.answer(catalogue, ask(catalogue, wishes), houses)


def explore(catalogue: Catalogue, *, start: str, near: str | None, max_km: float) -> ExploreAnswer:
    """The sectors one may reach, for whom does not know yet.

    Raises:
        UnknownStart, UnknownPlace.
    """
    return exploring.explore(catalogue, ask_anything(catalogue, start=start, near=near, max_km=max_km))


def sectors(catalogue: Catalogue) -> list[Sector]:
    """The sectors in which something may be learnt here, by their label."""
    return sorted(
        (one for one in catalogue.sectors.values() if in_sector(catalogue, one.id)), key=lambda one: one.label
    )


def diplomas_of_sector(catalogue: Catalogue, sector: str) -> list[CertificationBrief]:
    """The open diplomas of a sector that are taught here, by level, then label."""
    found = sorted(in_sector(catalogue, sector), key=lambda one: (one.level, one.label))
    return [certification_brief(one) for one in found]


def compare(catalogue: Catalogue, houses: Sequence[OpenHouse], ids: str) -> ComparisonAnswer:
    """Itineraries side by side, from their ids separated by commas.

    Raises:
        MalformedInput: not two or three different ones.
        UnknownItinerary: an unknown part of one of them.
    """
    named = list(dict.fromkeys(one.strip() for one in ids.split(",") if one.strip()))
    if len(named) not in COMPARED:
        raise MalformedInput
    return comparing.compare(catalogue, [itinerary_page(catalogue, houses, one) for one in named])


def guide(catalogue: Catalogue) -> GuideOut:
    """The five questions."""
    return guiding.guide(catalogue)


def itinerary_page(
    catalogue: Catalogue, houses: Sequence[OpenHouse], identifier: str, *, year: int | None = None
) -> ItineraryPage:
    """A public itinerary, rebuilt from its id; `year`: of the September it starts in.

    Raises:
        UnknownItinerary: an unknown part.
    """
    return answering.page(catalogue, rebuild(graph_of(catalogue), identifier, year=year), houses)


def title_of(catalogue: Catalogue, identifier: str) -> str:
    """The title of a public itinerary, without planning it.

    Raises:
        UnknownItinerary: an unknown part.
    """
    _, path, _ = path_named(graph_of(catalogue), identifier)
    return present.title(catalogue, path)
