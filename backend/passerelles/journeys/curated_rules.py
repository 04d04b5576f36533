"""What may be added as a progression, by the catalogue alone. Pure."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from passerelles.accounts.person import Person
from passerelles.accounts.schemas import RoleName
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.errors import Problem
from passerelles.journeys.curated_schemas import CuratedIn
from passerelles.journeys.graph.curated import diploma_now, station_now
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR, WORK, is_stage

STAGE_LEVELS: Final = {THIRD_YEAR: 2, GENERAL_YEAR: 3}
BAC_LEVEL: Final = 4
STAFF: Final[tuple[RoleName, ...]] = ("counsellor", "operational_director", "administrator")


class CuratedUnknown(Problem):
    """422: the edition shown does not know one of the two ends."""

    status = 422
    slug = "curated-unknown"


class CuratedBackwards(Problem):
    """422: to a lower level, or to itself."""

    status = 422
    slug = "curated-backwards"


def check(catalogue: Catalogue, asked: CuratedIn) -> tuple[str, str]:
    """The two ends as the edition shown names them.

    Raises:
        CuratedUnknown, CuratedBackwards.
    """
    source, target = station_now(catalogue, asked.source), diploma_now(catalogue, asked.target)
    if source is None or target is None or source == WORK:  # from work the planner knows ways in of its own
        raise CuratedUnknown
    if source == target or catalogue.certifications[target].level < _level(catalogue, source):
        raise CuratedBackwards
    return source, target


def may_add(person: Person, catalogue: Catalogue, source: str, target: str) -> bool:
    """Whether a progression is this person's to add: the campus's team adds any; a counsellor of an institution, those
    from or to a diploma that it teaches.
    """
    if _for_the_campus(person):
        return True
    taught = {one.institution for end in (source, target) if not is_stage(end) for one in catalogue.programmes_of(end)}
    return bool(taught & person.scopes("counsellor"))


def may_withdraw(person: Person, author: UUID | None) -> bool:
    """Whether it is theirs to withdraw: the campus's team withdraws any; a counsellor of an institution, their own."""
    return _for_the_campus(person) or (person.has("counsellor") and author == person.id)


def _for_the_campus(person: Person) -> bool:
    return any(person.has(role, person.campus_id) for role in STAFF)


def _level(catalogue: Catalogue, station: str) -> int:
    return STAGE_LEVELS.get(station, BAC_LEVEL) if is_stage(station) else catalogue.certifications[station].level
