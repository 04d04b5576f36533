"""The diplomas that a destination stands for: the diploma itself, those of a job, a few of a sector or of a kind."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys import kinds_of_diploma
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.stations import THIRD_YEAR, has_bac
from passerelles.journeys.graph.types import TYPE
from passerelles.journeys.planner.question import ANYWHERE, DEFAULT_KM, Home
from passerelles.journeys.planner.ways import tables_into

MOST_TARGETS: Final = 8


def targets_of(catalogue: Catalogue, to: str, start: str, home: Home | None) -> tuple[str, ...]:
    """Current ids of diplomas, the likeliest first; empty when `to` says nothing to this edition."""
    if to in catalogue.jobs:
        return tuple(diploma.id for diploma in _of_job(catalogue, to)[:MOST_TARGETS])
    if to in catalogue.sectors:
        return tuple(diploma.id for diploma in of_sector(catalogue, to, start, home)[:MOST_TARGETS])
    if is_kind(to):
        return tuple(_of_kind(catalogue, to, start, home)[:MOST_TARGETS])
    return tuple(current for current in catalogue.resolve(to) if current in catalogue.certifications)


def _of_job(catalogue: Catalogue, job: str) -> list[Certification]:
    """Those taught here if any; those of its ROME sheets when no diploma names an Onisep job itself."""
    diplomas = list(catalogue.certifications_of_job(job))
    if not diplomas:
        sheets = catalogue.jobs[job].rome
        diplomas = list({d.id: d for sheet in sheets for d in catalogue.certifications_of_job(sheet)}.values())
    taught = [d for d in diplomas if catalogue.programmes_of(d.id) or catalogue.enters_through(d.id)]
    return taught or diplomas


def is_kind(to: str) -> bool:
    """Whether a destination is a kind of diploma: `TYPE:licence-pro`."""
    return to.startswith(TYPE) and to.removeprefix(TYPE) in kinds_of_diploma.FACTS


def _of_kind(catalogue: Catalogue, kind: str, start: str, home: Home | None) -> list[str]:
    """The diplomas of a kind that one may start from `start`, the nearest first; else whatever is near."""
    found = [catalogue.certifications[one] for one in kinds_of_diploma.members(catalogue, kind)]
    able = [one for one in found if start != ANYWHERE and can_start(catalogue, start, one)] or found

    def order(diploma: Certification) -> tuple[float, str]:
        km = nearest_km(catalogue, diploma.id, start, home)
        return DEFAULT_KM * 10 if km is None else km, diploma.id

    return [one.id for one in sorted(able, key=order)]


def of_sector(catalogue: Catalogue, sector: str, start: str, home: Home | None) -> list[Certification]:
    """The diplomas of a sector that one may start from `start`, those with a place nearest to home first."""
    level = 0 if start == ANYWHERE else level_of(catalogue, start)
    found = [
        (km if km is not None else DEFAULT_KM * 10, -len(catalogue.programmes_of(diploma.id)), diploma.id, diploma)
        for diploma in in_sector(catalogue, sector)
        if diploma.level > level and (start == ANYWHERE or can_start(catalogue, start, diploma))
        for km in [nearest_km(catalogue, diploma.id, start, home)]
    ]
    return [diploma for *_, diploma in sorted(found, key=lambda row: row[:3])] or in_sector(catalogue, sector)


def in_sector(catalogue: Catalogue, sector: str) -> list[Certification]:
    """The open diplomas of a sector that are taught here, common years left out."""
    by_sector = catalogue.derived("journeys.sectors", _by_sector)
    return by_sector.get(sector, [])


def can_start(catalogue: Catalogue, start: str, diploma: Certification) -> bool:
    """Whether some progression leads there at once."""
    steps = graph_of(catalogue).before_of(diploma.id)
    return any(step.source == start for step in steps) or (has_bac(start) and diploma.kind in ("bts", "but"))


def level_of(catalogue: Catalogue, start: str) -> int:
    """The level one has: 0 for a stage, so that everything is open to it."""
    diploma = catalogue.certifications.get(start)
    return diploma.level - 1 if diploma else 0  # a second diploma of the same level is no step back


def nearest_km(catalogue: Catalogue, diploma: str, start: str, home: Home | None) -> float | None:
    """Kilometres from home to the nearest place where it may be started, None when either is unknown."""
    source = THIRD_YEAR if start == ANYWHERE else start
    near = (table.nearest(home, 1) for table in tables_into(catalogue, diploma, source))
    return min((km for found in near for km, _ in found if km is not None), default=None)


def _by_sector(catalogue: Catalogue) -> dict[str, list[Certification]]:
    found: dict[str, list[Certification]] = {}
    for diploma in catalogue.certifications.values():
        taught = catalogue.programmes_of(diploma.id) and catalogue.is_open(diploma)
        if taught and diploma.sector and not diploma.common_year_of and diploma.kind != "2de-pro":
            found.setdefault(diploma.sector, []).append(diploma)
    return found
