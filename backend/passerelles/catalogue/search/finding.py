"""From a query to entries: what was asked, what answers it by its words, what fits besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import chain
from typing import Final

from msgspec import Struct, structs

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.records import CertificationKind
from passerelles.catalogue.search import documents, ranking
from passerelles.catalogue.search.gazetteer import Gazetteer
from passerelles.catalogue.search.index import Entry, Found, Index, by_score
from passerelles.catalogue.search.question import Question, read
from passerelles.catalogue.search.surroundings import Neighbourhoods, Surroundings
from passerelles.catalogue.search.text import forget, words

USUAL: Final = frozenset({"certification", "job", "institution", "house", "facility"})
WITH_BEDS: Final = frozenset({"institution", "house"})
SITUATED: Final = frozenset({"institution", "house", "facility"})
STAGE, COMMUNE, SECTOR = "stage", "commune", "sector"
LOOKED_AT: Final = 250  # how many of the best by their words are measured again for what else was asked
FOURTH: Final = 3  # where the best diploma, job or institution comes when the first are of another kind; sectors too
COMPARABLE: Final = 0.35
SOMEWHERE, SIZE = 0.5, 0.005  # of an institution when no field was named; diplomas score the logarithm of their offers
FIRST: Final = 5
WHOLE: Final = 0.999  # a share of what was typed: all of it
MOST_SECTORS: Final = 3
UNDERSTOOD: Final = 0.3  # below this share of what was typed, an entry is an accident
LOCAL_KINDS: Final[frozenset[CertificationKind]] = frozenset({"engineer", "master", "licence", "other", "title"})
"""Their labels name towns and schools: their words do not say what one learns."""


class Search:
    """All that answers queries on one edition. Built once, then only read."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.usual = Index(documents.everything(catalogue), documents.SYNONYMS)
        self.stages = Index(documents.stages(catalogue), documents.SYNONYMS)
        self.communes = Index(documents.communes(catalogue), {})
        self.sectors = Index(documents.sectors(catalogue), documents.SYNONYMS)
        self.gazetteer = Gazetteer(catalogue)
        self.places = Neighbourhoods(catalogue)
        self.offered = sorted(
            (one for one in catalogue.certifications if catalogue.programmes_of(one)),
            key=lambda one: -len(catalogue.programmes_of(one)),
        )
        self.common = frozenset(word for label in _labels(catalogue) for word in words(label))
        forget()

    def read(self, query: str) -> Question:
        """What a query asks."""
        return read(query, self.gazetteer, self.common, self.usual.knows)


class Findings(Struct, frozen=True):
    """What was found, best first, and how the query was read."""

    entries: tuple[Entry, ...]
    question: Question
    coverage: float  # share of the typed words that the best entry answers


def of(catalogue: Catalogue) -> Search:
    """The search of this edition."""
    return catalogue.derived("catalogue.search", Search)


def find(
    catalogue: Catalogue, query: str, kinds: frozenset[str], near: Point | None = None, campus: Point | None = None
) -> Findings:
    """Entries of these kinds, best first: those near `near` a little higher, and institutions near the campus.

    With nothing typed, stages are all offered, in their own order.
    """
    search = of(catalogue)
    question = search.read(query)
    if not query.strip():
        stages = search.stages.entries if STAGE in kinds else ()
        return Findings(tuple(one for one in stages if one.id.startswith("stage:")), question, 1.0)
    ranked: list[Found] = []
    if kinds & USUAL:
        ranked += _usual(search, question, kinds & USUAL, near, campus)
    if STAGE in kinds:
        ranked += search.stages.search(query, {STAGE})
    if COMMUNE in kinds:
        ranked += search.communes.search(query, {COMMUNE})
    ranked.sort(key=by_score)
    coverage = max((one.coverage for one in ranked[:FIRST]), default=0.0)
    entries = [one.entry for one in ranked]
    if kinds >= USUAL:
        if question.place and not question.said_more and (town := search.communes.entry(question.place.commune or "")):
            entries.insert(0, town)
        elif question.place:
            entries = _both(ranked, ("certification", "institution"), 0.0)
        elif question.words:
            entries = _both(ranked, ("certification", "job"), COMPARABLE)
        if question.after:
            entries = _followed(catalogue, entries)
    if SECTOR in kinds:
        fields = _fields(search, question)
        entries[FOURTH:FOURTH] = [one.entry for one in fields]
        coverage = max((coverage, *(one.coverage for one in fields)))
    return Findings(tuple(entries), question, coverage)


def _fields(search: Search, question: Question) -> list[Found]:
    """Sectors whose label says every word: there are few of them, their scores compare with no others."""
    return [one for one in search.sectors.rank(question.words, {SECTOR}) if one.coverage >= WHOLE][:MOST_SECTORS]


def _usual(
    search: Search, question: Question, kinds: frozenset[str], near: Point | None, campus: Point | None
) -> list[Found]:
    around = _around(search, question)
    wished = near or campus
    user = search.places.around(wished.lat, wished.lon) if wished else None
    nearer = USUAL if near else SITUATED
    if "boarding" in question.institutions:
        kinds = kinds & WITH_BEDS or kinds
    if not question.words:
        found = [one for one in _without_words(search, question, around or user) if one.entry.kind in kinds]
        return found or search.usual.rank(question.said, kinds)
    found = search.usual.rank(question.words, kinds)[:LOOKED_AT]
    if around and kinds & SITUATED:
        here = frozenset(_numbers(search, around))
        known = {one.entry.id for one in found}
        local = search.usual.rank(question.words, kinds & SITUATED, here)[:LOOKED_AT]
        found += [one for one in local if one.entry.id not in known]
    measured = (
        structs.replace(
            one,
            score=one.score
            * ranking.fit(search.catalogue, one.entry, question, around)
            * (ranking.wished(one.entry, user) if one.entry.kind in nearer else 1.0),
        )
        for one in found
        if one.coverage >= UNDERSTOOD
    )
    ranked = sorted(measured, key=by_score)
    if not ranked and "boarding" in question.institutions:  # "internat filles": the beds, whatever else was said
        return [one for one in _without_words(search, question, around or user) if one.entry.kind in kinds]
    return ranked


def _around(search: Search, question: Question) -> Surroundings | None:
    place = question.place
    if place is None:
        return None
    if place.lat is not None and place.lon is not None:
        return search.places.around(place.lat, place.lon)
    return search.places.inside(place.department)


def _without_words(search: Search, question: Question, around: Surroundings | None) -> list[Found]:
    """What there is of a diploma, a status or a place, when no field was named: what is offered most, then nearest."""
    catalogue = search.catalogue
    scores: dict[str, float] = {}
    if question.diplomas or question.statuses:
        for identifier in around.certifications if around else search.offered:
            kind = catalogue.certifications[identifier].kind
            offers = ranking.offered(catalogue, identifier, around)
            if offers and (not question.diplomas or kind in question.diplomas):
                scores[identifier] = offers
    everywhere = catalogue.institutions if "boarding" in question.institutions else ()
    for identifier in around.institutions if around else everywhere:
        scores[identifier] = SOMEWHERE + SIZE * len(catalogue.programmes_at(identifier))
    most = nlargest(LOOKED_AT, scores.items(), key=lambda pair: (pair[1], pair[0]))
    found = [
        Found(score * ranking.fit(catalogue, entry, question, around), 1.0, entry)
        for identifier, score in most
        if (entry := search.usual.entry(identifier))
    ]
    return sorted(found, key=by_score)


def _numbers(search: Search, around: Surroundings) -> Iterator[int]:
    houses = (one.id for one in search.catalogue.houses.values() if one.institution in around.institutions)
    for identifier in chain(around.institutions, around.facilities, houses):
        number = search.usual.number(identifier)
        if number is not None:
            yield number


def _both(ranked: list[Found], kinds: tuple[str, str], least: float) -> list[Entry]:
    """Entries with the best of each kind among the first ones, when it scores at least that share of the best of all:
    what one learns, and the job it leads to or, when a place was named, where.
    """
    entries = [one.entry for one in ranked]
    for kind in kinds:
        best = next((one for one in ranked if one.entry.kind == kind), None)
        if best and best.entry not in entries[:FIRST] and best.score >= least * ranked[0].score:
            entries.remove(best.entry)
            entries.insert(FOURTH, best.entry)
    return entries


def _followed(catalogue: Catalogue, entries: list[Entry]) -> list[Entry]:
    """ "après X": X, then what its regulation or its Onisep sheet says comes next, then the rest."""
    first = next((one for one in entries[:FIRST] if one.kind == "certification"), None)
    if first is None:
        return entries
    links = (link for text in catalogue.further_studies_of(first.id) for link in text.links)
    next_ids = dict.fromkeys((*(one.id for one in catalogue.leads_to(first.id)), *links))
    following = [entry for one in next_ids if (entry := of(catalogue).usual.entry(one))]
    ahead = [first, *(one for one in following if one != first)]
    return [*ahead, *(one for one in entries if one not in ahead)]


def _labels(catalogue: Catalogue) -> Iterable[str]:
    for job in catalogue.jobs.values():
        yield job.label
    for certification in catalogue.certifications.values():
        if certification.kind not in LOCAL_KINDS:
            yield certification.label
