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
from passerelles.journeys.graph.vocabulary import WORD, stems

COLON: Final = re.compile(r"\s+:\s")
"""« CS Responsable technico-commercial : horticulture » and its sisters are told apart after the colon."""

ACT_AND_FIELD: Final = 2
"""Telling words that certificates of specialisation for one act in one field have in common: « conduite d’un élevage »
caprin, porcin, ovin… would else fill a list by themselves."""

NEARLY: Final = 0.12
"""Between options this close, the one taught on the territory stands for all."""

MOST_OPTIONS: Final = 8
IN_FORCE: Final = "CFD:"


def group_of(catalogue: Catalogue, diploma: Certification) -> str:
    """The key of the diploma that these codes are options or successive versions of."""
    seen = {diploma.id}
    while True:
        newer = [catalogue.certifications[one] for one in diploma.successors if one in catalogue.certifications]
        following = next((one for one in newer if catalogue.is_open(one) and one.id not in seen), None)
        if following is None:
            said = COLON.split(base(diploma.label))[0]
            words = stems(said)[:ACT_AND_FIELD] if diploma.kind == "mc" else WORD.findall(said)
            return f"{sort_of(diploma)}:{' '.join(words)}"
        seen.add(following.id)
        diploma = following


def folded(catalogue: Catalogue, steps: Iterable[Progression], *, types: bool = True) -> list[Progression]:
    """The same steps in the same order, each group once: its first step, with the others as its options.

    `types`: whether the BUT are one group, as other kinds of many diplomas are; after a general or technological bac,
    each of them is a step.
    """
    groups: dict[str, list[Progression]] = {}
    for step in steps:
        diploma = catalogue.certifications.get(step.target)
        kind = type_of(diploma) if diploma else step.target
        if diploma and diploma.kind == "but" and not types:
            kind = None
        if step.confidence == "curated":
            kind = f"curated:{step.target}"  # what somebody signed is not hidden among the options of another
        key = kind or (group_of(catalogue, diploma) if diploma else step.target)
        groups.setdefault(key, []).append(step)
    return [_one(catalogue, key, group) for key, group in groups.items()]


def _from_afar(catalogue: Catalogue, step: Progression) -> int:
    """What stands for a group: a diploma taught here, else a code of the nomenclature in force, else a sheet alone."""
    if catalogue.programmes_of(step.target):
        return 0
    return 1 if step.target.startswith(IN_FORCE) else 2


def _one(catalogue: Catalogue, key: str, group: list[Progression]) -> Progression:
    near = (step for step in group if step.strength >= group[0].strength - NEARLY)
    first = min(near, key=lambda step: _from_afar(catalogue, step))
    if key.startswith(TYPE):
        first = next((step for step in group if step.target == key), replace(first, target=key))
    others = tuple(dict.fromkeys(step.target for step in group if step.target != first.target))
    return replace(first, options=others[:MOST_OPTIONS])
