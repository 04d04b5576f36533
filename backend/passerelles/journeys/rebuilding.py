"""An itinerary from its id alone: the same rides, in the edition shown now."""

from __future__ import annotations

from msgspec import Struct

from passerelles.catalogue.codes import certification_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.errors import Problem
from passerelles.core.messages import t
from passerelles.journeys.asking import Asked, UnknownDestination, UnknownStart, Wishes, ask
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import WORK, has_bac
from passerelles.journeys.itinerary_id import Decoded, LegKey, decode
from passerelles.journeys.planner import leads
from passerelles.journeys.planner.network import steps_into
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.plan import ADULT_RULES, Itinerary, plan
from passerelles.journeys.planner.reasons import reasons_for
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.planner.rides import ride_at


class UnknownItinerary(Problem):
    """404: the id names something that this edition does not know, or a step that it does not hold for one."""

    status = 404
    slug = "unknown-itinerary"


class Rebuilt(Struct, frozen=True):
    """An itinerary, what was asked to get it, and what changed since its id was made."""

    asked: Asked
    itinerary: Itinerary
    first: bool  # at the head of those answers, or no longer among them
    changed: str | None


def rebuild(graph: Graph, identifier: str, *, year: int | None = None) -> Rebuilt:
    """The itinerary an id names, with the reasons it has among the answers to its question. `year`: of its start.

    Raises:
        UnknownItinerary: not an id, or an unknown part.
    """
    asked, path, changed = path_named(graph, identifier, year=year)
    itinerary, first = _among_answers(graph, asked, path)
    return Rebuilt(asked, itinerary, first, changed)


def path_named(graph: Graph, identifier: str, *, year: int | None = None) -> tuple[Asked, Path, str | None]:
    """What was asked, the rides, and what changed since: without planning again.

    Raises:
        UnknownItinerary: not an id, or an unknown part.
    """
    decoded = decode(identifier)
    if decoded is None:
        raise UnknownItinerary
    changes: list[str] = []
    rides: list[Ride] = []
    asked = _asked(graph.catalogue, decoded, year)
    station = asked.question.start
    for leg in decoded.legs:
        ride = _ride(graph, asked, station, leg, changes)
        if ride is None:
            raise UnknownItinerary
        rides.append(ride)
        station = ride.target
    return asked, leads.path_of(tuple(rides)), " ".join(changes) or None


def _asked(catalogue: Catalogue, decoded: Decoded, year: int | None) -> Asked:
    last = decoded.legs[-1]
    target = last.target
    if target is None and last.programme:
        target = certification_of(last.programme.removeprefix("PRG:").split(".")[1])
    job = decoded.job if decoded.job in catalogue.jobs else None
    try:
        wishes = Wishes(
            start=decoded.start, to=job or target or "", near=decoded.commune, max_km=decoded.max_km, year=year
        )
        return ask(catalogue, wishes)
    except Problem as problem:
        if isinstance(problem, UnknownStart | UnknownDestination) or problem.slug == "unknown-place":
            raise UnknownItinerary from problem
        raise


def _ride(graph: Graph, asked: Asked, station: str, leg: LegKey, changes: list[str]) -> Ride | None:
    if leg.programme is None:
        return _lead(graph, station, leg)
    catalogue = graph.catalogue
    programme = catalogue.programmes.get(next(iter(catalogue.resolve(leg.programme)), ""))
    if programme is None:
        return None
    if programme.id != leg.programme:
        old = certification_of(leg.programme.removeprefix("PRG:").split(".")[1])
        known, new = catalogue.certifications.get(old), catalogue.certifications[programme.certification].label
        key = "renewed" if known and known.label == new else "replaced"
        changes.append(t(f"journeys.changed.{key}", old=known.label if known else old, new=new))
    target = next(iter(catalogue.resolve(leg.target)), "") if leg.target else programme.certification
    step = _step(graph, station, target, ADULT_RULES.get(programme.status))
    return ride_at(catalogue, asked.question, step, programme) if step else None


def _lead(graph: Graph, station: str, leg: LegKey) -> Ride | None:
    if leg.lead == "general":
        years = leads.GENERAL_YEARS.get(station)
        return leads.general(station, leg.target, years) if years and leg.target and has_bac(leg.target) else None
    diploma = graph.catalogue.certifications.get(next(iter(graph.catalogue.resolve(leg.target or "")), ""))
    if diploma is None:
        return None
    if leg.lead == "apprenticeship":
        step = _step(graph, station, diploma.id, None)
        return leads.apprenticeship(step, diploma) if step else None
    if station != WORK:
        return None
    return leads.continuing(station, diploma) if leg.lead == "continuing" else leads.vae(station, diploma)


def _step(graph: Graph, station: str, target: str, adult_rule: str | None) -> Progression | None:
    if target not in graph.catalogue.certifications:
        return None
    if station == WORK:
        return Progression(station, target, "return_to_study", "inferred", adult_rule, 0.5) if adult_rule else None
    for step in steps_into(graph, target, station):
        if step.source == station:
            return step
    if has_bac(station) and graph.catalogue.certifications[target].kind in ("bts", "but"):
        return Progression(station, target, "continuation", "inferred", "general_bac", 0.45)
    return None


def _among_answers(graph: Graph, asked: Asked, path: Path) -> tuple[Itinerary, bool]:
    for index, one in enumerate(plan(graph, asked.question).itineraries):
        if one.path.keys == path.keys:
            return one, index == 0
    alone = reasons_for(graph.catalogue, path, (), home=asked.question.home is not None)
    return Itinerary(path, tuple(alone)), True
