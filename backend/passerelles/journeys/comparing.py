"""Two or three itineraries side by side: a row for each thing that matters, the best of it where one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SourceOut
from passerelles.core.messages import t
from passerelles.journeys import compared_cells as cells
from passerelles.journeys.compared_cells import Cell
from passerelles.journeys.schemas import (
    CellOut,
    ComparedOut,
    ComparisonAnswer,
    ComparisonRowOut,
    ItineraryOut,
    ItineraryPage,
)

Key = Literal["duration", "line", "employed", "travel", "bed", "cost", "paid", "demand"]
Read = Callable[[ItineraryOut], Cell]
ROWS: Final[tuple[tuple[Key, Read], ...]] = (
    ("duration", cells.duration),
    ("line", cells.line),
    ("employed", cells.employed),
    ("travel", cells.travel),
    ("bed", cells.bed),
    ("cost", cells.cost),
    ("paid", cells.paid),
    ("demand", cells.demand),
)


def compare(catalogue: Catalogue, pages: Sequence[ItineraryPage]) -> ComparisonAnswer:
    """The table of these itineraries, in their order."""
    itineraries = [page.itinerary for page in pages]
    sources: dict[str, SourceOut] = {source.title: source for page in pages for source in page.sources}
    return ComparisonAnswer(
        edition=catalogue.edition,
        itineraries=[_compared(one) for one in itineraries],
        rows=[_row(key, [read(one) for one in itineraries]) for key, read in ROWS],
        note=t("journeys.comparison.note"),
        near=next((page.near for page in pages if page.near), None),
        sources=list(sources.values()),
    )


def _compared(one: ItineraryOut) -> ComparedOut:
    label = one.label[:1].upper() + one.label[1:]
    return ComparedOut(id=one.id, url=one.url, title=one.title, label=label, arrival=one.arrival.label)


def _row(key: Key, row: Sequence[Cell]) -> ComparisonRowOut:
    best = _best(row)
    shown = [
        CellOut(
            words=cell.words,
            detail=cell.detail,
            value=cell.value,
            best=cell.value is not None and cell.value == best,
            tone=cell.tone,
            line=list(cell.line),
            figure=cell.figure,
        )
        for cell in row
    ]
    return ComparisonRowOut(key=key, label=t(f"journeys.comparison.{key}"), cells=shown)


def _best(row: Sequence[Cell]) -> float | None:
    """The smallest known value; none when fewer than two differ, or when they are not of one measure."""
    known = [cell.value for cell in row if cell.value is not None]
    if len(set(known)) <= 1 or len({cell.measure for cell in row if cell.value is not None}) > 1:
        return None
    return max(known) if row[0].more_is_better else min(known)
