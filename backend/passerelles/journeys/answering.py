"""The whole answer to a question: the itineraries, what is said above them, the sources of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import present_figures
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SourceOut
from passerelles.core.messages import t
from passerelles.journeys import present, words
from passerelles.journeys.asking import Asked
from passerelles.journeys.exits import exits
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.planner.plan import Plan, plan
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.rebuilding import Rebuilt
from passerelles.journeys.schemas import ItineraryOut, ItineraryPage, JourneyAnswer

NOMENCLATURES = ("familles-metiers", "options-bts", "bcn-diplomes", "certif-info")
"""Sources whose id begins so are behind every progression."""


def answer(catalogue: Catalogue, asked: Asked, houses: Sequence[OpenHouse]) -> JourneyAnswer:
    """Plan and present."""
    found = plan(graph_of(catalogue), asked.question)
    shown = [
        present.itinerary(catalogue, asked, one, houses, first=index == 0)
        for index, one in enumerate(found.itineraries)
    ]
    return JourneyAnswer(
        edition=catalogue.edition,
        itineraries=shown,
        from_=words.place(catalogue, asked.question.start),
        to=words.place(catalogue, asked.to),
        near=asked.point.label if asked.point else None,
        max_km=asked.question.max_km,
        message=_message(catalogue, asked, found, shown),
        exits=[] if shown else exits(catalogue, asked),
        sources=_sources(catalogue, [ride for one in found.itineraries for ride in one.path.rides]),
    )


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
        return t("journeys.message.nothing_taught", label=label_of(catalogue, asked.to))
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
        outcome = catalogue.outcome_of(ride.target, ride.status)
        if outcome:
            figures = [outcome.further_study, *outcome.employment.values()]
            yield from (figure.source for figure in figures if figure)
