"""One step for what is one diploma to a pupil: its options, its old and new codes, a kind of many close diplomas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.names import base
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.steps import sort_of
from passerelles.journeys.graph.types import TYPE, type_of

COLON: Final = re.compile(r"\s+:\s")
"""« CS Responsable technico-commercial : horticulture » and its sisters are told apart after the colon."""

MOST_OPTIONS: Final = 8


def group_of(catalogue: Catalogue, diploma: Certification) -> str:
    """The key of the diploma that these codes are options or successive versions of."""
    seen = {diploma.id}
    while True:
        newer = [catalogue.certifications[one] for one in diploma.successors if one in catalogue.certifications]
        following = next((one for one in newer if catalogue.is_open(one) and one.id not in seen), None)
        if following is None:
            return f"{sort_of(diploma)}:{COLON.split(base(diploma.label))[0]}"
        seen.add(following.id)
        diploma = following


def folded(catalogue: Catalogue, steps: Iterable[Progression]) -> list[Progression]:
    """The same steps in the same order, each group once: its first step, with the others as its options."""
    groups: dict[str, list[Progression]] = {}
    for step in steps:
        diploma = catalogue.certifications.get(step.target)
        kind = type_of(diploma) if diploma else step.target
        key = kind or (group_of(catalogue, diploma) if diploma else step.target)
        groups.setdefault(key, []).append(step)
    return [_one(key, group) for key, group in groups.items()]


def _one(key: str, group: list[Progression]) -> Progression:
    first = group[0]
    if key.startswith(TYPE):
        first = next((step for step in group if step.target == key), replace(first, target=key))
    others = tuple(dict.fromkeys(step.target for step in group if step.target != first.target))
    return replace(first, options=others[:MOST_OPTIONS])
