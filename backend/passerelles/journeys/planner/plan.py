"""A question in, itineraries out: the whole planner on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import LearnerStatus, Track
from passerelles.catalogue.tracks import line_of
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, has_bac
from passerelles.journeys.planner import leads
from passerelles.journeys.planner.choose import MOST, choose
from passerelles.journeys.planner.network import network
from passerelles.journeys.planner.pareto import Path, pareto
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.reasons import Reason, reasons_for
from passerelles.journeys.planner.ride import HOME, Ride
from passerelles.journeys.planner.rides import NEAREST_BEFORE, rides_for

ADULT_RULES: Final[dict[LearnerStatus, str]] = {
    "apprenticeship": "return_in_apprenticeship",
    "continuing": "return_to_study",
}


class Itinerary(Struct, frozen=True):
    """A path and why it is shown."""

    path: Path
    reasons: tuple[Reason, ...]


class Plan(Struct, frozen=True):
    """The answer: at most six itineraries. `widened`: no itinerary keeps to the lines asked for."""

    itineraries: tuple[Itinerary, ...]
    widened: bool = False


def plan(graph: Graph, question: Question) -> Plan:
    """The few itineraries worth showing, best first; empty when nothing leads there."""
    paths = _paths(graph, question)
    if paths or not question.tracks:
        return Plan(with_reasons(graph.catalogue, question, paths))
    free = _paths(graph, replace(question, tracks=frozenset()))
    touching = [path for path in free if any(line_of_ride(graph.catalogue, r) in question.tracks for r in path.rides)]
    return Plan(with_reasons(graph.catalogue, question, touching), widened=True)


def line_of_ride(catalogue: Catalogue, ride: Ride) -> Track:
    """The line a ride is drawn on."""
    if ride.lead == "general":
        return "general"
    return line_of(ride.status, catalogue.certifications[ride.target].level)


def _paths(graph: Graph, question: Question) -> list[Path]:
    catalogue = graph.catalogue
    if leads.is_adult(question):
        return adult_paths(catalogue, question)
    found = _real_paths(graph, question) or _real_paths(graph, question, change_school=True)
    real = choose(catalogue, found, question)
    general = leads.by_general_path(catalogue, question)
    hired = real and question.allows("apprenticeship")
    lead = leads.in_apprenticeship(catalogue, real[0]) if hired else None
    besides = [path for path in (general, lead) if path and (path.cost.contracts or not question.paid)]
    general = general if general in besides else None
    real = choose(catalogue, found, question, most=MOST - len(besides))
    if general and question.start == GENERAL_YEAR:
        besides.remove(general)
        return [general, *real, *besides]  # the road one is on comes first
    return [*real, *besides]


def _real_paths(graph: Graph, question: Question, *, change_school: bool = False) -> list[Path]:
    catalogue = graph.catalogue
    steps = steps_of(graph, question, change_school=change_school)
    found: list[Path] = []
    for goal in question.targets:  # one search per target: a CAP must not hide a BTS that leads to the same job
        rides = rides_towards(catalogue, question, towards(goal, steps), goal)
        found.extend(
            pareto(question.start, frozenset((goal,)), lambda station: rides.get(station, ()), paid=question.paid)  # noqa: B023 - called at once
        )
    return found


def steps_of(graph: Graph, question: Question, *, change_school: bool = False) -> dict[str, tuple[Progression, ...]]:
    """By source, every progression on some way from the start of a question to its targets."""
    steps = dict(network(graph, question.start, question.targets, change_school=change_school))
    if has_bac(question.start):
        steps[question.start] = _from_any_bac(graph.catalogue, question, steps.get(question.start, ()))
    return steps


def towards(goal: str, steps: Mapping[str, Iterable[Progression]]) -> Mapping[str, list[Progression]]:
    """The progressions on some way to this goal."""
    leading = {goal}
    while True:
        more = {source for source, following in steps.items() if any(step.target in leading for step in following)}
        if more <= leading:
            break
        leading |= more
    kept = {source: [step for step in following if step.target in leading] for source, following in steps.items()}
    return {source: following for source, following in kept.items() if following and source != goal}


def rides_towards(
    catalogue: Catalogue, question: Question, steps: Mapping[str, Iterable[Progression]], goal: str
) -> dict[str, list[Ride]]:
    """The rides of these progressions; before the goal, fewer places, and those of the towns where it is taught."""
    arriving = {
        step: rides_for(catalogue, question, step)
        for following in steps.values()
        for step in following
        if step.target == goal
    }
    towns = frozenset(ride.town for rides in arriving.values() for ride in rides if ride.town != HOME)
    return {
        station: [
            ride
            for step in following
            for ride in arriving.get(step) or rides_for(catalogue, question, step, towns, most=NEAREST_BEFORE)
        ]
        for station, following in steps.items()
    }


def _from_any_bac(catalogue: Catalogue, question: Question, known: Iterable[Progression]) -> tuple[Progression, ...]:
    """Every BTS is open to every baccalauréat: the series only changes how usual it is."""
    steps = {step.target: step for step in known}
    for target in question.targets:
        if catalogue.certifications[target].kind in ("bts", "but"):
            generic = Progression(question.start, target, "continuation", "inferred", "general_bac", 0.45)
            steps.setdefault(target, generic)
    return tuple(steps.values())


def adult_paths(catalogue: Catalogue, question: Question) -> list[Path]:
    """Known continuing programmes, then the leads of the continuing line, apprenticeship in between."""
    real: list[Path] = []
    for target in question.targets:
        for status, rule in ADULT_RULES.items():
            step = Progression(question.start, target, "return_to_study", "inferred", rule, 0.5)
            rides = rides_for(catalogue, question, step)
            wanted = [ride for ride in rides if ride.status == status and (ride.paid or not question.paid)]
            real.extend(leads.path_of((ride,)) for ride in wanted)
    chosen = choose(catalogue, real, question, most=MOST - 2)
    courses_wanted = question.allows("continuing") and not question.paid
    unknown = [leads.path_of((ride,)) for ride in leads.for_adults(catalogue, question)] if courses_wanted else []
    known = [path for path in chosen if path.rides[0].status == "continuing"]
    hired = [path for path in chosen if path.rides[0].status == "apprenticeship"]
    courses = [path for path in unknown if path.rides[0].lead == "continuing"]
    files = [path for path in unknown if path.rides[0].lead == "vae"]
    return [*known, *courses[:1], *hired, *courses[1:2], *files[:1]][:MOST]


def with_reasons(catalogue: Catalogue, question: Question, paths: list[Path]) -> tuple[Itinerary, ...]:
    return tuple(
        Itinerary(path, tuple(reasons_for(catalogue, path, _but(paths, path), home=question.home is not None)))
        for path in paths
    )


def _but(paths: list[Path], one: Path) -> list[Path]:
    return [path for path in paths if path is not one]
