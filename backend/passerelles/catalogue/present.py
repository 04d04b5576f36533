"""Records on screen: briefs, programmes, next steps. Pages are made of these; journeys show the same."""

from __future__ import annotations

from typing import NamedTuple

from passerelles.catalogue import present_figures, words
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import distance_km
from passerelles.catalogue.records import Certification, Institution, Job, Programme
from passerelles.catalogue.schemas import CertificationBrief, InstitutionBrief, JobOut, NextStepOut, ProgrammeOut
from passerelles.catalogue.tracks import LETTERS, line_of
from passerelles.core.messages import t

FAR = 20_000.0  # km, half the Earth: what has no known place comes after everything that has one


class Point(NamedTuple):
    """A place one measures from (degrees, WGS84), with its name for the screen."""

    lat: float
    lon: float
    label: str


def distance(institution: Institution, near: Point | None) -> float | None:
    """Kilometres as the crow flies, to 0.1; None without `near` or without a known place."""
    if near is None or institution.lat is None or institution.lon is None:
        return None
    return round(distance_km(near.lat, near.lon, institution.lat, institution.lon), 1)


def institution_brief(institution: Institution, near: Point | None = None) -> InstitutionBrief:
    return InstitutionBrief(
        id=institution.id,
        name=institution.name,
        city=institution.city,
        department=words.department(institution.department),
        lat=institution.lat,
        lon=institution.lon,
        boarding=institution.boarding,
        distance_km=distance(institution, near),
        url=url_of(institution.id),
    )


def certification_brief(certification: Certification) -> CertificationBrief:
    return CertificationBrief(
        id=certification.id,
        label=certification.label,
        kind=certification.kind,
        level=certification.level,
        years=certification.years,
        url=url_of(certification.id),
    )


def job(record: Job) -> JobOut:
    return JobOut(id=record.id, label=record.label, url=url_of(record.id))


def programme(catalogue: Catalogue, record: Programme, near: Point | None = None) -> ProgrammeOut:
    """A programme with its figures in words.

    Raises:
        KeyError: its certification or its institution is not in the edition: the importers never let that through.
    """
    certification = catalogue.certifications[record.certification]
    institution = catalogue.institutions[record.institution]
    track = line_of(record.status, certification.level, certification.kind)
    return ProgrammeOut(
        id=record.id,
        certification=certification_brief(certification),
        institution=institution_brief(institution, near),
        status=record.status,
        track=track,
        letter=LETTERS[track],
        entry=record.entry,
        entry_words=words.entry(record, certification),
        years=record.years,
        rhythm=record.rhythm,
        places=present_figures.figure(catalogue, record.places),
        demand=present_figures.figure(catalogue, record.demand),
        pressure=present_figures.pressure(catalogue, record),
        outcomes=present_figures.outcomes_of(catalogue, record.certification, record.status, record.institution),
        procedure=record.procedure,
        next_step=next_step(record, institution),
        url=url_of(record.id),
    )


def next_step(record: Programme, institution: Institution) -> NextStepOut:
    """The official step that admits. Ours never does, and its dates change each year: both are said."""
    note = t("catalogue.next_step.note")
    if record.procedure == "affelnet":
        key = "affelnet_premiere" if record.entry == "premiere" else "affelnet"
        return NextStepOut(label=t(f"catalogue.next_step.{key}"), url=t("catalogue.next_step.affelnet_url"), note=note)
    if record.procedure == "parcoursup":
        key = "parcoursup_apprenticeship" if record.status == "apprenticeship" else "parcoursup"
        url = t("catalogue.next_step.parcoursup_url")
        return NextStepOut(label=t(f"catalogue.next_step.{key}"), url=url, note=note)
    if institution.phone:
        label = t("catalogue.next_step.direct_phone", phone=institution.phone.replace(" ", "\u00a0"))
    else:
        label = t("catalogue.next_step.direct")
    return NextStepOut(label=label, url=institution.web, note=note)


def nearest_first(
    catalogue: Catalogue, programmes: tuple[Programme, ...] | list[Programme], near: Point | None
) -> list[Programme]:
    """By distance when `near` is given (unknown places last), then by town, then by id."""

    def order(record: Programme) -> tuple[float, str, str]:
        institution = catalogue.institutions[record.institution]
        far = distance(institution, near)
        return (FAR if far is None else far) if near else 0.0, institution.city or "\uffff", record.id

    return sorted(programmes, key=order)
