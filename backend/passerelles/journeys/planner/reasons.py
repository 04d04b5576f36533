"""Why an itinerary is in the answer: what it is best at, compared with the others shown. Only what figures say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.planner.pareto import Path


class Reason(Struct, frozen=True):
    """`key` names its sentence in `journeys.why`; `number` fills it."""

    key: str
    number: int = 0


def reasons_for(catalogue: Catalogue, path: Path, others: Sequence[Path], *, home: bool) -> list[Reason]:
    """Reasons of `path` among `others` (which exclude it), most useful first; may be empty."""
    found = (
        _superlatives(catalogue, path, [other for other in others if not _leads(other)], home=home)
        if not _leads(path)
        else []
    )
    paid = _first_paid_year(path)
    if paid:
        found.append(Reason("paid_from", paid))
    early = path.cost.first_diploma
    if len(path.rides) > 1 and others and early < min(other.cost.first_diploma for other in others):
        found.append(Reason("early_diploma", (early + 1) // 2))
    found.extend(_ways(catalogue, path))
    return found


def _superlatives(catalogue: Catalogue, path: Path, others: Sequence[Path], *, home: bool) -> list[Reason]:
    """What it is best at, compared with those that are sure to exist as they are: leads are left out."""
    found: list[Reason] = []
    cost, costs = path.cost, [other.cost for other in others]
    if (
        costs
        and cost.half_years <= min(c.half_years for c in costs)
        and any(c.half_years > cost.half_years for c in costs)
    ):
        found.append(Reason("shortest"))
    placed = home and all(ride.km is not None for ride in path.rides)
    if placed and not any(ride.far for ride in path.rides):
        found.append(Reason("near"))
    elif placed and costs and all(cost.distance < c.distance for c in costs):
        found.append(Reason("nearest"))
    if _same_place(path):
        found.append(Reason("same_place"))
    elif _same_town(catalogue, path):
        found.append(Reason("same_town"))
    if costs and all(ride.risk_known for ride in path.rides) and all(cost.risk < c.risk for c in costs):
        found.append(Reason("safest"))
    work = path.rides[-1].employment
    if work is not None and costs and all(cost.prospects < c.prospects for c in costs):
        found.append(Reason("most_work", round(work)))
    return found


def _ways(catalogue: Catalogue, path: Path) -> list[Reason]:
    ways: list[Reason] = []
    kinds = [c.kind for ride in path.rides if (c := catalogue.certifications.get(ride.target))]
    if "cap" in kinds[:-1]:
        ways.append(Reason("by_cap"))
    leads = {ride.lead for ride in path.rides}
    if "general" in leads:
        ways.append(Reason("by_general"))
    if leads & {"apprenticeship", "continuing", "vae"}:
        ways.append(Reason("to_confirm"))
    statuses = {ride.status for ride in path.rides}
    if statuses == {"school"} and not leads - {None}:
        ways.append(Reason("at_school"))
    return ways


def _first_paid_year(path: Path) -> int:
    """The year (1 for the first) in which pay begins, 0 when it never does. A lead promises nothing."""
    years = 0.0
    for ride in path.rides:
        if ride.paid and ride.lead is None:
            return int(years) + 1
        years += ride.years
    return 0


def _same_place(path: Path) -> bool:
    places = {ride.programme.institution if ride.programme else None for ride in path.rides}
    return len(path.rides) > 1 and len(places) == 1 and None not in places


def _same_town(catalogue: Catalogue, path: Path) -> bool:
    schools = [catalogue.institutions.get(ride.programme.institution) for ride in path.rides if ride.programme]
    towns = {school.commune if school else None for school in schools}
    return len(path.rides) == len(schools) > 1 and len(towns) == 1 and None not in towns


def _leads(path: Path) -> bool:
    return any(ride.lead for ride in path.rides)
