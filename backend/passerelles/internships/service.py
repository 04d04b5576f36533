"""Companies of the campus's sector near a place: possible contacts, never offers."""

from __future__ import annotations

from passerelles.catalogue import present_figures
from passerelles.catalogue import service as catalogue_service
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Company
from passerelles.core import paging
from passerelles.core.messages import t
from passerelles.internships.schemas import CompanyList, CompanyOut

SOURCE = "sirene"  # beginning of the source's id


def companies(
    catalogue: Catalogue,
    *,
    near: str | None,
    max_km: float | None,
    campus_id: str,
    cursor: str | None,
    limit: int,
) -> CompanyList:
    """A page of contacts by distance from `near`, or from the middle of the campus; unknown places last.

    Raises:
        UnknownPlace, MalformedInput.
    """
    origin = catalogue_service.point_or_campus(catalogue, near, campus_id)
    found = catalogue.companies_by_place.listed((origin.lat, origin.lon) if origin else None, max_km)
    page, following = paging.cut(found, cursor, limit)
    return CompanyList(
        edition=catalogue.edition,
        items=[_shown(one, km if near else None) for km, one in page],
        total=len(found),
        next=following,
        near=origin.label if origin and near else None,
        words=t("internships.words"),
        source=present_figures.named_source(catalogue, SOURCE),
    )


def _shown(record: Company, km: float | None) -> CompanyOut:
    return CompanyOut(
        id=record.id,
        name=record.name,
        sign=record.sign,
        address=record.address,
        city=record.city,
        lat=record.lat,
        lon=record.lon,
        distance_km=None if km is None else round(km, 1),
        size=record.size,
        field=record.field,
    )
