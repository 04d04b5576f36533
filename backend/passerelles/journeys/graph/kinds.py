"""Kinds of diploma that follow, where no exact one has a code of its own in our sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from passerelles.catalogue.records import Certification
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.steps import sort_of

TYPES: Final[Mapping[str, tuple[tuple[str, str, float], ...]]] = {
    "bts": (("TYPE:licence-pro", "to_university", 0.90), ("TYPE:licence", "to_university", 0.55),
            ("TYPE:but", "to_university", 0.42), ("TYPE:ingenieur", "to_engineer", 0.40)),
    "deust": (("TYPE:licence-pro", "to_university", 0.90), ("TYPE:licence", "to_university", 0.60)),
    "but": (("TYPE:master", "to_university", 0.60), ("TYPE:ingenieur", "to_engineer", 0.50)),
    "licence": (("TYPE:master", "to_university", 0.70),),
}  # fmt: skip
"""By sort: the kind, the rule, the strength."""


def after(diploma: Certification) -> Iterator[Progression]:
    """The kinds of diploma that usually follow one of this sort."""
    for kind, rule, strength in TYPES.get(sort_of(diploma), ()):
        yield Progression(diploma.id, kind, "continuation", "inferred", rule, strength)
