"""Search answers: which index, in which order, for which place."""

from __future__ import annotations

from math import exp
from typing import Final

from passerelles.catalogue import live, present, service
from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.model.places import distance_km
from passerelles.catalogue.present import Point
from passerelles.catalogue.schemas import SearchAnswer, SearchItem
from passerelles.catalogue.search import documents
from passerelles.catalogue.search.index import Document, Index

USUAL: Final = frozenset({"certification", "job", "institution", "house", "facility"})
STAGE, COMMUNE = "stage", "commune"
LOOKED_AT: Final = 60  # how many of the best are measured again for their distance
NEAR_GAIN: Final = 0.3
NEAR_KM: Final = 30.0


def answer(
    catalogue: Catalogue, query: str, *, near: str | None = None, limit: int = 10, kinds: str | None = None
) -> SearchAnswer:
    """What a person may mean by what they typed, best first.

    Raises:
        UnknownPlace: `near` is no commune of this edition.
    """
    wanted = frozenset(kind.strip() for kind in kinds.split(",")) if kinds else USUAL
    found = search(catalogue, query, wanted, service.point(catalogue, near))
    items = [
        SearchItem(kind=one.kind, id=one.id, label=one.label, detail=one.detail, url=url_of(one.id))
        for one in found[:limit]
    ]
    return SearchAnswer(edition=catalogue.edition, items=items)


def search(catalogue: Catalogue, query: str, kinds: frozenset[str], near: Point | None = None) -> list[Document]:
    """Documents of these kinds, best first. With nothing typed, stages are all offered, in their own order."""
    if not query.strip():
        stages = _index(catalogue, STAGE).documents if STAGE in kinds else ()
        return [one for one in stages if one.id.startswith("stage:")]
    ranked: list[tuple[float, Document]] = []
    if kinds & USUAL:
        ranked += _index(catalogue, "usual").search(query, kinds & USUAL)
    for alone in sorted({STAGE, COMMUNE} & kinds):
        ranked += _index(catalogue, alone).search(query, frozenset({alone}))
    ranked.sort(key=lambda pair: -pair[0])
    if near:
        best = [(score * _gain(catalogue, one, near), one) for score, one in ranked[:LOOKED_AT]]
        ranked[:LOOKED_AT] = sorted(best, key=lambda pair: -pair[0])
    return [one for _, one in ranked]


def prepare(catalogue: Catalogue) -> None:
    """Build the indexes now rather than at the first letter typed."""
    for name in ("usual", STAGE, COMMUNE):
        _index(catalogue, name)


def _index(catalogue: Catalogue, name: str) -> Index:
    made_of = {"usual": documents.everything, STAGE: documents.stages, COMMUNE: documents.communes}[name]
    return catalogue.derived(f"catalogue.search.{name}", lambda of: Index(made_of(of), documents.SYNONYMS))


def _gain(catalogue: Catalogue, one: Document, near: Point) -> float:
    """What is near comes a little higher: up to 30 % at the door, nothing much beyond 100 km."""
    places = [catalogue.institutions.get(one.id) or catalogue.facilities.get(one.id) or catalogue.communes.get(one.id)]
    if one.kind == "certification":
        places = [catalogue.institutions[programme.institution] for programme in catalogue.programmes_of(one.id)]
    distances = [
        distance_km(near.lat, near.lon, place.lat, place.lon)
        for place in places
        if place and place.lat is not None and place.lon is not None
    ]
    return 1 + NEAR_GAIN * exp(-min(distances, default=present.FAR) / NEAR_KM)


live.prepare_with(prepare)
