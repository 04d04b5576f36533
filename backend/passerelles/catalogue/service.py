"""What the catalogue answers: pages by id, an old id leading to what is open now."""

from __future__ import annotations

from passerelles.catalogue import houses, present_kinds, present_pages, progressions
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.schemas import CampusOut, CertificationOut, InstitutionOut, JobPage, ProgrammePage
from passerelles.catalogue.ways import campus_place
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.errors import NotFound, Problem


class UnknownPlace(Problem):
    """422: `near` is no commune of this edition."""

    status = 422
    slug = "unknown-place"


def point(catalogue: Catalogue, near: str | None) -> Point | None:
    """The centre of the commune asked for (`COM:85047`), old codes included; None when none is asked for.

    Raises:
        UnknownPlace: no such commune here, or its centre is not known.
    """
    if not near:
        return None
    commune = catalogue.commune(near)
    if commune is None or commune.lat is None or commune.lon is None:
        raise UnknownPlace
    return Point(commune.lat, commune.lon, commune.name)


def point_or_campus(catalogue: Catalogue, near: str | None, campus_id: str) -> Point | None:
    """The commune asked for, else the middle of the campus's members, else None.

    Raises:
        UnknownPlace: no such commune here.
    """
    return point(catalogue, near) or campus_place(catalogue, campus_id)


def certification(catalogue: Catalogue, identifier: str, near: str | None = None) -> CertificationOut:
    """A diploma's page: an old id answers with its successor, or with its own page when there are several.

    A kind of diploma (`TYPE:licence-pro`) has a page of the same shape.

    Raises:
        NotFound, UnknownPlace.
    """
    kind = progressions.provider().kind_of(catalogue, identifier)
    if kind:
        return present_kinds.kind_of_diploma(catalogue, kind, point(catalogue, near))
    current = catalogue.resolve(identifier)
    if not current:
        raise NotFound
    shown = identifier if len(current) > 1 and identifier in catalogue.certifications else current[0]
    record = catalogue.certifications.get(shown)
    if record is None:
        raise NotFound
    commune = catalogue.commune(near) if near else None
    department = commune.department if commune else None
    return present_pages.certification(catalogue, record, identifier, point(catalogue, near), department)


def programme(
    catalogue: Catalogue, identifier: str, near: str | None = None, house: str | None = None
) -> ProgrammePage:
    """A programme's page; an old id answers with the same place's programme of the diploma open now.

    Raises:
        NotFound, UnknownPlace.
    """
    found = catalogue.programmes.get(next(iter(catalogue.resolve(identifier)), ""))
    if found is None:
        raise NotFound
    return present_pages.programme(catalogue, found, clock.today(), point(catalogue, near), house)


def institution(
    catalogue: Catalogue, identifier: str, near: str | None = None, house: str | None = None
) -> InstitutionOut:
    """An institution's page.

    Raises:
        NotFound, UnknownPlace.
    """
    found = catalogue.institutions.get(identifier)
    if found is None:
        raise NotFound
    return present_pages.institution(catalogue, found, clock.today(), point(catalogue, near), house)


def job(catalogue: Catalogue, identifier: str) -> JobPage:
    """A job's page.

    Raises:
        NotFound.
    """
    found = catalogue.jobs.get(identifier)
    if found is None:
        raise NotFound
    return present_pages.job(catalogue, found)


def campus(catalogue: Catalogue, campus_id: str, *, demo: bool) -> CampusOut:
    """The campus this installation serves.

    Raises:
        NotFound: the edition does not know it.
    """
    found = catalogue.campuses.get(campus_id)
    if found is None:
        raise NotFound
    return present_pages.campus(catalogue, found, demo=demo)


def institution_of(catalogue: Catalogue, programme_id: str) -> str:
    """The institution of a programme, old ids included; empty when there is no such programme."""
    found = catalogue.programmes.get(next(iter(catalogue.resolve(programme_id)), ""))
    return found.institution if found else ""


def version_of(catalogue: Catalogue, institution_id: str, house: str | None) -> str:
    """What else than the edition the page of an institution depends on: its house, the day where it has open days."""
    day = clock.today().isoformat() if catalogue.open_days_at(institution_id) else ""
    return ".".join(filter(None, (house, day)))


async def house_of(db: Database, catalogue: Catalogue, institution_id: str) -> str | None:
    """The boarding house bookable at an institution, as boarding knows it now."""
    if institution_id not in catalogue.institutions:
        return None
    async with db.read() as session:
        return await houses.provider().house_of(session, institution_id)
