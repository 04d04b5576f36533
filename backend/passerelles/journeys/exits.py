"""Ways out of an empty answer: always two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from passerelles.catalogue.addresses import url_of
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Sector
from passerelles.core.messages import t
from passerelles.journeys.addresses import explore_url, plan_url
from passerelles.journeys.asking import Asked
from passerelles.journeys.filters import active
from passerelles.journeys.graph.graph import graph_of
from passerelles.journeys.graph.stations import label_of
from passerelles.journeys.schemas import ExitOut

WANTED: Final = 2


def exits(catalogue: Catalogue, asked: Asked) -> list[ExitOut]:
    """Two of: all lines, what follows the diploma one has, a close diploma taught here, the sector, the catalogue."""
    return list(islice(_possible(catalogue, asked), WANTED))


def _possible(catalogue: Catalogue, asked: Asked) -> Iterator[ExitOut]:
    question = asked.question
    chosen = active(asked.wishes)
    if chosen:
        key = "all_lines" if chosen <= {"tracks", "avoid"} else "no_filters"
        yield ExitOut(words=t(f"journeys.exits.{key}"), url=plan_url(asked.wishes, drop=chosen))
    sector: Sector | None = catalogue.sectors.get(asked.to)
    if question.targets:
        target = catalogue.certifications[question.targets[0]]
        sector = sector or catalogue.sectors.get(target.sector or "")
        if question.start == target.id:
            yield ExitOut(words=t("journeys.exits.next", label=target.label), url=url_of(target.id))
        close = _close(catalogue, asked)
        if close:
            words = t("journeys.exits.close", label=label_of(catalogue, close))
            yield ExitOut(words=words, url=plan_url(asked.wishes, to=close))
    if sector:
        words = t("journeys.exits.sector", label=sector.label)
        yield ExitOut(words=words, url=f"/explorer?{urlencode({'sector': sector.id}, safe=':')}")
    if question.targets:
        yield ExitOut(words=t("journeys.exits.certification", label=target.label), url=url_of(target.id))
    yield ExitOut(words=t("journeys.exits.explore"), url="/explorer")
    yield ExitOut(words=t("journeys.explore.guide"), url=explore_url(asked.wishes))


def _close(catalogue: Catalogue, asked: Asked) -> str | None:
    """The nearest diploma of the same kind that is taught on the territory."""
    for identifier in graph_of(catalogue).alike(asked.question.targets[0]):
        if catalogue.programmes_of(identifier) and identifier != asked.question.start:
            return identifier
    return None
