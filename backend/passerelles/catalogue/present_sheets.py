"""What an Onisep sheet says of a diploma, in its own words: texts to read, under their source and their date (ODbL)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from passerelles.catalogue import present_figures
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, FurtherStudy
from passerelles.catalogue.schemas import ParagraphOut, SheetOut

POINT: Final = "- "
"""Begins a line that is a point of a list, as the importer writes it."""


def sheets(catalogue: Catalogue, record: Certification) -> list[SheetOut]:
    """The sheets of a diploma, its own first; those that say nothing are left out."""
    found = sorted(catalogue.further_studies_of(record.id), key=lambda one: (one.sheet != record.onisep, one.sheet))
    return [_sheet(catalogue, one) for one in found if one.access_text or one.expected_text or one.further_text]


def sources_of(catalogue: Catalogue, record: Certification) -> list[str]:
    """The ids of the sources that these texts come from."""
    return [one.source for one in catalogue.further_studies_of(record.id)]


def _sheet(catalogue: Catalogue, record: FurtherStudy) -> SheetOut:
    return SheetOut(
        id=record.sheet,
        access=list(paragraphs(record.access_text)),
        expected=list(paragraphs(record.expected_text)),
        further=list(paragraphs(record.further_text)),
        source=present_figures.named_source(catalogue, record.source),
    )


def paragraphs(text: str) -> Iterator[ParagraphOut]:
    """The paragraphs of a text; lines that begin with a dash are the points of the one before."""
    said: str | None = None
    points: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith(POINT):
            points.append(line.removeprefix(POINT))
            continue
        if said is not None or points:
            yield ParagraphOut(text=said, points=points)
        said, points = line, []
    if said is not None or points:
        yield ParagraphOut(text=said, points=points)
