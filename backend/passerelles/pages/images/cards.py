"""From an itinerary to the words of its share image. Nothing that changes every day: a preview is kept for long."""

from __future__ import annotations

import re

from passerelles.core.messages import t
from passerelles.journeys.schemas import ItineraryOut, LegOut
from passerelles.pages.images.card import Card, Segment

_DURATION = re.compile(r"^(?P<title>.+?,?)\s+(?P<marked>en\s+\d+(?:,\d)?\s+ans?)$")


def split_title(title: str) -> tuple[str, str]:
    """A title and its last words, to highlight: ("BTS …,", "en 5 ans"); the second is empty when there is none."""
    found = _DURATION.match(title)
    return (found["title"], found["marked"]) if found else (title, "")


def of_campus(name: str, *, demo: bool) -> Card:
    """The image of every page that is not an itinerary."""
    return Card(
        campus=name,
        brand=_brand(demo),
        title=t("pages.plan.heading"),
        marked=t("pages.plan.heading_mark"),
        segments=(
            Segment("vocational", 3, t("pages.og.formations"), ""),
            Segment("apprenticeship", 2, t("pages.og.boarding_house"), ""),
            Segment("higher", 2, t("pages.og.placements"), ""),
        ),
    )


def of_itinerary(campus: str, itinerary: ItineraryOut, *, demo: bool) -> Card:
    """The image of an itinerary."""
    title, marked = split_title(itinerary.title)
    return Card(
        campus=campus,
        brand=_brand(demo),
        title=title,
        marked=marked,
        segments=tuple(Segment(leg.track, leg.years, diploma_of(leg), place_of(leg)) for leg in itinerary.legs),
        pills=tuple(_pills(itinerary)),
    )


def diploma_of(leg: LegOut) -> str:
    """ "Bac pro": short enough for a segment."""
    if leg.programme:
        return t(f"journeys.kinds_short.{leg.programme.certification.kind}")
    return leg.lead.label if leg.lead else leg.to.label


def place_of(leg: LegOut) -> str:
    """The town, or that the place is still to be found."""
    if leg.programme is None:
        return t("pages.og.to_confirm")
    return leg.programme.institution.city or leg.programme.institution.name


def _brand(demo: bool) -> str:
    return t("pages.og.brand_demo" if demo else "pages.og.brand")


def _pills(itinerary: ItineraryOut) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if any(leg.boarding for leg in itinerary.legs):
        facts.append((t("pages.og.boarding"), "go"))
    before = 0.0
    for leg in itinerary.legs:
        if leg.paid:
            facts.append((t("pages.og.paid", year=int(before) + 1), "plain"))
            break
        before += leg.years
    return facts
