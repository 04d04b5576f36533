"""Sports facilities near a place. Activities are known by commune only, and said so."""

from __future__ import annotations

from passerelles.catalogue import present_figures
from passerelles.catalogue import service as catalogue_service
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Facility
from passerelles.core import paging
from passerelles.core.errors import NotFound
from passerelles.core.messages import t
from passerelles.facilities.schemas import FacilityList, FacilityOut, FacilityPage

SOURCE = "res-installations"  # beginning of the source's id


def facilities(
    catalogue: Catalogue,
    *,
    near: str | None,
    max_km: float | None,
    activity: str | None,
    campus_id: str,
    cursor: str | None,
    limit: int,
) -> FacilityList:
    """A page of facilities by distance from `near`, or from the middle of the campus; unknown places last.

    `activity` keeps those whose commune has it; `activities` lists what may be asked for in the same area.

    Raises:
        UnknownPlace, MalformedInput.
    """
    origin = catalogue_service.point_or_campus(catalogue, near, campus_id)
    around = catalogue.facilities_by_place.listed((origin.lat, origin.lon) if origin else None, max_km)
    found = [(km, one) for km, one in around if activity is None or activity in one.activities]
    page, following = paging.cut(found, cursor, limit)
    return FacilityList(
        edition=catalogue.edition,
        items=[_shown(one, km if near else None) for km, one in page],
        total=len(found),
        next=following,
        near=origin.label if origin and near else None,
        activities=sorted({name for _, one in around for name in one.activities}),
        words=t("facilities.words"),
        source=present_figures.named_source(catalogue, SOURCE),
    )


def facility(catalogue: Catalogue, identifier: str) -> FacilityPage:
    """One facility.

    Raises:
        NotFound: an id that says nothing to this edition.
    """
    record = catalogue.facilities.get(identifier)
    if record is None:
        raise NotFound
    return FacilityPage(
        edition=catalogue.edition,
        facility=_shown(record, None),
        words=t("facilities.words"),
        source=present_figures.named_source(catalogue, SOURCE),
    )


def _shown(record: Facility, km: float | None) -> FacilityOut:
    return FacilityOut(
        id=record.id,
        name=record.name,
        city=record.city,
        lat=record.lat,
        lon=record.lon,
        distance_km=None if km is None else round(km, 1),
        kind=record.kind,
        accessible=record.accessible,
        school=record.school,
        year=record.year,
        activities=list(record.activities),
    )
