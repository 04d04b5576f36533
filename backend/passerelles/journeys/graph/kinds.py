"""Kinds of diploma that follow, where no exact one has a code of its own in our sources, or where many have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from passerelles.catalogue.records import Certification
from passerelles.catalogue.schemas import Confidence
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.steps import sort_of

NEVER: Final = 0.0


class Kind(Struct, frozen=True):
    """A kind of diploma that may follow, and how sure it is."""

    target: str
    said_as: str  # the sort as texts name it
    rule: str
    usual: float  # strength when no sheet says anything; 0: it is then no step
    said: float  # strength when the sheet of the diploma names the kind


KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "cap": (Kind("TYPE:btm", "btm", "to_btm", NEVER, 0.50),),
    "mc3": (Kind("TYPE:btm", "btm", "to_btm", NEVER, 0.50),),
    "bac-pro": (
        Kind("TYPE:dn-made", "dn-made", "to_dn_made", NEVER, 0.60),
        Kind("TYPE:but", "but", "to_university", NEVER, 0.55),
        Kind("TYPE:btm", "btm", "to_btm", NEVER, 0.50),
        Kind("TYPE:licence", "licence", "to_university", NEVER, 0.45),
    ),
    "mc4": (Kind("TYPE:dn-made", "dn-made", "to_dn_made", NEVER, 0.50),),
    "bma": (Kind("TYPE:dn-made", "dn-made", "to_dn_made", 0.50, 0.80),),
    "bts": (
        Kind("TYPE:licence-pro", "licence-pro", "to_university", 0.90, 0.95),
        Kind("TYPE:licence", "licence", "to_university", 0.55, 0.80),
        Kind("TYPE:dcg", "dcg", "to_school", NEVER, 0.75),
        Kind("TYPE:ingenieur", "engineer", "to_engineer", 0.40, 0.62),
        Kind("TYPE:dn-made", "dn-made", "to_dn_made", NEVER, 0.62),
        Kind("TYPE:but", "but", "to_university", 0.42, 0.70),
        Kind("TYPE:ats", "ats", "to_ats", NEVER, 0.50),
    ),
    "deust": (
        Kind("TYPE:licence-pro", "licence-pro", "to_university", 0.90, 0.95),
        Kind("TYPE:licence", "licence", "to_university", 0.60, 0.80),
    ),
    "but": (
        Kind("TYPE:master", "master", "to_university", 0.60, 0.80),
        Kind("TYPE:ingenieur", "engineer", "to_engineer", 0.50, 0.70),
    ),
    "licence": (Kind("TYPE:master", "master", "to_university", 0.70, 0.90),),
    "dn-made": (
        Kind("TYPE:design-school", "school", "to_school", 0.60, 0.60),
        Kind("TYPE:master", "master", "to_university", 0.50, 0.60),
    ),
    "national": (
        Kind("TYPE:design-school", "school", "to_school", 0.60, 0.60),
        Kind("TYPE:master", "master", "to_university", 0.45, 0.55),
    ),
    "dcg": (Kind("TYPE:master", "master", "to_university", 0.60, 0.80),),
    "cpes": (Kind("TYPE:licence", "licence", "to_university", 0.70, 0.80),),
    "cpge-economics": (
        Kind("TYPE:business-school", "school", "to_school", 0.90, 0.90),
        Kind("TYPE:licence", "licence", "to_university", 0.60, 0.70),
    ),
    "cpge-letters": (
        Kind("TYPE:licence", "licence", "to_university", 0.90, 0.90),
        Kind("TYPE:business-school", "school", "to_school", 0.50, 0.60),
    ),
    "cpge-sciences": (
        Kind("TYPE:ingenieur", "engineer", "to_engineer", 0.90, 0.95),
        Kind("TYPE:licence", "licence", "to_university", 0.60, 0.70),
    ),
    "title5": (Kind("TYPE:licence-pro", "licence-pro", "to_university", 0.50, 0.80),),
    "licence-pro": (Kind("TYPE:master", "master", "to_university", 0.30, 0.55),),
    "bt": (Kind("TYPE:licence", "licence", "to_university", 0.40, 0.50),),
}
"""By sort of the diploma obtained."""


def kinds_after(diploma: Certification, said: frozenset[str]) -> Iterator[Progression]:
    """The kinds of diploma that may follow one; `said` are those that its sheet names."""
    for kind in KINDS.get(sort_of(diploma), ()):
        documented = kind.said_as in said
        strength = kind.said if documented else kind.usual
        if strength:
            confidence: Confidence = "documented" if documented else "inferred"
            yield Progression(diploma.id, kind.target, "continuation", confidence, kind.rule, strength)
