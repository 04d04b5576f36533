"""What there is to find, and by which words: diplomas, jobs, institutions, facilities; the rest apart."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from sys import intern
from typing import Final

from passerelles.catalogue import words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind, Institution, Job
from passerelles.catalogue.search.acronyms import acronyms
from passerelles.catalogue.search.index import Document, Entry, Kind
from passerelles.catalogue.search.text import VOCABULARY, tokens
from passerelles.core.messages import t

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    tokens(typed)[0]: tokens(said) for typed, said in VOCABULARY["synonyms"].items()
}
TAUGHT_HERE: Final = 1.5  # what one can start from here comes before what exists elsewhere
OFFERED: Final = 0.1  # more, for each tenfold number of places that offer it
RARE: Final = 0.85  # professional titles, engineers: many, alike, and seldom what a pupil means
RARELY_MEANT: Final[frozenset[CertificationKind]] = frozenset({"title", "other", "engineer", "master"})
JOB, INSTITUTION, FACILITY = 1.1, 1.2, 0.45
ALIAS, IN_LABEL, OF_WHAT = 0.85, 0.3, 0.85
LEARNT_HERE: Final = 1.2  # a job whose first diploma is taught here
ONISEP: Final = 1.05  # of two sheets of one job, the one written for pupils
STAGES: Final = (
    "3e", "2gt", "bac-general", "bac-techno-sti2d", "bac-techno-stmg", "bac-techno-st2s", "bac-techno-stl",
    "bac-techno-std2a", "bac-techno-sthr", "bac-techno-stav", "bac-techno-s2tmd", "work",
)  # fmt: skip
"""Where one may start from without a diploma of the catalogue."""


def everything(catalogue: Catalogue) -> Iterator[Document]:
    """What a search box finds without being told a kind."""
    for certification in catalogue.certifications.values():
        if _is_shown(catalogue, certification):
            yield _certification(catalogue, certification)
    for job in catalogue.jobs.values():
        yield from _job(catalogue, job)
    for institution in catalogue.institutions.values():
        yield _institution(catalogue, institution)
    for house in catalogue.houses.values():
        place = catalogue.institutions.get(house.institution)
        entry = _entry("house", house.id, house.name, t("catalogue.details.house"))
        fields = ((1.0, house.name), (0.5, entry.detail), (0.8, place.city or "" if place else ""))
        yield Document(entry, fields, INSTITUTION)
    for facility in catalogue.facilities.values():
        detail = t("catalogue.details.facility", city=facility.city)
        about = ((1.0, facility.name), (0.6, facility.city), (0.5, facility.kind or ""), (0.4, detail))
        yield Document(_entry("facility", facility.id, facility.name, detail), about, FACILITY)


def communes(catalogue: Catalogue) -> Iterator[Document]:
    """Communes by name and postcode; the larger first when names are alike."""
    for commune in catalogue.communes.values():
        where = words.department(commune.department) or ""
        detail = t("catalogue.details.commune", department=where, postcode=next(iter(commune.postcodes), ""))
        fields = ((1.0, commune.name), *((0.9, code) for code in commune.postcodes), (0.2, where))
        boost = 1 + log10(1 + (commune.population or 0)) / 10
        yield Document(_entry("commune", commune.id, commune.name, detail.rstrip(", ")), fields, boost)


def sectors(catalogue: Catalogue) -> Iterator[Document]:
    """Fields one may browse by, by their label."""
    for sector in catalogue.sectors.values():
        entry = _entry("sector", sector.id, sector.label, t("catalogue.details.sector"))
        yield Document(entry, ((1.0, sector.label),))


def stages(catalogue: Catalogue) -> Iterator[Document]:
    """Where one may start from: classes and situations first, then every diploma obtained."""
    for stage in STAGES:
        label = t(f"catalogue.stages.{stage}")
        detail = t(f"catalogue.stage_details.{'bac-techno' if stage.startswith('bac-techno') else stage}")
        yield Document(_entry("stage", f"stage:{stage}", label, detail), ((1.0, label), (0.6, detail)), 1.5)
    detail = t("catalogue.details.obtained")
    for certification in catalogue.certifications.values():
        if _is_shown(catalogue, certification):
            said = " ".join(acronyms(certification.label, certification.acronym))
            fields = ((1.0, certification.label), (0.8, said))
            boost = TAUGHT_HERE if _is_taught(catalogue, certification) else 1.0
            yield Document(_entry("stage", certification.id, certification.label, detail), fields, boost)


def _certification(catalogue: Catalogue, record: Certification) -> Document:
    former = [catalogue.certifications[one] for one in record.predecessors if one in catalogue.certifications]
    family = catalogue.families.get(record.family) if record.family else None
    jobs = [catalogue.jobs[one] for one in (*record.jobs, *record.rome) if one in catalogue.jobs]
    near = [*(one.label for one in catalogue.leads_to(record.id)), *([family.label] if family else [])]
    names = acronyms(record.label, record.acronym)
    fields = (
        (1.0, record.label),
        (0.95, " ".join(names)),
        *((0.7, f"{one.label} {' '.join(acronyms(one.label, one.acronym))}") for one in former),
        (0.5, words.kind(record.kind)),
        (0.45, " ".join(one.label for one in jobs)),
        (0.4, " ".join(f"{label} {' '.join(acronyms(label))}" for label in near)),
        (0.25, words.sector(catalogue, record.sector) or ""),
    )
    detail = t("catalogue.details.certification", kind=words.kind(record.kind), years=words.years(record.years))
    offered = len(catalogue.programmes_of(record.id))
    boost = TAUGHT_HERE + OFFERED * log10(max(1, offered)) if _is_taught(catalogue, record) else 1.0
    boost *= RARE if record.kind in RARELY_MEANT else 1.0
    return Document(_entry("certification", record.id, record.label, detail), fields, boost, aliases=names)


def _job(catalogue: Catalogue, record: Job) -> Iterator[Document]:
    """A job by its label, then by each of its other names: words of two names do not make one job."""
    diplomas = catalogue.certifications_of_job(record.id)
    boost = JOB * (LEARNT_HERE if any(_is_taught(catalogue, one) for one in diplomas[:1]) else 1.0)
    boost *= ONISEP if record.id.startswith("MET:") else 1.0
    entry = _entry("job", record.id, record.label, t("catalogue.details.job"))
    yield Document(entry, _job_name(record.label, 1.0), boost)
    for alias in record.aliases:
        yield Document(entry, (*_job_name(alias, ALIAS), (IN_LABEL, record.label)), boost, name=alias)


def _job_name(name: str, weight: float) -> tuple[tuple[float, str], ...]:
    """Its first word says the job, the others say of what: "Vétérinaire" before "Délégué vétérinaire"."""
    heads = " ".join(part.split(" ", 1)[0] for part in name.split(" / "))
    return (weight, heads), (weight * OF_WHAT, name)


def _institution(catalogue: Catalogue, record: Institution) -> Document:
    programmes = catalogue.programmes_at(record.id)
    taught = {catalogue.certifications[one.certification].label for one in programmes}
    department = words.department(record.department) or ""
    if record.city:
        detail = t("catalogue.details.institution", kind=record.kind, city=record.city)
    else:
        detail = t("catalogue.details.institution_without_city", kind=record.kind, department=department)
    fields = (
        (1.0, record.name),
        (0.8, record.city or ""),
        (0.6, record.kind),
        *((0.45, label) for label in sorted(taught)),
        (0.2, department),
    )
    return Document(_entry("institution", record.id, record.name, detail), fields, INSTITUTION)


def _entry(kind: Kind, identifier: str, label: str, detail: str) -> Entry:
    return Entry(kind, identifier, label, intern(detail))  # a few details for thousands of entries


def _is_shown(catalogue: Catalogue, record: Certification) -> bool:
    """Open diplomas. A closed one is found through its successor, whose words hold its label."""
    return catalogue.is_open(record) or bool(catalogue.programmes_of(record.id))


def _is_taught(catalogue: Catalogue, record: Certification) -> bool:
    return bool(catalogue.programmes_of(record.id)) or any(
        catalogue.programmes_of(common.id) for common in catalogue.enters_through(record.id)
    )
