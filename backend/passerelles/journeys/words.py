"""The sentences of a journey."""

from __future__ import annotations

import re
from typing import Final

from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.core.messages import catalogue as messages
from passerelles.core.messages import t
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.planner.reasons import Reason
from passerelles.journeys.planner.ride import Ride
from passerelles.journeys.schemas import StationOut

FEMININE: Final = frozenset({"licence", "licence-pro"})
_FAMILY: Final = re.compile(r"^2de pro (?:m\w+tiers (?:de la |de l[’']|des |du |de ))?", re.IGNORECASE)  # "Métiers de…"


def years(count: float) -> str:
    """ "5 ans", "1 an"; half years are rounded up, a year begun is a year."""
    whole = int(count) if count == int(count) else int(count) + 1
    if whole <= 0:
        return t("journeys.time.half")
    return t("journeys.time.one") if whole == 1 else t("journeys.time.many", count=whole)


def money(cents: int) -> str:
    """ "57,20 €"."""
    return t("journeys.money.cents", euros=_thousands(cents // 100), cents=f"{cents % 100:02}")


def euros(cents: int) -> str:
    """ "2 059 €": an order of size."""
    return t("journeys.money.euros", euros=_thousands(round(cents / 100)))


def _thousands(whole: int) -> str:
    return f"{whole:,}".replace(",", "\u00a0")


def kind_of(certification: Certification) -> str:
    """ "Bac pro", "BTS": the short name of a kind of diploma."""
    return t(f"journeys.kinds_short.{certification.kind}")


def station(catalogue: Catalogue, identifier: str, when: str | None = None) -> StationOut:
    """A station on the line: a stage, or a diploma obtained with its full name as the detail."""
    certification = catalogue.certifications.get(identifier)
    if certification is None:
        detail = messages().get(f"catalogue.stage_details.{identifier.removeprefix('stage:')}")
        return StationOut(id=identifier, label=label_of(catalogue, identifier), detail=detail, when=when)
    key = "after_year" if certification.kind == "2de-pro" else "obtained"
    if certification.kind in FEMININE:
        key = "obtained_f"
    label = t(f"journeys.stations.{key}", kind=kind_of(certification))
    return StationOut(id=identifier, label=label, detail=certification.label, when=when)


def place(catalogue: Catalogue, identifier: str) -> StationOut:
    """Where one starts or arrives, by its full name; an empty id is anywhere."""
    return StationOut(id=identifier, label=name_of(catalogue, identifier), detail=None, when=None)


def name_of(catalogue: Catalogue, identifier: str) -> str:
    """Full name of a job, a sector or a station."""
    if not identifier:
        return t("journeys.anywhere")
    named = catalogue.jobs.get(identifier) or catalogue.sectors.get(identifier)
    return named.label if named else label_of(catalogue, identifier)


def rule(step: Progression, part: str) -> str:
    """A sentence of a progression: its conditions, window or source."""
    if step.note and part in ("conditions", "source"):
        return step.note.conditions if part == "conditions" else step.note.source
    if part == "source" and step.confidence == "documented":
        return t("journeys.documented.source")
    return t(f"journeys.rules.{step.rule}.{part}")


def confidence(step: Progression) -> str:
    """Who says so, in words."""
    return step.note.added if step.note else catalogue_words.confidence(step.confidence)


def reason(of: Reason) -> str:
    return t(f"journeys.why.{of.key}", number=of.number)


def via(catalogue: Catalogue, ride: Ride) -> str | None:
    """ "par la 2de Réalisation d’ensembles mécaniques et industriels (15 places)"."""
    if ride.via:
        label = _FAMILY.sub("", catalogue.certifications[ride.via.certification].label)
        label = label[:1].upper() + label[1:]
        places = ride.via.places.value if ride.via.places else None
        if places is None:
            return t("journeys.leg.via_unknown", label=label)
        return t("journeys.leg.via", label=label, places=round(places))
    if ride.programme and ride.programme.certification != ride.target:
        return t("journeys.leg.via_bts", label=catalogue.certifications[ride.programme.certification].label)
    if ride.step.rule == "cap_to_bac_pro" and ride.programme and ride.programme.entry == "first_year":
        return t("journeys.leg.premiere_to_confirm")
    return None


def distance(ride: Ride, *, boarding: bool, home: bool) -> str:
    """The distance of a leg, saying what it means for whom refuses to board."""
    if ride.km is None:
        return t("journeys.leg.distance_unknown") if home and ride.programme else ""
    words = catalogue_words.distance(ride.km)
    return t("journeys.leg.no_boarding", distance=words) if ride.far and not boarding else words
