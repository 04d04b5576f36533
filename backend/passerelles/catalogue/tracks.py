"""The line a leg is drawn on, computed from the learner status and the level."""

from __future__ import annotations

from passerelles.catalogue.records import CertificationKind, LearnerStatus, Track

GENERAL_KINDS: frozenset[CertificationKind] = frozenset({"2de-gt", "bac-general", "bac-techno"})
HIGHER_EDUCATION_LEVEL = 5

LETTERS: dict[Track, str] = {
    "vocational": "P",
    "apprenticeship": "A",
    "continuing": "C",
    "higher": "S",
    "general": "",
}


def line_of(status: LearnerStatus, level: int, kind: CertificationKind | None = None) -> Track:
    """Return the line for a learner status and a level (3 to 8); general kinds have a line of their own."""
    if status == "apprenticeship":
        return "apprenticeship"
    if status in ("continuing", "vae"):
        return "continuing"
    if kind in GENERAL_KINDS:
        return "general"
    return "higher" if level >= HIGHER_EDUCATION_LEVEL else "vocational"
