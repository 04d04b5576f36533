"""Shapes of the sports facilities."""

from __future__ import annotations

from passerelles.catalogue.schemas import SourceOut
from passerelles.core.schemas import Out


class FacilityOut(Out):
    id: str
    name: str
    city: str
    lat: float | None
    lon: float | None
    distance_km: float | None
    kind: str | None
    accessible: bool | None
    school: bool
    year: str | None
    activities: list[str]  # known for the commune, not for this place: said on screen


class FacilityList(Out):
    edition: str
    items: list[FacilityOut]
    total: int
    next: str | None
    near: str | None
    activities: list[str]  # filter values
    words: str
    source: SourceOut


class FacilityPage(Out):
    edition: str
    facility: FacilityOut
    words: str
    source: SourceOut
