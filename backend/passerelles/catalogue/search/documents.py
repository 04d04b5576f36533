"""What there is to find, and by which words: diplomas, jobs, institutions, facilities; communes and stages apart."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import Final

from passerelles.catalogue import words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind, Institution
from passerelles.catalogue.search.index import Document
from passerelles.catalogue.search.text import VOCABULARY, tokens
from passerelles.core.messages import t

ACRONYMS: Final[dict[str, frozenset[str]]] = {
    acronym: frozenset(tokens(said)) for acronym, said in VOCABULARY["acronyms"].items()
}
ACRONYMS_BY_WORD: Final = {
    word: [(acronym, said) for acronym, said in ACRONYMS.items() if word == min(said)]
    for word in map(min, ACRONYMS.values())
}
"""Looked up by one of their words, so that a label is compared with few of them."""
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    tokens(typed)[0]: tuple(tokens(said)) for typed, said in VOCABULARY["synonyms"].items()
}
TAUGHT_HERE: Final = 1.5  # what one can start from here comes before what exists elsewhere
TITLE: Final = 0.85  # professional titles and the like: many, alike, and seldom what a pupil means
JOB, INSTITUTION, FACILITY = 0.9, 1.2, 0.45
TITLES: Final[frozenset[CertificationKind]] = frozenset({"title", "other"})
MIN_INITIALS: Final = 3
DIPLOMA_WORDS: Final = frozenset(tokens("2de bac pro cap bp bts but dut mc cs bma btm deust licence master titre"))
"""Names of diplomas, left out of initials: nobody says "BPMN" for the bac pro Maintenance nautique."""
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
        diplomas = catalogue.certifications_of_job(job.id)
        boost = JOB * (TAUGHT_HERE if any(_is_taught(catalogue, one) for one in diplomas[:1]) else 1.0)
        yield Document("job", job.id, job.label, t("catalogue.details.job"), ((1.0, job.label),), boost)
    for institution in catalogue.institutions.values():
        yield _institution(catalogue, institution)
    for house in catalogue.houses.values():
        place = catalogue.institutions.get(house.institution)
        fields = ((1.0, house.name), (0.5, t("catalogue.details.house")), (0.8, place.city or "" if place else ""))
        yield Document("house", house.id, house.name, t("catalogue.details.house"), fields, INSTITUTION)
    for facility in catalogue.facilities.values():
        detail = t("catalogue.details.facility", city=facility.city)
        fields = ((1.0, facility.name), (0.6, facility.city), (0.4, detail))
        yield Document("facility", facility.id, facility.name, detail, fields, FACILITY)


def communes(catalogue: Catalogue) -> Iterator[Document]:
    """Communes by name and postcode; the larger first when names are alike."""
    for commune in catalogue.communes.values():
        where = words.department(commune.department) or ""
        detail = t("catalogue.details.commune", department=where, postcode=next(iter(commune.postcodes), ""))
        fields = ((1.0, commune.name), *((0.9, code) for code in commune.postcodes), (0.2, where))
        boost = 1 + log10(1 + (commune.population or 0)) / 10
        yield Document("commune", commune.id, commune.name, detail.rstrip(", "), fields, boost)


def stages(catalogue: Catalogue) -> Iterator[Document]:
    """Where one may start from: classes and situations first, then every diploma obtained."""
    for stage in STAGES:
        label = t(f"catalogue.stages.{stage}")
        detail = t(f"catalogue.stage_details.{'bac-techno' if stage.startswith('bac-techno') else stage}")
        yield Document("stage", f"stage:{stage}", label, detail, ((1.0, label), (0.6, detail)), 1.5)
    for certification in catalogue.certifications.values():
        if not _is_shown(catalogue, certification):
            continue
        fields = ((1.0, certification.label), (0.8, _acronyms(certification.label)))
        boost = TAUGHT_HERE if _is_taught(catalogue, certification) else 1.0
        detail = t("catalogue.details.obtained")
        yield Document("stage", certification.id, certification.label, detail, fields, boost)


def _certification(catalogue: Catalogue, record: Certification) -> Document:
    former = [catalogue.certifications[one].label for one in record.predecessors if one in catalogue.certifications]
    family = catalogue.families.get(record.family) if record.family else None
    following = " ".join(one.label for one in catalogue.leads_to(record.id))
    programmes = catalogue.programmes_of(record.id)
    where = {catalogue.institutions[one.institution].city or "" for one in programmes}
    ways = {one.status for one in programmes} | {status for status, is_open in record.ways.items() if is_open}
    fields = (
        (1.0, record.label),
        (0.95, _acronyms(record.label)),
        *((0.7, f"{label} {_acronyms(label)}") for label in former),
        (0.5, words.kind(record.kind)),
        (0.45, " ".join(catalogue.jobs[one].label for one in record.rome if one in catalogue.jobs)),
        (0.4, f"{family.label} {_acronyms(family.label)}" if family else ""),
        (0.4, f"{following} {_acronyms(following)}"),
        (0.25, words.sector(catalogue, record.sector) or ""),
        (0.25, " ".join(sorted(where))),
        (0.2, " ".join(t(f"catalogue.statuses.{status}") for status in sorted(ways))),
    )
    detail = t("catalogue.details.certification", kind=words.kind(record.kind), years=words.years(record.years))
    boost = (TAUGHT_HERE if _is_taught(catalogue, record) else 1.0) * (TITLE if record.kind in TITLES else 1.0)
    return Document("certification", record.id, record.label, detail, fields, boost)


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
        (0.5, record.kind),
        (0.3, " ".join(sorted(taught))),
        (0.3, t("catalogue.facets.boarding") if record.boarding else ""),
        (0.2, department),
    )
    return Document("institution", record.id, record.name, detail, fields, INSTITUTION)


def _is_shown(catalogue: Catalogue, record: Certification) -> bool:
    """Open diplomas. A closed one is found through its successor, whose words hold its label."""
    return catalogue.is_open(record) or bool(catalogue.programmes_of(record.id))


def _is_taught(catalogue: Catalogue, record: Certification) -> bool:
    return bool(catalogue.programmes_of(record.id)) or any(
        catalogue.programmes_of(common.id) for common in catalogue.enters_through(record.id)
    )


def _acronyms(label: str) -> str:
    """The acronyms a label answers to: those of the vocabulary it spells, and its own initials."""
    said = tokens(label)
    words_said = set(said)
    near = (pair for word in words_said for pair in ACRONYMS_BY_WORD.get(word, ()))
    known = sorted(acronym for acronym, spelled in near if spelled <= words_said)
    initials = "".join(word[0] for word in said if word not in DIPLOMA_WORDS)
    return " ".join([*known, *([initials] if len(initials) >= MIN_INITIALS else [])])
