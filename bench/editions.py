"""The embedded edition, compiled, for the benchmarks."""

from __future__ import annotations

from passerelles.catalogue.editions import archive
from passerelles.catalogue.editions.seed import embedded as archived
from passerelles.catalogue.model.catalogue import Catalogue


def embedded() -> Catalogue:
    """The catalogue of a fresh installation."""
    return Catalogue(archive.read(archived()))
