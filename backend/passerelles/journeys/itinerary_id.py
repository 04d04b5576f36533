"""The id of an itinerary: readable, URL-safe, without state. `3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.s`

Segments are joined by `_`: where one starts (`station~commune~km`, the last two optional), one per leg, and the job
when one was aimed at. A leg is a programme id with its status as a letter, followed by `~<cfd>` when it leads to an
option of that diploma; or a lead, `lead.<g|a|c|v>.<what>`.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from passerelles.catalogue.codes import certification_of, code_of
from passerelles.catalogue.records import LearnerStatus
from passerelles.journeys.graph.stations import STAGES
from passerelles.journeys.planner.pareto import Path
from passerelles.journeys.planner.question import DEFAULT_KM, Question
from passerelles.journeys.planner.ride import Lead, Ride

STATUSES: Final[dict[LearnerStatus, str]] = {"school": "s", "apprenticeship": "a", "continuing": "c", "vae": "v"}
LEADS: Final[dict[Lead, str]] = {"general": "g", "apprenticeship": "a", "continuing": "c", "vae": "v"}
MAX_LENGTH: Final = 400

_START = re.compile(r"([a-z0-9-]{2,40})(?:~([0-9AB]{5})(?:~(\d{1,4}))?)?")
_PROGRAMME = re.compile(r"([0-9A-Z]{8})\.([0-9A-Z]{8})\.([sacv])(\.1re)?(?:~([0-9A-Z]{8}))?")
_LEAD = re.compile(r"lead\.([gacv])\.([A-Za-z0-9-]{3,40})")
_JOB = re.compile(r"(rome|met)-([A-Z0-9.]{2,12})")


class LegKey(Struct, frozen=True):
    """One leg as the id names it: a programme, or a lead to a station."""

    programme: str | None
    target: str | None  # the diploma, when it is not the programme's own
    lead: Lead | None = None


class Decoded(Struct, frozen=True):
    """What an id says, before the edition is asked whether it is so."""

    start: str
    commune: str | None
    max_km: float
    legs: tuple[LegKey, ...]
    job: str | None


def encode(question: Question, path: Path) -> str:
    """The id of a path planned for `question`."""
    parts = [_start_of(question), *map(_leg, path.rides)]
    if question.job:
        kind, _, code = question.job.partition(":")
        parts.append(f"{kind.lower()}-{code}")
    return "_".join(parts)


def decode(identifier: str) -> Decoded | None:
    """What the id says, or None when it has not the form of one."""
    if len(identifier) > MAX_LENGTH:
        return None
    first, *rest = identifier.split("_")
    start = _START.fullmatch(first)
    if start is None or not rest:
        return None
    job: str | None = None
    if found := _JOB.fullmatch(rest[-1]):
        job = f"{found[1].upper()}:{found[2]}"
        rest.pop()
    legs = [_leg_key(part) for part in rest]
    if not legs or None in legs:
        return None
    return Decoded(
        start=_station(start[1]),
        commune=f"COM:{start[2]}" if start[2] else None,
        max_km=float(start[3]) if start[3] else DEFAULT_KM,
        legs=tuple(leg for leg in legs if leg),
        job=job,
    )


def _start_of(question: Question) -> str:
    kind, _, code = question.start.partition(":")
    start = code if kind == "stage" else f"{kind.lower()}-{code}"
    if question.home is None:
        return start
    start = f"{start}~{question.home.commune.removeprefix('COM:')}"
    return start if question.max_km == DEFAULT_KM else f"{start}~{round(question.max_km)}"


def _station(text: str) -> str:
    stage = f"stage:{text}"
    if stage in STAGES:
        return stage
    kind, _, code = text.partition("-")
    return f"{kind.upper()}:{code}"


def _leg(ride: Ride) -> str:
    if ride.programme is None:
        return f"lead.{LEADS[ride.lead or 'general']}.{code_of(ride.target)}"
    uai, code, _ = ride.programme.id.removeprefix("PRG:").split(".", 2)
    entry = ".1re" if ride.programme.entry == "premiere" else ""
    option = "" if ride.target == ride.programme.certification else f"~{code_of(ride.target)}"
    return f"{uai}.{code}.{STATUSES[ride.status]}{entry}{option}"


def _leg_key(part: str) -> LegKey | None:
    if found := _PROGRAMME.fullmatch(part):
        status = next(name for name, letter in STATUSES.items() if letter == found[3])
        programme = f"PRG:{found[1]}.{found[2]}.{status}{found[4] or ''}"
        return LegKey(programme, certification_of(found[5]) if found[5] else None)
    if found := _LEAD.fullmatch(part):
        lead = next(name for name, letter in LEADS.items() if letter == found[1])
        return LegKey(None, f"stage:{found[2]}" if lead == "general" else certification_of(found[2]), lead)
    return None
