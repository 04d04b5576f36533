"""Kinds of diploma as places to go: what each is, and which diplomas of it are taught here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.progressions import KindOfDiploma
from passerelles.catalogue.records import CertificationKind
from passerelles.core.messages import t
from passerelles.journeys.graph.types import TYPE, type_of

FACTS: Final[Mapping[str, tuple[CertificationKind, int, int]]] = {
    "licence-pro": ("licence-pro", 6, 1),
    "licence": ("licence", 6, 3),
    "but": ("but", 6, 3),
    "master": ("master", 7, 2),
    "ingenieur": ("engineer", 7, 3),
    "dn-made": ("other", 6, 3),
    "btm": ("btm", 4, 2),
    "dcg": ("other", 6, 3),
    "ats": ("other", 5, 1),
    "design-school": ("other", 6, 3),
    "business-school": ("other", 7, 3),
    "work": ("other", 3, 1),
}
"""Kind, level, and usual years from where one enters."""


def kind_of(catalogue: Catalogue, identifier: str) -> KindOfDiploma | None:
    """The kind of a `TYPE:` id, None for any other id."""
    name = identifier.removeprefix(TYPE)
    if name == identifier or name not in FACTS:
        return None
    kind, level, years = FACTS[name]
    return KindOfDiploma(
        id=identifier,
        label=t(f"journeys.kinds.{name}"),
        about=t(f"journeys.kinds_about.{name}"),
        kind=kind,
        level=level,
        years=years,
        members=members(catalogue, identifier),
    )


def members(catalogue: Catalogue, identifier: str) -> tuple[str, ...]:
    """The diplomas of a kind that are open and taught here, by label."""
    return catalogue.derived("journeys.kinds", _members).get(identifier, ())


def _members(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for diploma in catalogue.certifications.values():
        kind = type_of(diploma)
        if kind and catalogue.is_open(diploma) and catalogue.programmes_of(diploma.id):
            found[kind].append((diploma.label, diploma.id))
    return {kind: tuple(one for _, one in sorted(labelled)) for kind, labelled in found.items()}
