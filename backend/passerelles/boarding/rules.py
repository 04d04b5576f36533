"""The rules of boarding as pure functions: what is said of free beds, who may sleep where, until when a bed is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from passerelles.boarding.schemas import NightState
from passerelles.core.clock import PARIS

FEW: Final = 3
FEW_PERCENT: Final = 10
NOON: Final = time(12)
EVENING: Final = time(18)
MORNING: Final = time(9)
BEST_FIRST: Final[Sequence[NightState]] = ("free", "few", "waiting", "closed")


@dataclass(frozen=True)
class Zone:
    """A zone as the rules see it."""

    id: str
    adults_only: bool


def night_state(size: int, taken: int) -> NightState:
    """The public word for a published night: `few` hides small numbers, which would tell who is there."""
    free = size - taken
    if free <= 0:
        return "waiting"
    return "few" if free <= FEW or free * 100 <= size * FEW_PERCENT else "free"


def best(states: Iterable[NightState]) -> NightState:
    """The most hopeful of them; closed when there is none."""
    return min(states, key=BEST_FIRST.index, default="closed")


def zones_open_to(zones: Iterable[Zone], *, minor: bool) -> list[Zone]:
    """Where somebody may sleep: adults' zones are for adults on the first night of the stay (RULES 21)."""
    return [zone for zone in zones if not (minor and zone.adults_only)]


def zone_by_default(zones: Iterable[Zone], *, minor: bool) -> str | None:
    """The zone of somebody who named none, when there is no choice to make for them; an adult goes among adults."""
    possible = zones_open_to(zones, minor=minor)
    if not minor:
        possible = [zone for zone in possible if zone.adults_only] or possible
    return possible[0].id if len(possible) == 1 else None


def deadline(today: date, days: int, first_night: date) -> datetime:
    """Until when a bed is kept undecided: an evening so many days away, or noon on the day of the first night."""
    evening = datetime.combine(today + timedelta(days=days), EVENING, tzinfo=PARIS)
    noon = datetime.combine(first_night, NOON, tzinfo=PARIS)
    return min(evening, noon).astimezone(UTC)


def starts_at(first_night: date) -> datetime:
    """When a stay begins: in the evening of its first night."""
    return datetime.combine(first_night, EVENING, tzinfo=PARIS).astimezone(UTC)


def ends_at(last_night: date) -> datetime:
    """When a stay is over: in the morning after its last night."""
    return datetime.combine(last_night + timedelta(days=1), MORNING, tzinfo=PARIS).astimezone(UTC)


def runs(nights: Sequence[date], published: Sequence[date]) -> list[list[date]]:
    """The nights grouped where they follow each other among the published ones."""
    place = {night: index for index, night in enumerate(published)}
    groups: list[list[date]] = []
    for night in nights:
        if groups and place.get(night) == place.get(groups[-1][-1], -2) + 1:
            groups[-1].append(night)
        else:
            groups.append([night])
    return groups
