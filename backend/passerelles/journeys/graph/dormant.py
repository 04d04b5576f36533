"""Diplomas that the nomenclature never closed, and that nothing else knows any more."""

from __future__ import annotations

from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification

VOCATIONAL: Final = frozenset(("cap", "bac-pro", "bp", "bma", "mc", "bts"))
"""Kinds whose living diplomas are registered in the RNCP by right; State diplomas and titles have other registers."""

YEARS: Final = 10
"""A younger diploma may be awaited by the registers and by the sheets."""


def is_dormant(catalogue: Catalogue, diploma: Certification) -> bool:
    """Whether an old diploma is taught nowhere in the edition, has no sheet and never was registered."""
    if diploma.kind not in VOCATIONAL or not diploma.opened or _is_recent(catalogue, diploma.opened):
        return False
    return not (diploma.rncp or catalogue.programmes_of(diploma.id) or catalogue.further_studies_of(diploma.id))


def _is_recent(catalogue: Catalogue, opened: str) -> bool:
    """ISO dates, compared by their years."""
    return not catalogue.as_of or int(opened[:4]) > int(catalogue.as_of[:4]) - YEARS
