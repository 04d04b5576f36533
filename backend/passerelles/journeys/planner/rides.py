"""The rides that cover a progression, for whom asks: which schools, under which status, how far from home."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Programme
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR, WORK
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ride import HOME, Ride
from passerelles.journeys.planner.ways import NEAREST, Table, Way, tables_into, way_at

NEAREST_BEFORE: Final = 4
"""As `NEAREST`, for what comes before the target; places of the towns where the target is taught come besides."""


def rides_for(
    catalogue: Catalogue,
    question: Question,
    step: Progression,
    towns: frozenset[str] = frozenset(),
    *,
    most: int = NEAREST,
) -> list[Ride]:
    """Every ride worth considering for `step`: the nearest ones of each status, and those of `towns`."""
    if step.target in question.without:
        return []
    kept: list[Ride] = []
    for table in tables_into(catalogue, step.target, step.source):
        if not allowed(question, table):
            continue
        near = table.nearest(question.home, most)
        known = {way.programme.id for _, way in near}
        kept.extend(_ride(question, step, way, km) for km, way in near)
        others = (way for way in table.in_towns(sorted(towns)) if way.programme.id not in known)
        kept.extend(_ride(question, step, way, way.km(question.home)) for way in others)
    return kept


def ride_at(catalogue: Catalogue, question: Question, step: Progression, programme: Programme) -> Ride | None:
    """The ride of `step` at this very programme, or None when one cannot enter it this way."""
    way = way_at(catalogue, step.target, step.source, programme)
    return _ride(question, step, way, way.km(question.home)) if way else None


def allowed(question: Question, table: Table) -> bool:
    """Whether whom asks may ride under the status of this table, and wants to."""
    adult = table.status in ("continuing", "vae")
    if question.start == WORK and table.status == "school":
        return False
    if question.start in (THIRD_YEAR, GENERAL_YEAR) and adult:
        return False
    return question.allows(table.track)


def _ride(question: Question, step: Progression, way: Way, km: float | None) -> Ride:
    near = km is not None and km <= question.max_km
    arrives = step.target in question.targets
    return Ride(
        step=step,
        status=way.programme.status,
        years=way.years,
        programme=way.programme,
        via=way.via,
        km=km,
        town=HOME if near else way.town,
        far=question.home is not None and not near,
        bed=_bed(question, way),
        bed_year_euros=way.bed_year_euros if question.boarding else None,
        risk=way.risk,
        risk_known=way.risk_known,
        employment=way.employment if arrives else None,
        arrives=arrives,
    )


def _bed(question: Question, way: Way) -> bool | None:
    """Whether one may sleep there; a house known to have no accessible room is no bed for whom needs one."""
    if not question.boarding:
        return None
    if question.accessible and way.accessible is False:
        return False
    return way.boarding
