"""What one itinerary says in each row of a comparison. Unknown is "n. d.", never a number."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from passerelles.boarding.schemas import NightState
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.schemas import FigureOut
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.schemas import ItineraryOut, LegOut, LinePartOut, Tone

BED_STATES: Final[dict[NightState, tuple[float, Tone]]] = {
    "free": (1.0, "go"), "few": (2.0, "wait"), "waiting": (3.0, "stop"), "closed": (4.0, "neutral"),
}  # fmt: skip


class Cell(Struct, frozen=True):
    """`value` is what the best is decided by, among cells of one `measure` only."""

    words: str
    value: float | None = None
    detail: str | None = None
    tone: Tone = "neutral"
    line: tuple[LinePartOut, ...] = ()
    figure: FigureOut | None = None
    measure: str = ""
    more_is_better: bool = False


def duration(one: ItineraryOut) -> Cell:
    if any(leg.lead and leg.status in ("continuing", "vae") for leg in one.legs):
        return _unknown(t("journeys.comparison.to_confirm"))
    return Cell(words.years(one.years), one.years)


def line(one: ItineraryOut) -> Cell:
    parts = tuple(
        LinePartOut(track=leg.track, letter=leg.letter, years=leg.years, words=_part(leg)) for leg in one.legs
    )
    return Cell(", ".join(part.words for part in parts), line=parts)


def employed(one: ItineraryOut) -> Cell:
    outcomes = one.legs[-1].outcomes
    figure = outcomes.employment_6m if outcomes else None
    if figure is None or figure.value is None:
        return Cell(t("journeys.comparison.unknown"), figure=figure, more_is_better=True)
    said = t("journeys.comparison.percent", percent=catalogue_words.number(figure.value))
    return Cell(said, figure.value, f"{figure.scope}, {figure.vintage}", figure=figure, more_is_better=True)


def travel(one: ItineraryOut) -> Cell:
    """The farthest leg: what one rides each day, or each week from a boarding house."""
    known = [leg for leg in one.legs if leg.distance_km is not None]
    if not known or any(leg.programme and leg.distance_km is None for leg in one.legs):
        return _unknown(None)
    farthest = max(known, key=lambda leg: leg.distance_km or 0.0)
    detail = farthest.travel.words if farthest.travel else None
    return Cell(farthest.distance_words, farthest.distance_km, detail)


def bed(one: ItineraryOut) -> Cell:
    far = [leg for leg in one.legs if leg.beyond_limit]
    if not far:
        return Cell(t("journeys.comparison.no_need"), 0.0, tone="go")
    first = far[0].boarding
    if first is None:
        return Cell(t("journeys.comparison.no_boarding"), tone="stop")
    if first.state is None:
        return Cell(first.state_words, detail=first.name)
    value, tone = BED_STATES[first.state]
    return Cell(first.state_words, value, first.name, tone)


def cost(one: ItineraryOut) -> Cell:
    """Boarding only: the rest of what studying costs is nobody's figure."""
    far = [leg for leg in one.legs if leg.beyond_limit]
    if not far:
        return Cell(t("journeys.comparison.no_boarding_cost"), 0.0)
    prices = [leg.boarding.price if leg.boarding else None for leg in far]
    known = [price for price in prices if price]
    if not known or len(known) < len(prices):
        return _unknown(t("journeys.comparison.no_tariff"))
    dearest = max(known, key=lambda price: price.year_cents)
    detail = dearest.words if not dearest.demo else t("journeys.comparison.demo", price=dearest.words)
    return Cell(dearest.year_words, dearest.year_cents / 100, detail)


def paid(one: ItineraryOut) -> Cell:
    """From which year on, and for how long; a lead promises nothing."""
    before = 0.0
    for leg in one.legs:
        if leg.paid:
            first = t("journeys.comparison.paid_from", number=int(before) + 1)
            return Cell(first, one.paid_years, words.years(one.paid_years), more_is_better=True)
        before += leg.years
    hired = any(leg.status == "apprenticeship" for leg in one.legs)
    key = "paid_to_confirm" if hired else "unpaid"
    return Cell(t(f"journeys.comparison.{key}"), 0.0, more_is_better=True)


def demand(one: ItineraryOut) -> Cell:
    """Of the leg most asked for in its own procedure: two procedures are never compared."""
    pressure = one.pressure
    if pressure is None or pressure.value is None:
        return _unknown(None)
    value = catalogue_words.number(pressure.value)
    said = t(
        "journeys.comparison.demand_many" if pressure.value >= 2 else "journeys.comparison.demand_one", value=value
    )
    detail = ", ".join(filter(None, (t(f"journeys.procedures.{pressure.procedure}"), pressure.vintage)))
    return Cell(said, pressure.value, detail, measure=pressure.procedure)


def _part(leg: LegOut) -> str:
    kind = leg.to.label if leg.programme is None else t(f"journeys.kinds_short.{leg.programme.certification.kind}")
    return t("journeys.comparison.part", kind=kind, years=words.years(leg.years))


def _unknown(detail: str | None) -> Cell:
    return Cell(t("journeys.comparison.unknown"), detail=detail)
