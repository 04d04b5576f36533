"""Progressions nobody states for these two diplomas: the usual next level, in a neighbouring field. Said as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind
from passerelles.catalogue.schemas import ProgressionKind
from passerelles.core.messages import t
from passerelles.journeys.graph.affinity import Affinity
from passerelles.journeys.graph.progression import Progression

FLOOR: Final = 0.14
"""Below this strength two diplomas are strangers."""

MOST_LEVELS: Final = 2
"""From a BTS to an engineering school; nothing usual jumps higher."""

STATE_LEVEL: Final = 4

TAUGHT_HERE: Final = 1.08
"""A diploma taught on the territory comes a little before its equal that is not."""


class Step(Struct, frozen=True):
    """What usually follows a kind of diploma, and how usual it is (1: the main way on)."""

    kind: ProgressionKind
    rule: str
    weight: float


STEPS: Final[dict[tuple[CertificationKind, CertificationKind], Step]] = {
    ("cap", "bac-pro"): Step("continuation", "cap_to_bac_pro", 1.0),
    ("cap", "bp"): Step("continuation", "to_bp", 1.0),
    ("cap", "bma"): Step("continuation", "to_bma", 0.9),
    ("cap", "mc"): Step("continuation", "to_specialisation", 0.85),
    ("bac-pro", "bts"): Step("continuation", "to_bts", 1.0),
    ("bac-pro", "deust"): Step("continuation", "to_university", 0.8),
    ("bac-pro", "mc"): Step("continuation", "to_specialisation", 0.65),
    ("bac-pro", "bp"): Step("bridge", "to_bp", 0.6),
    ("bac-pro", "bac-pro"): Step("bridge", "second_diploma", 0.3),
    ("bac-pro", "other"): Step("continuation", "state_diploma", 0.7),
    ("bp", "bts"): Step("continuation", "to_bts", 1.0),
    ("bp", "mc"): Step("continuation", "to_specialisation", 0.8),
    ("bma", "bts"): Step("continuation", "to_bts", 1.0),
    ("mc", "mc"): Step("continuation", "to_specialisation", 0.7),
    ("mc", "bp"): Step("continuation", "to_bp", 0.7),
    ("mc", "bac-pro"): Step("continuation", "cap_to_bac_pro", 0.7),
    ("bts", "licence-pro"): Step("continuation", "to_university", 1.0),
    ("bts", "but"): Step("continuation", "to_university", 0.9),
    ("bts", "bts"): Step("bridge", "second_diploma", 0.5),
    ("bts", "engineer"): Step("continuation", "to_university", 0.6),
    ("deust", "licence-pro"): Step("continuation", "to_university", 1.0),
    ("but", "engineer"): Step("continuation", "to_university", 0.8),
    ("but", "master"): Step("continuation", "to_university", 0.8),
    ("licence-pro", "master"): Step("continuation", "to_university", 0.5),
}

KINDS: Final = frozenset(kind for pair in STEPS for kind in pair)
"""Kinds of diploma worth comparing."""

TYPES: Final[dict[CertificationKind, tuple[tuple[str, float], ...]]] = {
    "bts": (("TYPE:licence-pro", 0.90), ("TYPE:licence", 0.50), ("TYPE:but", 0.40)),
    "deust": (("TYPE:licence-pro", 0.90), ("TYPE:licence", 0.50)),
    "but": (("TYPE:master", 0.60), ("TYPE:ingenieur", 0.50)),
}
"""Kinds of diploma that follow, where the exact one has no code of its own in our sources."""


def after(catalogue: Catalogue, affinity: Affinity, diploma: Certification) -> Iterator[Progression]:
    """What may follow a diploma: same or next level only, never backwards."""
    for kind, strength in TYPES.get(diploma.kind, ()):
        yield Progression(diploma.id, kind, "continuation", "inferred", "to_university", strength)
    for identifier in affinity.neighbours(diploma.id):
        found = _between(catalogue, affinity, diploma, catalogue.certifications[identifier])
        if found:
            yield found


def before(catalogue: Catalogue, affinity: Affinity, diploma: Certification) -> Iterator[Progression]:
    """What a diploma may follow: the same relation, read from its end."""
    for identifier in affinity.neighbours(diploma.id):
        found = _between(catalogue, affinity, catalogue.certifications[identifier], diploma)
        if found:
            yield found


def _between(
    catalogue: Catalogue, affinity: Affinity, source: Certification, target: Certification
) -> Progression | None:
    step = STEPS.get((source.kind, target.kind))
    if step is None or not source.level <= target.level <= source.level + MOST_LEVELS:
        return None
    if _is_common(source) or _has_common_bts(catalogue, target) or not _is_known(target):
        return None
    strength = affinity.score(source.id, target.id) * step.weight
    if strength < FLOOR:
        return None
    if catalogue.programmes_of(target.id):
        strength *= TAUGHT_HERE
    return Progression(source.id, target.id, step.kind, "inferred", step.rule, min(0.99, strength))


def _is_known(target: Certification) -> bool:
    """Among the diplomas of no common kind, only State diplomas of care (aide-soignant…) follow a bac pro."""
    return target.kind != "other" or (
        target.level == STATE_LEVEL and target.label.startswith(t("journeys.labels.state_diploma"))
    )


def _is_common(certification: Certification) -> bool:
    """A common year is no diploma: only what it leads to follows it."""
    return bool(certification.common_year_of)


def _has_common_bts(catalogue: Catalogue, certification: Certification) -> bool:
    """An option of a BTS is entered through its common first year, listed instead of it."""
    return certification.kind == "bts" and any(map(catalogue.is_open, catalogue.enters_through(certification.id)))
