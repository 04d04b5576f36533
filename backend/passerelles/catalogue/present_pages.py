"""The catalogue's pages: a diploma, a programme, an institution, a job, the campus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from passerelles.catalogue import present, present_facts, present_figures, present_sheets, progressions, words
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.present_facts import PLUS
from passerelles.catalogue.records import Campus, Certification, Institution, Job, LearnerStatus, Programme
from passerelles.catalogue.schemas import (
    CampusOut,
    CertificationBrief,
    CertificationOut,
    InstitutionOut,
    JobPage,
    OutcomesByStatus,
    ProgrammePage,
    SourceOut,
)
from passerelles.catalogue.ways import maybe_ways

MAX_SIBLINGS = 6
STATUSES: tuple[LearnerStatus, ...] = ("school", "apprenticeship", "continuing", "vae")

ONISEP_IDS: Final = "onisep"
"""Its identifiers, cited by others: a source of its own, whose id begins those of its files."""


def certification(
    catalogue: Catalogue, record: Certification, asked: str, near: Point | None = None, department: str | None = None
) -> CertificationOut:
    """A diploma's page. A closed one with several successors keeps its own page and shows their programmes.

    `department`: that of `near`, whose region's outcomes are shown when the edition has several regions.
    """
    current = [catalogue.certifications[identifier] for identifier in catalogue.resolve(record.id)]
    programmes = [one for diploma in current for one in catalogue.programmes_of(diploma.id)]
    provider = progressions.provider()
    family = catalogue.families.get(record.family) if record.family else None
    before = [one for one in catalogue.enters_through(record.id) if catalogue.is_open(one)]
    return CertificationOut(
        edition=catalogue.edition,
        id=record.id,
        label=record.label,
        kind=record.kind,
        kind_words=words.kind(record.kind),
        level=record.level,
        years=record.years,
        sector=words.sector(catalogue, record.sector),
        open=catalogue.is_open(record),
        resolved_from=asked if asked != record.id else None,
        successors=_briefs(catalogue, record.successors),
        predecessors=_briefs(catalogue, record.predecessors),
        family=family.label if family else None,
        common_year=present.certification_brief(before[0]) if before else None,
        leads_to_common=[present.certification_brief(one) for one in catalogue.leads_to(record.id)],
        rncp=record.rncp,
        jobs=[present.job(catalogue.jobs[one]) for one in record.rome if one in catalogue.jobs],
        ways=[way for diploma in current[:1] for way in maybe_ways(catalogue, diploma, near)],
        programmes=[
            present.programme(catalogue, one, near) for one in present.nearest_first(catalogue, programmes, near)
        ],
        outcomes=_outcomes(catalogue, record, department),
        next=provider.next_of(catalogue, record.id),
        before=provider.before_of(catalogue, record.id),
        sheets=present_sheets.sheets(catalogue, record),
        about=None,
        members=[],
        sources=_sources(catalogue, programmes, [record], present_sheets.sources_of(catalogue, record)),
        url=url_of(record.id),
    )


def programme(
    catalogue: Catalogue, record: Programme, today: date, near: Point | None = None, house: str | None = None
) -> ProgrammePage:
    """A programme's page, with the same diploma elsewhere or learnt otherwise."""
    where = catalogue.institutions[record.institution]
    own_place = Point(where.lat, where.lon, where.name) if where.lat is not None and where.lon is not None else None
    others = [one for one in catalogue.programmes_of(record.certification) if one.id != record.id]
    siblings = present.nearest_first(catalogue, others, near or own_place)[:MAX_SIBLINGS]
    return ProgrammePage(
        edition=catalogue.edition,
        programme=present.programme(catalogue, record, near),
        institution=institution(catalogue, where, today, near, house),
        next=progressions.provider().next_of(catalogue, record.certification),
        siblings=[present.programme(catalogue, one, near) for one in siblings],
        sources=sources_of(catalogue, [record]),
    )


def institution(
    catalogue: Catalogue, record: Institution, today: date, near: Point | None = None, house: str | None = None
) -> InstitutionOut:
    """An institution's page. `house`: the boarding house bookable there, which boarding knows."""
    programmes = sorted(catalogue.programmes_at(record.id), key=lambda one: _by_diploma(catalogue, one))
    return InstitutionOut(
        edition=catalogue.edition,
        id=record.id,
        name=record.name,
        kind=record.kind,
        public=record.public,
        address=record.address,
        postcode=record.postcode,
        city=record.city,
        department=words.department(record.department),
        lat=record.lat,
        lon=record.lon,
        distance_km=present.distance(record, near),
        place_words=words.no_place(record),
        phone=record.phone,
        web=record.web,
        boarding=record.boarding,
        house=house,
        closing=record.closing,
        campus_member=_membership(catalogue, record.id),
        open_days=present_facts.open_days(catalogue, record.id, today),
        general_line=present_facts.general_line(catalogue, record.id),
        boarding_note=present_facts.boarding_note(catalogue, record.id),
        outcomes=present_facts.outcomes(catalogue, record.id),
        programmes=[present.programme(catalogue, one, near) for one in programmes],
        sources=_sources(catalogue, programmes, [], [record.source, *present_facts.sources(catalogue, record.id)]),
        url=url_of(record.id),
    )


def job(catalogue: Catalogue, record: Job) -> JobPage:
    """A job's page: the open diplomas that name it, those taught here first."""
    diplomas = catalogue.certifications_of_job(record.id)
    return JobPage(
        edition=catalogue.edition,
        id=record.id,
        label=record.label,
        certifications=[present.certification_brief(one) for one in diplomas],
        sources=_sources(catalogue, [], diplomas, ["rome-4" if record.id.startswith("ROME:") else "onisep-metiers"]),
    )


def campus(catalogue: Catalogue, record: Campus, *, demo: bool) -> CampusOut:
    """Who we are, with every source of the edition: what licences ask to be said."""
    documented_first = sorted(record.members, key=lambda one: (record.members[one] != "documented", one))
    members = [catalogue.institutions[one] for one in documented_first if one in catalogue.institutions]
    return CampusOut(
        id=record.id,
        name=record.name,
        academy=record.academy,
        region=record.region,
        members=[present.institution_brief(one) for one in members],
        demo=demo,
        edition=catalogue.edition,
        published_on=catalogue.as_of or None,
        sources=[present_figures.source(one) for one in catalogue.made_from],
    )


def sources_of(catalogue: Catalogue, programmes: Iterable[Programme]) -> list[SourceOut]:
    """The sources of these programmes, of their diplomas, figures and outcomes, in the edition's order."""
    kept = list(programmes)
    diplomas = [catalogue.certifications[one.certification] for one in kept]
    return _sources(catalogue, kept, diplomas)


def _sources(
    catalogue: Catalogue,
    programmes: Iterable[Programme],
    diplomas: Iterable[Certification],
    more: Iterable[str] = (),
) -> list[SourceOut]:
    used = set(more)
    for one in programmes:
        used.update(one.source.split(PLUS), catalogue.institutions[one.institution].source.split(PLUS))
        used.update(figure.source for figure in (one.places, one.demand, one.pupils) if figure)
    for diploma in diplomas:
        used.update(_diploma_sources(diploma))
        for outcome in catalogue.outcomes_of(diploma.id):
            used.update(figure.source for figure in (*outcome.employment.values(), outcome.further_study) if figure)
    beginnings = tuple(used - {"", ONISEP_IDS})
    named = (one for one in catalogue.made_from if one.id.startswith(beginnings) or one.id in used)
    return [present_figures.source(one) for one in named]


def _diploma_sources(diploma: Certification) -> list[str]:
    """Beginnings of the ids of the sources that a diploma's own facts come from; licences ask to name them."""
    facts = {
        "bcn-diplomes": diploma.id.startswith("CFD:"),
        "certif-info": bool(diploma.rome or diploma.ways or diploma.rncp),
        "familles-metiers": bool(diploma.family or diploma.kind == "2de-pro"),
        "options-bts": diploma.kind == "bts" and bool(diploma.common_year_of),
        "rome-4": bool(diploma.rome),
        "rncp": diploma.rncp_active is not None,
        ONISEP_IDS: bool(diploma.onisep),
        "onisep-passage": bool(diploma.onisep),
        "onisep-metiers": bool(diploma.jobs),
        "onisep-fiches": bool(diploma.jobs),
    }
    return [*(source for source, known in facts.items() if known), *diploma.source.split(PLUS)]


def _outcomes(catalogue: Catalogue, record: Certification, department: str | None) -> list[OutcomesByStatus]:
    found = ((status, catalogue.outcome_of(record.id, status, department=department)) for status in STATUSES)
    return [
        OutcomesByStatus(status=status, outcomes=present_figures.outcomes(catalogue, outcome))
        for status, outcome in found
        if outcome
    ]


def _briefs(catalogue: Catalogue, identifiers: Iterable[str]) -> list[CertificationBrief]:
    known = (catalogue.certifications.get(one) for one in identifiers)
    return [present.certification_brief(one) for one in known if one]


def _by_diploma(catalogue: Catalogue, record: Programme) -> tuple[int, str, str]:
    diploma = catalogue.certifications[record.certification]
    return diploma.level, diploma.label, record.id


def _membership(catalogue: Catalogue, identifier: str) -> Literal["documented", "deduced"] | None:
    proofs = {campus.members[identifier] for campus in catalogue.campuses.values() if identifier in campus.members}
    return ("documented" if "documented" in proofs else "deduced") if proofs else None
