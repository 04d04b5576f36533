"""Progressions as answers: `GET /certifications/{id}/next`, and what a diploma's page shows around it."""

from __future__ import annotations

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.progressions import KindOfDiploma
from passerelles.catalogue.schemas import ProgressionList, ProgressionOption, ProgressionOut
from passerelles.core.errors import NotFound
from passerelles.journeys import kinds_of_diploma, words
from passerelles.journeys.condition_words import conditions
from passerelles.journeys.graph import curated
from passerelles.journeys.graph.graph import MOST, graph_of
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import STAGES, label_of
from passerelles.journeys.window_words import window


class GraphProgressions:
    """What the catalogue's pages ask (`catalogue.progressions.Progressions`)."""

    def version(self) -> str:
        return curated.current().version

    def next_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:
        return [_out(catalogue, step, step.target) for step in graph_of(catalogue).next_of(certification)]

    def before_of(self, catalogue: Catalogue, certification: str) -> list[ProgressionOut]:
        steps = graph_of(catalogue).before_of(certification)[:MOST]
        return [_out(catalogue, step, step.source) for step in steps]

    def kind_of(self, catalogue: Catalogue, identifier: str) -> KindOfDiploma | None:
        return kinds_of_diploma.kind_of(catalogue, identifier)


def next_list(catalogue: Catalogue, identifier: str) -> ProgressionList:
    """Progressions out of a diploma or a stage, best first; an old id answers for the diploma open now.

    Raises:
        NotFound: neither a stage nor a diploma of this edition.
    """
    current = identifier if identifier in STAGES else next(iter(catalogue.resolve(identifier)), "")
    if current not in STAGES and current not in catalogue.certifications:
        raise NotFound
    return ProgressionList(edition=catalogue.edition, items=GraphProgressions().next_of(catalogue, current))


def _out(catalogue: Catalogue, step: Progression, towards: str) -> ProgressionOut:
    return ProgressionOut(
        to=towards,
        label=label_of(catalogue, towards),
        kind=step.kind,
        confidence=step.confidence,
        confidence_words=words.confidence(step),
        conditions=conditions(catalogue, step),
        window=window(step, catalogue.as_of),
        source=words.rule(step, "source"),
        options=[ProgressionOption(to=one, label=label_of(catalogue, one)) for one in step.options],
    )
