"""Nothing is lost between file and page: what each source gives, what is joined, what is shown, and what is missing.

Joined: records of the edition that carry something of the source. Shown: those of them that a page or a search answers
with today. Pure: a catalogue in, a report out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from msgspec import Struct

from passerelles.catalogue.editions.edition import KINDS, Edition
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import ROOMS_KM, Places
from passerelles.catalogue.records import (
    EVERY_CERTIFICATION,
    BoardingNote,
    Certification,
    Commune,
    Figure,
    FurtherStudy,
    GeneralLine,
    Institution,
    Job,
    OpenDay,
    Outcome,
    Programme,
    Record,
    Residence,
)
from passerelles.catalogue.tracks import HIGHER_EDUCATION_LEVEL

HasNext = Callable[[Catalogue, str], bool]
"""Whether something follows a diploma. Progressions belong to journeys: the caller brings the answer."""

OF_KIND: Final = {
    "campuses": ("cmq", "cmq-membres"),
    "sectors": ("bcn-domaines",),
    "families": ("familles-metiers", "bcn-groupes"),
    "facilities": ("res-installations-2017", "res-activites-2017"),
    "companies": ("sirene-2026-10",),
    "houses": ("campus-houses",),
}
"""Sources of the kinds that are made of them whole."""

PLUS: Final = " + "
R = TypeVar("R", Certification, Institution)


class SourceCoverage(Struct, frozen=True, kw_only=True):
    """One line of the report. `joined` is None for a file that only says where things are (departments)."""

    id: str
    title: str
    read: int
    used: int
    refused: int
    joined: int | None
    shown: int | None


class Gap(Struct, frozen=True, kw_only=True):
    """Records that lack something, by id, out of how many."""

    kind: str  # "diplomas", "institutions"
    lacking: str  # "name", "place", "job", "next"
    total: int
    ids: tuple[str, ...]


class Coverage(Struct, frozen=True, kw_only=True):
    """The report of one edition."""

    edition: str
    sources: tuple[SourceCoverage, ...]
    gaps: tuple[Gap, ...]


def cover(edition: Edition, has_next: HasNext | None = None) -> Coverage:
    """The report of an edition. Without `has_next`, dead ends are not looked for."""
    catalogue = Catalogue(edition)
    joined: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for kind in KINDS:
        for record in getattr(edition, kind):
            cited = set(_sources_of(kind, record))
            joined.update(cited)
            if _is_shown(catalogue, record):
                shown.update(cited)
    lines = tuple(
        SourceCoverage(
            id=source.id,
            title=source.title,
            read=source.rows_read,
            used=source.rows_used,
            refused=source.rows_refused,
            joined=joined.get(source.id, 0) if source.id != "departements" else None,
            shown=shown.get(source.id, 0) if source.id != "departements" else None,
        )
        for source in edition.made_from
    )
    return Coverage(edition=edition.id, sources=lines, gaps=tuple(_gaps(catalogue, has_next)))


def _gaps(catalogue: Catalogue, has_next: HasNext | None) -> Iterator[Gap]:
    taught = [c for c in catalogue.certifications.values() if catalogue.programmes_of(c.id)]
    diplomas = sorted(taught, key=lambda one: one.id)
    places = list(catalogue.institutions.values())
    yield _gap("diplomas", "name", diplomas, lambda c: c.label.endswith(c.id.partition(":")[2]))
    yield _gap("diplomas", "place", diplomas, lambda c: not _is_placed(catalogue, c))
    yield _gap("diplomas", "job", diplomas, lambda c: not c.rome and not c.jobs and not c.common_year_of)
    if has_next:
        yield _gap("diplomas", "next", diplomas, lambda c: not has_next(catalogue, c.id))
    yield _gap("institutions", "name", places, lambda one: one.id.removeprefix("UAI:") in one.name)
    yield _gap("institutions", "place", places, lambda one: one.lat is None)
    yield _gap("institutions", "programme", places, lambda one: not catalogue.programmes_at(one.id))


def _gap(kind: str, lacking: str, among: list[R], lacks: Callable[[R], bool]) -> Gap:
    return Gap(kind=kind, lacking=lacking, total=len(among), ids=tuple(one.id for one in among if lacks(one)))


def _is_placed(catalogue: Catalogue, certification: Certification) -> bool:
    """Whether it is taught somewhere that has coordinates."""
    where = (catalogue.institutions.get(one.institution) for one in catalogue.programmes_of(certification.id))
    return any(one is not None and one.lat is not None for one in where)


def _is_shown(catalogue: Catalogue, record: Record) -> bool:
    if isinstance(record, Certification):
        return catalogue.is_open(record) or bool(catalogue.programmes_of(record.id))
    if isinstance(record, Outcome):
        return _is_outcome_shown(catalogue, record)
    if isinstance(record, FurtherStudy):
        of = catalogue.certifications.get(record.certification)
        return of is not None and _is_shown(catalogue, of) and any(_texts(record))
    if isinstance(record, OpenDay | GeneralLine | BoardingNote):
        return record.institution in catalogue.institutions
    if isinstance(record, Residence):
        return record.id in catalogue.derived("catalogue.coverage-residences", _residences_shown)
    return True


def _is_outcome_shown(catalogue: Catalogue, record: Outcome) -> bool:
    """Of an institution, on its page; of a region, on the diploma's page asked from there, and on its programmes."""
    if record.certification == EVERY_CERTIFICATION:
        return record.scope in catalogue.institutions
    diploma = catalogue.certifications.get(record.certification)
    return diploma is not None and _is_shown(catalogue, diploma)


def _texts(record: FurtherStudy) -> tuple[str, ...]:
    return record.access_text, record.expected_text, record.further_text


def _residences_shown(catalogue: Catalogue) -> frozenset[str]:
    """Residences near a school of higher education: an itinerary proposes them there."""
    places = Places(catalogue.residences.values())
    teaching = {
        one.institution
        for one in catalogue.programmes.values()
        if catalogue.certifications[one.certification].level >= HIGHER_EDUCATION_LEVEL
    }
    schools = [one for uai in teaching if (one := catalogue.institutions.get(uai))]
    return frozenset(
        residence.id
        for one in schools
        if one.lat is not None and one.lon is not None
        for _, residence in places.near(one.lat, one.lon, ROOMS_KM)
    )


def _sources_of(kind: str, record: Record) -> Iterator[str]:
    """The sources a record carries something of."""
    yield from OF_KIND.get(kind, ())
    yield from filter(None, getattr(record, "source", "").split(PLUS))
    if isinstance(record, Certification):
        yield from _of_certification(record)
    elif isinstance(record, Programme):
        yield from _of_figures(record.places, record.demand, record.pupils)
        if record.source.startswith("orion-"):
            yield "bcn-mef"
    elif isinstance(record, Outcome):
        yield from _of_figures(record.further_study, record.interrupted, *record.employment.values())
    elif isinstance(record, Job):
        yield from _of_job(record)
    elif isinstance(record, Institution) and record.onisep:
        yield "onisep"
    elif isinstance(record, Commune) and not record.source:
        yield "cog-2026"
        if record.lat is not None:
            yield "centres-communes-2018"


def _of_certification(record: Certification) -> Iterator[str]:
    facts: tuple[tuple[object, str], ...] = (
        (record.id.startswith("CFD:") and record.ministry, "bcn-diplomes"),
        (record.id.startswith("CFD:") and not record.ministry, "bcn-diplomes-v"),
        (record.ways or record.rome, "certif-info-2024-10"),
        (record.family, "familles-metiers"),
        (record.common_year_of and record.kind == "bts", "options-bts"),
        (record.rncp_active is not None, "rncp-2023-12"),
        (record.grouping, "regroupements"),
        (record.onisep and record.id.startswith("CFD:"), "onisep-passage-2026-01"),
        (record.jobs, "onisep-metiers-2026-01"),
        (record.onisep_subdomains, "onisep-formations-2022"),
    )
    return (source for known, source in facts if known)


def _of_job(record: Job) -> Iterator[str]:
    if record.id.startswith("MET:"):
        if not record.source:
            yield "onisep-metiers-2026-01"
    else:
        yield "rome-4"
        if record.aliases:
            yield "rome-appellations"


def _of_figures(*figures: Figure | None) -> Iterable[str]:
    return (figure.source for figure in figures if figure)
