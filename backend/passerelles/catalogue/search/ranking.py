"""How well an entry fits what was asked besides its words: the diploma, the status, the place, a bed."""

from __future__ import annotations

from math import exp, log1p
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.catalogue.search.index import Entry
from passerelles.catalogue.search.question import Question
from passerelles.catalogue.search.surroundings import Surroundings

ANOTHER_DIPLOMA: Final = 0.2
COMMON_YEAR: Final = 0.85  # "bac pro électricité" may mean the 2de one enters it through
NOT_A_DIPLOMA: Final = 0.3  # a job, a sports hall, when a diploma was named
ANOTHER_STATUS: Final = 0.5
ANOTHER_KIND: Final = 0.5  # not the kind of institution named
NO_BED: Final = 0.1
FAR: Final = 0.6  # a diploma that is not taught around the place named
ELSEWHERE: Final = 0.05  # an institution, a sports hall that is not there
NOWHERE: Final = 0.6  # a job, when a place was named
HERE_AT_LAST: Final = 2.0  # a sports hall, seldom meant, but where else when a place was named
IN_TOWN: Final = 1.8  # a sports hall of the very town named, for one of the next town
NEAR_GAIN: Final = 1.6  # at the door, less and less with the distance
THERE_KM: Final = 8.0  # no town is smaller: within it, distance says nothing
NEAR_KM: Final = 12.0
WISHED_KM: Final = 30.0  # around the user's own commune: a hint, not a filter
WISHED_GAIN: Final = 0.3
NOT_FAR: Final = 0.3  # of an offer at the place itself, for one that is around it
WHERE_IT_IS: Final = 0.9  # an institution that prepares the kind of diploma named
WORDS_OF_KIND: Final = {"lycee": "lycée", "cfa": "cfa", "mfr": "maison familiale"}


def fit(catalogue: Catalogue, entry: Entry, question: Question, around: Surroundings | None) -> float:
    """What the score of an entry is multiplied by."""
    if entry.kind == "certification":
        return _of_certification(catalogue, catalogue.certifications[entry.id], question, around)
    if entry.kind == "institution":
        return _of_institution(catalogue, entry.id, question, around)
    factor = NOT_A_DIPLOMA if question.diplomas or question.institutions else 1.0
    if entry.kind == "house":
        factor = 1.0 if "boarding" in question.institutions else factor
        identifier = catalogue.houses[entry.id].institution
        return factor * (_nearness(around.institutions.get(identifier)) if around else 1.0)
    if entry.kind == "facility" and around:
        town = question.place.commune if question.place else None
        factor *= IN_TOWN if catalogue.facilities[entry.id].commune == town else 1.0
        return factor * HERE_AT_LAST * _nearness(around.facilities.get(entry.id))
    return factor * (NOWHERE if around else 1.0)


def wished(entry: Entry, around: Surroundings | None) -> float:
    """What is near the user's own commune comes a little higher: up to 30 % at the door."""
    if around is None:
        return 1.0
    known = {"certification": around.certifications, "facility": around.facilities}.get(entry.kind, around.institutions)
    km = known.get(entry.id)
    return 1.0 + (WISHED_GAIN * exp(-km / WISHED_KM) if km is not None else 0.0)


def offered(catalogue: Catalogue, certification: str, around: Surroundings | None) -> float:
    """How much there is of a diploma, here or in the whole catalogue: its score when nothing but its kind was typed."""
    if around is None:
        return log1p(len(catalogue.programmes_of(certification)))
    return log1p(around.offers[certification] or NOT_FAR)


def _of_certification(
    catalogue: Catalogue, record: Certification, question: Question, around: Surroundings | None
) -> float:
    factor = 1.0
    if question.diplomas and record.kind not in question.diplomas:
        factor *= COMMON_YEAR if record.kind == "2de-pro" and "bac-pro" in question.diplomas else ANOTHER_DIPLOMA
    elif question.institutions and not question.diplomas:
        factor *= ANOTHER_KIND
    if question.statuses:
        here = around.statuses.get(record.id) if around else None
        ways = here or {one.status for one in catalogue.programmes_of(record.id)} | {
            status for status, is_open in record.ways.items() if is_open
        }
        factor *= 1.0 if ways & question.statuses else ANOTHER_STATUS
    return factor * (_nearness(around.certifications.get(record.id), FAR) if around else 1.0)


def _of_institution(catalogue: Catalogue, identifier: str, question: Question, around: Surroundings | None) -> float:
    record = catalogue.institutions[identifier]
    factor = 1.0
    if "boarding" in question.institutions and not record.boarding:
        factor *= NO_BED
    kinds = [said for word, said in WORDS_OF_KIND.items() if word in question.institutions]
    if kinds and not any(said in f"{record.kind} {record.name}".lower() for said in kinds):
        factor *= ANOTHER_KIND
    taught = catalogue.programmes_at(identifier) if question.statuses or question.diplomas else ()
    if question.statuses and not any(one.status in question.statuses for one in taught):
        factor *= ANOTHER_STATUS
    if question.diplomas:
        held = {catalogue.certifications[one.certification].kind for one in taught}
        factor *= WHERE_IT_IS if held & question.diplomas else NOT_A_DIPLOMA
        factor *= 1.0 if around or question.institutions else ANOTHER_KIND
    return factor * (_nearness(around.institutions.get(identifier)) if around else 1.0)


def _nearness(km: float | None, far: float = ELSEWHERE) -> float:
    return far if km is None else max(far, NEAR_GAIN * exp(-max(0.0, km - THERE_KM) / NEAR_KM))
