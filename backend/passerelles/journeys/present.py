"""An itinerary on screen: its title, the reasons it is shown, its pills, its legs, where it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from passerelles.boarding.service import OpenHouse
from passerelles.catalogue import present_figures
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import PressureOut
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.asking import Asked
from passerelles.journeys.dates import station_dates
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.itinerary_id import encode
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.plan import Itinerary
from passerelles.journeys.planner.reasons import Reason
from passerelles.journeys.planner.ride import HOME, Ride
from passerelles.journeys.present_leg import leg, pressure_of
from passerelles.journeys.schemas import ArrivalOut, ItineraryOut, LegOut, PillOut, Tone

MOST_PILLS: Final = 3
MOST_JOBS: Final = 3
RANKS: Final = {"low": 0, "medium": 1, "high": 2}
BED_TONES: Final[dict[str, Tone]] = {"free": "go", "few": "wait", "waiting": "stop", "closed": "neutral"}
DISTINCTIVE: Final = ("by_cap", "by_general", "to_confirm", "near", "same_place", "same_town", "nearest")
"""What a headline says first, from the rarest: every card of one duration would else be "le plus court"."""


def itinerary(
    catalogue: Catalogue, asked: Asked, found: Itinerary, houses: Sequence[OpenHouse], *, first: bool
) -> ItineraryOut:
    """One itinerary; `first`: at the head of the answer, where the plain superlative is the news."""
    path = found.path
    identifier = encode(asked.question, path)
    dates = station_dates(asked.wishes.year, path.rides)
    legs = [leg(catalogue, asked, path, index, houses=houses, dates=dates) for index in range(len(path.rides))]
    years = sum(ride.years for ride in path.rides)
    why = [words.reason(reason) for reason in found.reasons]
    return ItineraryOut(
        id=identifier,
        url=f"/parcours/{identifier}",
        title=title(catalogue, path),
        headline=_headline(found, years, first=first),
        years=years,
        moves=moves(asked, path.rides),
        why=why or [_way(path.rides)],
        pressure=_pressure(catalogue, path.rides),
        pills=_pills(asked, found, legs),
        legs=legs,
        arrival=_arrival(catalogue, asked, path.rides[-1]),
        label=_distinction(found, first=first),
        paid_years=sum(ride.years for ride in path.rides if ride.paid and ride.lead is None),
        ends=dates[-1],
    )


def moves(asked: Asked, rides: Sequence[Ride]) -> int:
    """Towns one goes to live in, besides the first when nobody said where home is."""
    count, town = 0, HOME
    for ride in rides:
        count += ride.town not in (HOME, town)
        town = ride.town
    first_is_home = asked.question.home is None and rides[0].town != HOME
    return count - first_is_home


def title(catalogue: Catalogue, path: Path) -> str:
    """ "BTS …, en 5 ans". Nobody knows how long a lead takes: its way is said instead of its years."""
    last = path.rides[-1]
    label = label_of(catalogue, last.target)
    if last.lead in ("continuing", "vae"):
        return t("journeys.title.lead", label=label, way=_way((last,)))
    return t("journeys.title.certification", label=label, years=words.years(sum(ride.years for ride in path.rides)))


def _headline(found: Itinerary, years: float, *, first: bool) -> str:
    last = found.path.rides[-1]
    known = last.lead not in ("continuing", "vae")
    reason = _distinction(found, first=first)
    return t("journeys.title.headline", years=words.years(years) if known else _way((last,)), reason=reason)


def _distinction(found: Itinerary, *, first: bool) -> str:
    reasons = {reason.key: reason for reason in found.reasons}
    if first and "shortest" in reasons:
        return words.reason(reasons["shortest"])
    for key in DISTINCTIVE:
        if key in reasons:
            return words.reason(reasons[key])
    return _way(found.path.rides)


def _way(rides: Sequence[Ride]) -> str:
    status = rides[-1].status
    if status == "school":
        return words.reason(Reason("at_school"))
    return words.reason(Reason("in_apprenticeship" if status == "apprenticeship" else status))


def _pressure(catalogue: Catalogue, rides: Sequence[Ride]) -> PressureOut | None:
    """Of the leg most asked for in its own procedure; the first one when no rank is known."""
    found = [pressure for ride in rides if (pressure := pressure_of(catalogue, ride))]
    return max(found, key=lambda pressure: RANKS.get(pressure.rank or "", -1), default=None)


def _pills(asked: Asked, found: Itinerary, legs: Sequence[LegOut]) -> list[PillOut]:
    pills: list[PillOut] = []
    far = [leg for leg in legs if leg.beyond_limit]
    if found.path.rides[-1].lead or any(ride.lead not in (None, "general") for ride in found.path.rides):
        pills.append(PillOut(words=t("journeys.pills.to_confirm"), tone="wait", icon=None))
    if far and asked.question.boarding:
        pills.append(_bed_pill(far))
    elif far:
        km = round(max(leg.distance_km or 0.0 for leg in far))
        pills.append(PillOut(words=t("journeys.pills.no_boarding", km=km), tone="stop", icon=None))
    paid = next((reason for reason in found.reasons if reason.key == "paid_from"), None)
    if paid:
        pills.append(PillOut(words=t("journeys.pills.paid", number=paid.number), tone="neutral", icon=None))
    place = _place_pill(asked, found, legs)
    return [*pills, *([place] if place else [])][:MOST_PILLS]


def _bed_pill(far: Sequence[LegOut]) -> PillOut:
    """The first bed one needs: the one to ask for now."""
    bed = far[0].boarding
    if bed is None or (bed.house is None and not bed.own):
        return PillOut(words=t("journeys.pills.no_bed"), tone="stop", icon="bed")
    return PillOut(words=bed.state_words, tone=BED_TONES.get(bed.state or "", "neutral"), icon="bed")


def _place_pill(asked: Asked, found: Itinerary, legs: Sequence[LegOut]) -> PillOut | None:
    count = moves(asked, found.path.rides)
    distances = [leg.distance_km for leg in legs if leg.distance_km is not None]
    if distances and not any(leg.beyond_limit for leg in legs):
        return PillOut(words=t("journeys.pills.near"), tone="go", icon=None)
    if count <= 1 and distances:
        return PillOut(words=t("journeys.pills.km", km=round(max(distances))), tone="neutral", icon=None)
    if count < 1:
        return None
    key = "one_town" if count == 1 else "towns"
    return PillOut(words=t(f"journeys.pills.{key}", count=count), tone="neutral", icon=None)


def _arrival(catalogue: Catalogue, asked: Asked, last: Ride) -> ArrivalOut:
    """Never a dead end: the jobs of the last diploma, else what may follow it."""
    diploma = catalogue.certifications[last.target]
    jobs = [catalogue.jobs[job].label for job in diploma.rome if job in catalogue.jobs and job != asked.question.job]
    following = graph_of(catalogue).next_of(last.target)[:1]
    if asked.question.job:
        detail: str | None = diploma.label
    elif jobs:
        detail = t("journeys.arrival.jobs", jobs=", ".join(jobs[:MOST_JOBS]))
    elif following:
        detail = t("journeys.arrival.next", next=label_of(catalogue, following[0].target))
    else:
        detail = None
    return ArrivalOut(
        id=asked.question.job or last.target,
        label=words.place(catalogue, asked.question.job or last.target).label,
        kind="job" if asked.question.job else "certification",
        detail=detail,
        after_url=url_of(asked.question.job or last.target),
        outcomes=present_figures.outcomes_of(
            catalogue, last.target, last.status, last.programme.institution if last.programme else None
        ),
    )
