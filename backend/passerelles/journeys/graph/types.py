"""Kinds of diploma as stations: where the exact diploma has no code of its own, or many do, the kind is the step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.steps import sort_of

TYPE: Final = "TYPE:"
OF_SORT: Final[Mapping[str, str]] = {
    "licence-pro": "TYPE:licence-pro",
    "licence": "TYPE:licence",
    "but": "TYPE:but",
    "engineer": "TYPE:ingenieur",
    "master": "TYPE:master",
    "dn-made": "TYPE:dn-made",
    "btm": "TYPE:btm",
    "dcg": "TYPE:dcg",
}
"""Sorts whose diplomas are many and close to each other: on a list, the kind is one step and they are its options."""


def type_of(diploma: Certification) -> str | None:
    """The kind of diploma that stands for this one on a list; None for a diploma listed by itself."""
    return OF_SORT.get(sort_of(diploma))
