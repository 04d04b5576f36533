"""The whole answer to a question: the itineraries, what is said above them, the sources of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import present_figures
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SourceOut
from passerelles.core.messages import t
from passerelles.journeys import present, words
from passerelles.journeys.asking import Asked
from passerelles.journeys.exits import exits
from passerelles.journeys.filters import filters
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.planner.anywhere import plan_from_anywhere
from passerelles.journeys.planner.plan import Itinerary, Plan, plan
from passerelles.journeys.planner.question import ANYWHERE
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.rebuilding import Rebuilt
from passerelles.journeys.schemas import ItineraryOut, ItineraryPage, JourneyAnswer

NOMENCLATURES = ("familles-metiers", "options-bts", "bcn-diplomes", "certif-info")
"""Sources whose id begins so are behind every progression."""


def answer(catalogue: Catalogue, asked: Asked, houses: Sequence[OpenHouse]) -> JourneyAnswer:
    """Plan and present."""
    graph = graph_of(catalogue)
    anywhere = asked.question.start == ANYWHERE
    found = plan_from_anywhere(graph, asked.question) if anywhere else plan(graph, asked.question)
    shown = [
        present.itinerary(catalogue, _started(asked, one), one, houses, first=index == 0)
        for index, one in enumerate(found.itineraries)
    ]
    return JourneyAnswer(
        edition=catalogue.edition,
        kind="ways_in" if anywhere else "journeys",
        itineraries=shown,
        from_=words.place(catalogue, asked.question.start),
        to=words.place(catalogue, asked.to),
        near=asked.point.label if asked.point else None,
        max_km=asked.question.max_km,
        message=_message(catalogue, asked, found, shown),
        notes=[t("journeys.notes.accessible")] if asked.question.accessible else [],
        filters=filters(catalogue, asked),
        exits=[] if shown else exits(catalogue, asked),
        sources=_sources(catalogue, [ride for one in found.itineraries for ride in one.path.rides]),
    )


def _started(asked: Asked, one: Itinerary) -> Asked:
    """The question that this itinerary answers: from its own start, when none was given."""
    if asked.question.start != ANYWHERE:
        return asked
    start = one.path.rides[0].step.source
    return replace(asked, question=replace(asked.question, start=start), wishes=replace(asked.wishes, start=start))


def page(catalogue: Catalogue, found: Rebuilt, houses: Sequence[OpenHouse]) -> ItineraryPage:
    """One itinerary by itself."""
    return ItineraryPage(
        edition=catalogue.edition,
        itinerary=present.itinerary(catalogue, found.asked, found.itinerary, houses, first=found.first),
        near=found.asked.point.label if found.asked.point else None,
        sources=_sources(catalogue, found.itinerary.path.rides),
        changed=found.changed,
    )


def _message(catalogue: Catalogue, asked: Asked, found: Plan, shown: Sequence[ItineraryOut]) -> str | None:
    if not shown:
        return _nothing(catalogue, asked)
    if asked.question.start == ANYWHERE:
        return t("journeys.message.ways_in", label=words.name_of(catalogue, asked.to))
    if found.widened:
        return t("journeys.message.widened")
    legs = [some for one in shown if (some := [leg for leg in one.legs if leg.programme])]
    all_far = bool(asked.point and legs) and all(leg.beyond_limit for some in legs for leg in some)
    home = catalogue_words.of_place(asked.point.label) if asked.point else ""
    place = {"km": catalogue_words.number(asked.question.max_km), "of_place": home}
    if all_far:
        bed = any(leg.boarding and (leg.boarding.house or leg.boarding.own) for some in legs for leg in some)
        key = "nothing_near_bed" if bed else "nothing_near"
        return t(f"journeys.message.{key if asked.question.boarding else 'nothing_near_refused'}", **place)
    if asked.point and legs and all(any(leg.beyond_limit for leg in some) for some in legs):
        return t("journeys.message.not_all_near", **place)
    return None


def _nothing(catalogue: Catalogue, asked: Asked) -> str:
    if asked.question.start in asked.question.targets:
        return t("journeys.message.already")
    if not any(catalogue.programmes_of(target) for target in asked.question.targets):
        return t("journeys.message.nothing_taught", label=words.name_of(catalogue, asked.to))
    return t("journeys.message.nothing")


def _sources(catalogue: Catalogue, rides: Iterable[Ride]) -> list[SourceOut]:
    used = set(_used(catalogue, rides))
    return [
        present_figures.source(source)
        for source in catalogue.made_from
        if source.id in used or source.id.startswith(NOMENCLATURES)
    ]


def _used(catalogue: Catalogue, rides: Iterable[Ride]) -> Iterator[str]:
    for ride in rides:
        for programme in filter(None, (ride.programme, ride.via)):
            yield programme.source
            yield catalogue.institutions[programme.institution].source
        outcome = catalogue.outcome_of(ride.target, ride.status, ride.programme.institution if ride.programme else None)
        if outcome:
            figures = [outcome.further_study, *outcome.employment.values()]
            yield from (figure.source for figure in figures if figure)
