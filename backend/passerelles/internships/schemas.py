"""Shapes of the possible contacts for a placement."""

from __future__ import annotations

from passerelles.catalogue.schemas import SourceOut
from passerelles.core.schemas import Out


class CompanyOut(Out):
    id: str
    name: str
    sign: str | None
    address: str
    city: str
    lat: float | None
    lon: float | None
    distance_km: float | None
    size: str | None
    field: str


class CompanyList(Out):
    """Companies of the sector: possible contacts, not offers."""

    edition: str
    items: list[CompanyOut]
    total: int
    next: str | None
    near: str | None
    words: str  # "Contacts possibles, pas des offres."
    source: SourceOut
