"""Progressions between two diplomas: how usual the step is, how close the two are, and what the sheets say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.closeness import Closeness
from passerelles.journeys.graph.documented import Said, Sheets
from passerelles.journeys.graph.grouping import group_of
from passerelles.journeys.graph.profile import Profile
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.steps import step_between

FLOOR: Final = 0.22
"""Below this strength two diplomas are strangers."""

NAMED: Final = 0.62
"""Strength from which a pair that a sheet names starts: closeness makes the rest."""
NAMED_FIELD: Final = 0.30
"""Share of what is missing that a field named by a sheet gives."""
READ_FROM: Final = 0.55
"""How well a diploma must answer to a field to be what the sheet speaks of."""
WIDE_FIELD: Final = 0.3
"""What a wide field (« du secteur industriel ») adds to closeness: it makes no neighbours by itself."""
SURE_FIELD: Final = 0.8
NAMED_KIND: Final = 0.18
NOT_NAMED_KIND: Final = 0.85
MOST_OF_A_SORT: Final = 30
"""Kept for each diploma and sort of what follows: farther ones are no advice."""
TAUGHT_HERE: Final = 0.06
"""A diploma taught on the territory comes a little before its equal that is not."""


def links_from(
    catalogue: Catalogue, closeness: Closeness, sheets: Sheets, source: Profile, targets: Mapping[str, Profile]
) -> Iterator[Progression]:
    """What may follow a diploma, in no order."""
    near = closeness.neighbours(source.id) | sheets.named_from(source.id)
    found = [link(catalogue, closeness, sheets, source.id, target) for target in targets.keys() & near]
    by_sort: dict[str, list[Progression]] = defaultdict(list)
    for step in sorted(filter(None, found), key=lambda one: (-one.strength, one.target)):
        by_sort[targets[step.target].sort].append(step)
    for steps in by_sort.values():
        yield from steps[:MOST_OF_A_SORT]


def link(catalogue: Catalogue, closeness: Closeness, sheets: Sheets, source: str, target: str) -> Progression | None:
    """The progression from a diploma to another, None when they are strangers, or options or versions of one."""
    before, after = catalogue.certifications[source], catalogue.certifications[target]
    step = step_between(before, after)
    if step is None:
        return None
    close = closeness.score(source, target) * step.weight if step.weight else 0.0
    said = sheets.said(source, target)
    strength = _strength(close, said)
    if strength < FLOOR or (before.kind == after.kind and group_of(catalogue, before) == group_of(catalogue, after)):
        return None
    if catalogue.programmes_of(target):
        strength = _raised(strength, TAUGHT_HERE)
    documented = said.named or said.field >= SURE_FIELD
    return Progression(source, target, step.kind, "documented" if documented else "inferred", step.rule, strength)


def _strength(close: float, said: Said) -> float:
    if said.named:
        return NAMED + (1 - NAMED) * close
    if said.field >= SURE_FIELD:
        return close + (1 - close) * NAMED_FIELD * said.field
    if said.field >= READ_FROM:
        return _raised(close, WIDE_FIELD * said.field)
    if said.kind:
        return _raised(close, NAMED_KIND)
    return close * NOT_NAMED_KIND if said.silent else close


def _raised(strength: float, by: float) -> float:
    """A little more, most in the middle of the scale: neither what is sure nor what is loose changes much."""
    return strength * (1 + by * (1 - strength))
