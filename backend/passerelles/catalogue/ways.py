"""Other ways to learn a diploma, when no programme is known here: a lead of low confidence, never an offer.

Open data has no catalogue of apprenticeship below the BTS nor of continuing education. Certif Info says which ways
a diploma is open to in France; InserJeunes proves that apprentices prepared it in the region, without saying where.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from passerelles.catalogue import present, words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import Places, distance_km
from passerelles.catalogue.present import Point
from passerelles.catalogue.records import Certification, Institution, LearnerStatus
from passerelles.catalogue.schemas import MaybeWayOut
from passerelles.catalogue.tracks import LETTERS, line_of
from passerelles.core.messages import t

LEADS: Final[tuple[LearnerStatus, ...]] = ("apprenticeship", "continuing", "vae")
MAX_CONTACTS: Final = 3
REACHES_KM: Final = (40.0, 160.0)
"""Looked at one after the other before the whole country."""
EVERY_SECTOR: Final = ""


def maybe_ways(catalogue: Catalogue, certification: Certification, near: Point | None = None) -> list[MaybeWayOut]:
    """The statuses this diploma is said to be open to and that no programme of the catalogue offers."""
    offered = {programme.status for programme in catalogue.programmes_of(certification.id)}
    leads = ((status, _evidence(catalogue, certification, status)) for status in LEADS if status not in offered)
    return [_way(catalogue, certification, status, evidence, near) for status, evidence in leads if evidence]


def contacts(
    catalogue: Catalogue, certification: Certification, status: LearnerStatus, near: Point | None
) -> list[Institution]:
    """Whom to ask, nearest first: a CFA or a lycée with apprentices, else a GRETA; those of the same sector first."""
    if status == "apprenticeship":
        by_sector = catalogue.derived("catalogue.apprenticeship-contacts", _with_apprentices)
        able = by_sector.get(certification.sector) or by_sector[EVERY_SECTOR]
    else:
        able = catalogue.derived("catalogue.greta-contacts", _with_greta)
    teaching = {programme.institution for programme in catalogue.programmes_of(certification.id)}

    def order(pair: tuple[float, Institution]) -> tuple[float, bool, str]:
        km, one = pair
        return km, one.id not in teaching, one.id  # without `near` all are equally far

    return [one for _, one in sorted(_around(able, near), key=order)[:MAX_CONTACTS]]


def campus_place(catalogue: Catalogue, campus_id: str) -> Point | None:
    """Where a campus is when nobody says a place: its most central member that teaches something here.

    Documented members first: those deduced from what they teach may be far from its life.
    """
    campus = catalogue.campuses.get(campus_id)
    members = [catalogue.institutions.get(uai) for uai in campus.members] if campus else []
    placed = [one for one in members if one and one.lat is not None and one.lon is not None]
    documented = [one for one in placed if campus and campus.members[one.id] == "documented"]
    teaching = [one for one in documented or placed if catalogue.programmes_at(one.id)] or documented or placed
    points = [Point(one.lat or 0.0, one.lon or 0.0, one.city or one.name) for one in teaching]
    return min(points, key=lambda here: (sum(_km(here, there) for there in points), here.label), default=None)


def _way(
    catalogue: Catalogue, certification: Certification, status: LearnerStatus, evidence: str, near: Point | None
) -> MaybeWayOut:
    track = line_of(status, certification.level, certification.kind)
    return MaybeWayOut(
        status=status,
        track=track,
        letter=LETTERS[track],
        words=t(f"catalogue.ways.{status}"),
        contacts=[present.institution_brief(one, near) for one in contacts(catalogue, certification, status, near)],
        source=evidence,
    )


def _evidence(catalogue: Catalogue, certification: Certification, status: LearnerStatus) -> str | None:
    """The sentence that says how we know, the region's own figures first; None when nothing says so."""
    outcome = catalogue.outcome_of(certification.id, status)
    figures = [*outcome.employment.values(), outcome.further_study] if outcome else []
    known = next((figure for figure in figures if figure), None)
    if status == "apprenticeship" and known and outcome:
        return t("catalogue.ways.from_outcomes", scope=words.scope(outcome.scope), vintage=words.vintage(known.vintage))
    return t("catalogue.ways.from_certif_info") if certification.ways.get(status) else None


def _with_apprentices(catalogue: Catalogue) -> dict[str | None, Places[Institution]]:
    """Those that teach something of a sector, by sector; all of them under `EVERY_SECTOR`."""
    by_sector: dict[str | None, list[Institution]] = defaultdict(list)
    for one in catalogue.institutions.values():
        if not one.closing and (one.apprenticeship or one.kind.casefold().startswith(("cfa", "centre de formation"))):
            for sector in (EVERY_SECTOR, *_sectors_at(catalogue, one)):
                by_sector[sector].append(one)
    return {EVERY_SECTOR: Places(()), **{sector: Places(found) for sector, found in by_sector.items()}}


def _with_greta(catalogue: Catalogue) -> Places[Institution]:
    return Places(one for one in catalogue.institutions.values() if one.greta and not one.closing)


def _around(able: Places[Institution], near: Point | None) -> list[tuple[float, Institution]]:
    """Enough of them and how far, rounded as on screen; all when there are not enough around, or no `near`."""
    if near is None:
        return [(present.FAR, one) for _, one in able.listed(None, None)]
    for reach in REACHES_KM:
        found = able.near(near.lat, near.lon, reach)
        if len(found) >= MAX_CONTACTS and found[MAX_CONTACTS - 1][0] < reach - 0.1:
            return [(round(km, 1), one) for km, one in found]
    everywhere = able.listed((near.lat, near.lon), None)
    return [(present.FAR if km is None else round(km, 1), one) for km, one in everywhere]


def _sectors_at(catalogue: Catalogue, institution: Institution) -> set[str | None]:
    taught = (catalogue.certifications.get(one.certification) for one in catalogue.programmes_at(institution.id))
    return {certification.sector for certification in taught if certification and certification.sector}


def _km(here: Point, there: Point) -> float:
    return distance_km(here.lat, here.lon, there.lat, there.lon)
