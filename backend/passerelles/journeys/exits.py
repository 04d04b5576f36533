"""Ways out of an empty answer: always two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core.messages import t
from passerelles.journeys.asking import Asked
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.schemas import ExitOut

WANTED: Final = 2


def exits(catalogue: Catalogue, asked: Asked) -> list[ExitOut]:
    """Two of: all lines, what follows the diploma one has, a close diploma taught here, the sector, the catalogue."""
    return list(islice(_possible(catalogue, asked), WANTED))


def _possible(catalogue: Catalogue, asked: Asked) -> Iterator[ExitOut]:
    question = asked.question
    if question.tracks:
        yield ExitOut(words=t("journeys.exits.all_lines"), url=_plan(asked, asked.to))
    target = catalogue.certifications[question.targets[0]]
    if question.start == target.id:
        yield ExitOut(words=t("journeys.exits.next", label=target.label), url=url_of(target.id))
    close = _close(catalogue, asked)
    if close:
        words = t("journeys.exits.close", label=label_of(catalogue, close))
        yield ExitOut(words=words, url=_plan(asked, close))
    sector = catalogue.sectors.get(target.sector or "")
    if sector:
        words = t("journeys.exits.sector", label=sector.label)
        yield ExitOut(words=words, url=f"/explorer?{urlencode({'sector': sector.id}, safe=':')}")
    yield ExitOut(words=t("journeys.exits.certification", label=target.label), url=url_of(target.id))
    yield ExitOut(words=t("journeys.exits.explore"), url="/explorer")


def _close(catalogue: Catalogue, asked: Asked) -> str | None:
    """The nearest diploma of the same kind that is taught on the territory."""
    for identifier in graph_of(catalogue).alike(asked.question.targets[0]):
        if catalogue.programmes_of(identifier) and identifier != asked.question.start:
            return identifier
    return None


def _plan(asked: Asked, to: str) -> str:
    question = asked.question
    query = {"from": question.start, "to": to}
    if question.home:
        query["near"] = question.home.commune
    return f"/?{urlencode(query, safe=':')}"
