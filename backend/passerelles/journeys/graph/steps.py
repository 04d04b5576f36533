"""Which kinds of diploma follow which, and how usual it is. Levels, never fields: those are read and compared."""

from __future__ import annotations

from functools import cache
from typing import Final

from msgspec import Struct

from passerelles.catalogue.records import Certification
from passerelles.catalogue.schemas import ProgressionKind
from passerelles.journeys.graph.vocabulary import plain


class Step(Struct, frozen=True):
    """What usually follows a kind of diploma, and how usual it is (1: the main way on)."""

    kind: ProgressionKind
    rule: str
    weight: float


LABELLED: Final = (
    ("diplome d'etat de la jeunesse", "jeps"),
    ("diplome d'etat superieur de la jeunesse", "jeps"),
    ("diplome d'etat de ski", "sport-state"),
    ("diplome d'etat d'alpinisme", "sport-state"),
    ("diplome d'etat", "state"),
    ("certificat de capacite", "state"),
    ("bpjeps", "jeps"),
    ("bp jeps", "jeps"),
    ("dejeps", "jeps"),
    ("de jeps", "jeps"),
    ("desjeps", "jeps"),
    ("dn made", "dn-made"),
    ("btm ", "btm"),
    ("bt ", "bt"),
    ("diplome national d'", "national"),
    ("diplome de comptabilite et de gestion", "dcg"),
    ("diplome superieur de comptabilite et de gestion", "dscg"),
    ("classe preparatoire economique", "cpge-economics"),
    ("classe preparatoire de lettres", "cpge-letters"),
    ("classe preparatoire aux etudes superieures", "cpes"),
    ("classe preparatoire", "cpge-sciences"),
)
"""Sorts told by the beginning of the plain label, where the nomenclature only says `other`. The first that fits."""

CARE: Final = ("331", "332")
"""NSF groups of health and social work, whose State diplomas the nomenclature may call by their job alone."""

LOWER_SPECIALISATION: Final = 3
"""Level of the `certificats de spécialisation` that follow a CAP; those that follow a bac are above."""


def sort_of(diploma: Certification) -> str:
    """The sort of a diploma: its kind, made finer by its level or its label where what follows depends on it."""
    if diploma.kind == "mc":
        return "mc3" if diploma.level <= LOWER_SPECIALISATION else "mc4"
    if diploma.kind == "title":
        return f"title{diploma.level}"
    if diploma.kind == "other":
        sort = _labelled(diploma.label)
        return "state" if sort == "other" and _is_state_diploma(diploma) else sort
    return diploma.kind


def _is_state_diploma(diploma: Certification) -> bool:
    """« Moniteur éducateur » is the DEME: the acronym tells the State diploma that the label of BCN does not."""
    return diploma.nsf in CARE and (diploma.acronym or "").startswith("DE")


@cache
def _labelled(label: str) -> str:
    said = plain(label)
    return next((sort for start, sort in LABELLED if said.startswith(start)), "other")


NAMED_ONLY: Final = 0.0
"""Weight of what is a step only where a sheet names the diploma."""

STEPS: Final[dict[tuple[str, str], Step]] = {
    ("cap", "bac-pro"): Step("continuation", "cap_to_bac_pro", 1.0),
    ("cap", "bp"): Step("continuation", "to_bp", 1.0),
    ("cap", "bma"): Step("continuation", "to_bma", 0.95),
    ("cap", "btm"): Step("continuation", "to_btm", 0.8),
    ("cap", "mc3"): Step("continuation", "to_specialisation", 0.95),
    ("cap", "mc4"): Step("continuation", "to_specialisation", 0.7),
    ("cap", "state"): Step("continuation", "state_diploma", 0.85),
    ("cap", "cap"): Step("bridge", "second_diploma", 0.5),
    ("bac-pro", "bts"): Step("continuation", "to_bts", 1.0),
    ("bac-pro", "deust"): Step("continuation", "to_university", 0.6),
    ("bac-pro", "but"): Step("continuation", "to_university", 0.45),
    ("bac-pro", "mc4"): Step("continuation", "to_specialisation", 0.85),
    ("bac-pro", "mc3"): Step("continuation", "to_specialisation", 0.7),
    ("bac-pro", "bp"): Step("bridge", "to_bp", 0.7),
    ("bac-pro", "btm"): Step("bridge", "to_btm", 0.6),
    ("bac-pro", "bma"): Step("bridge", "to_bma", 0.6),
    ("bac-pro", "bac-pro"): Step("bridge", "second_diploma", 0.35),
    ("bac-pro", "state"): Step("continuation", "state_diploma", 0.85),
    ("bac-pro", "jeps"): Step("continuation", "sport_diploma", 0.6),
    ("bac-pro", "dn-made"): Step("continuation", "to_dn_made", 0.7),
    ("bac-techno", "state"): Step("continuation", "state_diploma", 0.9),
    ("bac-techno", "dn-made"): Step("continuation", "to_dn_made", 0.9),
    ("bac-techno", "dcg"): Step("continuation", "to_school", 0.7),
    ("bac-techno", "deust"): Step("continuation", "to_university", 0.5),
    ("bp", "bts"): Step("continuation", "to_bts", 0.95),
    ("bp", "mc4"): Step("continuation", "to_specialisation", 0.9),
    ("bp", "mc3"): Step("continuation", "to_specialisation", 0.75),
    ("bp", "bp"): Step("bridge", "second_diploma", 0.6),
    ("bp", "jeps"): Step("continuation", "sport_diploma", 0.6),
    ("bt", "bts"): Step("continuation", "to_bts", 0.9),
    ("btm", "bts"): Step("continuation", "to_bts", 0.8),
    ("bma", "bts"): Step("continuation", "to_bts", 0.95),
    ("bma", "dn-made"): Step("continuation", "to_dn_made", 0.95),
    ("bma", "mc4"): Step("continuation", "to_specialisation", 0.75),
    ("mc3", "bac-pro"): Step("continuation", "cap_to_bac_pro", 0.9),
    ("mc3", "bp"): Step("continuation", "to_bp", 0.95),
    ("mc3", "bma"): Step("continuation", "to_bma", 0.85),
    ("mc3", "btm"): Step("continuation", "to_btm", 0.7),
    ("mc3", "mc3"): Step("continuation", "to_specialisation", 0.6),
    ("mc4", "mc4"): Step("continuation", "to_specialisation", 0.7),
    ("mc4", "bts"): Step("continuation", "to_bts", 0.8),
    ("mc4", "jeps"): Step("continuation", "sport_diploma", 0.8),
    ("jeps", "jeps"): Step("continuation", "sport_diploma", 0.8),
    ("state", "state"): Step("continuation", "state_diploma", 0.9),
    ("bts", "licence-pro"): Step("continuation", "to_university", 1.0),
    ("bts", "licence"): Step("continuation", "to_university", 0.75),
    ("bts", "but"): Step("continuation", "to_university", 0.7),
    ("bts", "engineer"): Step("continuation", "to_engineer", 0.6),
    ("bts", "mc4"): Step("bridge", "to_specialisation", 0.5),
    ("bts", "bts"): Step("bridge", "second_diploma", 0.5),
    ("bts", "dn-made"): Step("continuation", "to_dn_made", 0.55),
    ("bts", "state"): Step("continuation", "state_diploma", 0.5),
    ("bts", "national"): Step("continuation", "to_school", NAMED_ONLY),
    ("bts", "dcg"): Step("continuation", "to_school", 0.6),
    ("deust", "licence-pro"): Step("continuation", "to_university", 1.0),
    ("deust", "licence"): Step("continuation", "to_university", 0.85),
    ("but", "engineer"): Step("continuation", "to_engineer", 0.8),
    ("but", "master"): Step("continuation", "to_university", 0.8),
    ("licence", "master"): Step("continuation", "to_university", 1.0),
    ("dcg", "dscg"): Step("continuation", "to_school", 1.0),
    ("dcg", "master"): Step("continuation", "to_university", 0.6),
    ("dn-made", "licence-pro"): Step("bridge", "to_university", 0.6),
    ("dn-made", "master"): Step("continuation", "to_university", 0.6),
    ("cpge-economics", "licence"): Step("continuation", "to_university", 0.6),
    ("cpge-letters", "licence"): Step("continuation", "to_university", 0.9),
    ("cpge-sciences", "engineer"): Step("continuation", "to_engineer", 0.9),
    ("cpge-sciences", "licence"): Step("continuation", "to_university", 0.6),
    ("licence-pro", "master"): Step("continuation", "to_university", 0.5),
    ("title3", "title4"): Step("continuation", "to_title", 0.9),
    ("title3", "bp"): Step("continuation", "to_bp", 0.8),
    ("title3", "bac-pro"): Step("continuation", "cap_to_bac_pro", 0.6),
    ("title3", "mc3"): Step("continuation", "to_specialisation", 0.6),
    ("title4", "title5"): Step("continuation", "to_title", 0.9),
    ("title4", "bts"): Step("continuation", "to_bts", 0.8),
    ("title4", "mc4"): Step("continuation", "to_specialisation", 0.6),
    ("title5", "title6"): Step("continuation", "to_title", 0.9),
    ("title5", "licence-pro"): Step("continuation", "to_university", 0.9),
}

HIGHER_ONLY: Final = frozenset((("jeps", "jeps"), ("state", "state")))
"""Diplomas of one sort and several levels: from a BPJEPS to a DEJEPS, not to another BPJEPS."""

SORTS: Final = frozenset(sort for pair in STEPS for sort in pair)
"""Sorts of diploma worth comparing."""

BAC: Final = 4
MOST_LEVELS: Final = 2
"""From a BTS to an engineering school; nothing usual jumps higher."""


def step_between(source: Certification, target: Certification) -> Step | None:
    """How one usually goes from a diploma to another; None backwards, too high, or where it is not done."""
    if not source.level <= target.level <= _highest_after(source.level) and not _specialises(source, target):
        return None
    sorts = sort_of(source), sort_of(target)
    if sorts in HIGHER_ONLY and target.level <= source.level:
        return None
    return STEPS.get(sorts)


def _highest_after(level: int) -> int:
    """The level that usual steps reach: nothing above the baccalauréat without it."""
    return BAC if level < BAC else level + MOST_LEVELS


def _specialises(source: Certification, target: Certification) -> bool:
    """A year of specialisation of level 3 is open after a bac: no step back, another trade of the same field."""
    return target.kind == "mc" and source.level == target.level + 1
