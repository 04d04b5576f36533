"""A ride on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import present, present_figures, ways
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Outcome
from passerelles.catalogue.schemas import NextStepOut, PressureOut
from passerelles.catalogue.tracks import LETTERS
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.addresses import plan_url
from passerelles.journeys.alternatives import replacements
from passerelles.journeys.asking import Asked
from passerelles.journeys.beds import bed_for
from passerelles.journeys.condition_words import conditions
from passerelles.journeys.graph.stations import is_stage
from passerelles.journeys.placements import placements_for
from passerelles.journeys.planner.leads import apprenticeship_is_published
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.plan import line_of_ride
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.schemas import LeadOut, LegOut, ProgressionLeg
from passerelles.journeys.travel import travel
from passerelles.journeys.window_words import window


def leg(
    catalogue: Catalogue,
    asked: Asked,
    path: Path,
    index: int,
    *,
    houses: Sequence[OpenHouse],
    dates: Sequence[str | None],
) -> LegOut:
    """The leg of this index, with the bed and the placements of its place. `dates`: one per station."""
    ride = path.rides[index]
    track = line_of_ride(catalogue, ride)
    question = asked.question
    others = replacements(catalogue, asked, path, index)
    outcome = outcome_of(catalogue, ride)
    return LegOut(
        from_=words.station(catalogue, ride.step.source, dates[index]),
        to=words.station(catalogue, ride.target, dates[index + 1]),
        progression=_progression(catalogue, ride),
        programme=present.programme(catalogue, ride.programme, asked.point) if ride.programme else None,
        lead=_lead(catalogue, asked, ride) if ride.lead else None,
        track=track,
        letter=LETTERS[track],
        status=ride.status,
        years=ride.years,
        paid=ride.paid and ride.lead is None,
        via=words.via(catalogue, ride),
        alternatives=[one.institution for one in others],
        distance_km=None if ride.km is None else round(ride.km, 1),
        beyond_limit=ride.far,
        distance_words=words.distance(ride, boarding=question.boarding, home=asked.point is not None),
        boarding=bed_for(catalogue, ride, houses, accepted=question.boarding, accessible=question.accessible),
        internships=placements_for(catalogue, ride),
        next_step=_next_step(catalogue, ride),
        replacements=others,
        travel=travel(ride, boarding=question.boarding),
        outcomes=present_figures.outcomes(catalogue, outcome) if ride.programme else None,
        outcome_scope=_scope(outcome),
        outcome_words=present_figures.outcomes(catalogue, outcome).words if outcome else None,
        without_url=_without(asked, path, ride),
    )


def outcome_of(catalogue: Catalogue, ride: Ride) -> Outcome | None:
    """What became of those who left this diploma: of this school, else of the region, else of France."""
    if ride.programme is None:
        return None
    return catalogue.outcome_of(ride.programme.certification, ride.status, ride.programme.institution)


def _scope(outcome: Outcome | None) -> Literal["institution", "region", "france"] | None:
    if outcome is None:
        return None
    if outcome.scope.startswith("UAI:"):
        return "institution"
    return "france" if outcome.scope == "france" else "region"


def _without(asked: Asked, path: Path, ride: Ride) -> str | None:
    """The question of whom will not have this diploma; none for the one aimed at."""
    if ride.arrives or ride.target in asked.question.targets or is_stage(ride.target):
        return None
    return plan_url(asked.wishes, to=asked.question.job or path.rides[-1].target, without=ride.target)


def pressure_of(catalogue: Catalogue, ride: Ride) -> PressureOut | None:
    """Demand where one competes: at the entry, which for a common 2de is the 2de's own."""
    entered = ride.via or ride.programme
    return present_figures.pressure(catalogue, entered) if entered else None


def _progression(catalogue: Catalogue, ride: Ride) -> ProgressionLeg:
    step = ride.step
    where = catalogue.institutions[ride.programme.institution].department if ride.programme else None
    return ProgressionLeg(
        kind=step.kind,
        confidence=step.confidence,
        confidence_words=words.confidence(step),
        conditions=conditions(catalogue, step),
        window=window(step, catalogue.as_of, where),
        source=words.rule(step, "source"),
    )


def _lead(catalogue: Catalogue, asked: Asked, ride: Ride) -> LeadOut:
    name = words.place(catalogue, ride.target).label
    diploma = catalogue.certifications.get(ride.target)
    contacts = ways.contacts(catalogue, diploma, ride.status, asked.point) if diploma else []
    if diploma is None:
        source = "general_source"
    elif ride.lead == "apprenticeship" and apprenticeship_is_published(catalogue, ride.target):
        source = "published"
    else:
        source = "certif_info"
    return LeadOut(
        certification=ride.target,
        label=name,
        words=t(f"journeys.leads.{ride.lead}", label=name[:1].lower() + name[1:]),
        contacts=[present.institution_brief(one, asked.point) for one in contacts],
        source=t(f"journeys.leads.{source}"),
    )


def _next_step(catalogue: Catalogue, ride: Ride) -> NextStepOut:
    entered = ride.via or ride.programme
    if entered:
        return present.next_step(entered, catalogue.institutions[entered.institution])
    return NextStepOut(label=t(f"journeys.lead_steps.{ride.lead}"), url=None, note=t("journeys.lead_steps.note"))
