"""A ride on screen."""

from __future__ import annotations

from collections.abc import Sequence

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import present, present_figures, ways
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import InstitutionBrief, NextStepOut, PressureOut
from passerelles.catalogue.tracks import LETTERS
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.asking import Asked
from passerelles.journeys.beds import bed_for
from passerelles.journeys.placements import placements_for
from passerelles.journeys.planner.leads import apprenticeship_is_published
from passerelles.journeys.planner.plan import line_of_ride
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.planner.rides import rides_for
from passerelles.journeys.schemas import LeadOut, LegOut, ProgressionLeg

MOST_ALTERNATIVES = 3


def leg(catalogue: Catalogue, asked: Asked, ride: Ride, houses: Sequence[OpenHouse]) -> LegOut:
    """One leg, with the bed and the placements of its place."""
    track = line_of_ride(catalogue, ride)
    return LegOut(
        from_=words.station(catalogue, ride.step.source),
        to=words.station(catalogue, ride.target),
        progression=_progression(ride),
        programme=present.programme(catalogue, ride.programme, asked.point) if ride.programme else None,
        lead=_lead(catalogue, asked, ride) if ride.lead else None,
        track=track,
        letter=LETTERS[track],
        status=ride.status,
        years=ride.years,
        paid=ride.paid and ride.lead is None,
        via=words.via(catalogue, ride),
        alternatives=_alternatives(catalogue, asked, ride),
        distance_km=None if ride.km is None else round(ride.km, 1),
        beyond_limit=ride.far,
        distance_words=words.distance(ride, boarding=asked.question.boarding, home=asked.point is not None),
        boarding=bed_for(catalogue, ride, houses, accepted=asked.question.boarding),
        internships=placements_for(catalogue, ride),
        next_step=_next_step(catalogue, ride),
    )


def pressure_of(catalogue: Catalogue, ride: Ride) -> PressureOut | None:
    """Demand where one competes: at the entry, which for a common 2de is the 2de's own."""
    entered = ride.via or ride.programme
    return present_figures.pressure(catalogue, entered) if entered else None


def _progression(ride: Ride) -> ProgressionLeg:
    step = ride.step
    return ProgressionLeg(
        kind=step.kind,
        confidence=step.confidence,
        confidence_words=catalogue_words.confidence(step.confidence),
        conditions=words.rule(step, "conditions"),
        window=words.rule(step, "window"),
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


def _alternatives(catalogue: Catalogue, asked: Asked, ride: Ride) -> list[InstitutionBrief]:
    """Other places for the same leg under the same status, nearest first."""
    if ride.programme is None:
        return []
    found: list[InstitutionBrief] = []
    for other in rides_for(catalogue, asked.question, ride.step, frozenset()):
        if other.programme is None or other.status != ride.status:
            continue
        place = other.programme.institution
        if place != ride.programme.institution and all(place != one.id for one in found):
            found.append(present.institution_brief(catalogue.institutions[place], asked.point))
    return found[:MOST_ALTERNATIVES]
