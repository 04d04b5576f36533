"""All progressions of an edition in a few flat arrays: about twenty bytes for each, whatever the country's size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate

from passerelles.catalogue.schemas import Confidence, ProgressionKind
from passerelles.journeys.graph.progression import Progression

Shape = tuple[ProgressionKind, Confidence, str]
"""Kind, confidence and rule: a few dozen for thousands of progressions."""


class Compiled:
    """Progressions by source and by target. Immutable; values are made when asked for."""

    __slots__ = ("_by_target", "_ids", "_kinds", "_places", "_shapes", "_sources", "_starts", "_strengths", "_targets")

    def __init__(self, progressions: Iterable[Progression]) -> None:
        ordered = sorted(progressions, key=lambda one: (one.source, -one.strength, one.target))
        self._ids = tuple(sorted({one.source for one in ordered} | {one.target for one in ordered}))
        self._places = {identifier: place for place, identifier in enumerate(self._ids)}
        self._shapes: tuple[Shape, ...] = tuple(sorted({(one.kind, one.confidence, one.rule) for one in ordered}))
        shapes = {shape: place for place, shape in enumerate(self._shapes)}
        self._sources = array("I", (self._places[one.source] for one in ordered))
        self._targets = array("I", (self._places[one.target] for one in ordered))
        self._strengths = array("d", (one.strength for one in ordered))
        self._kinds = array("B", (shapes[one.kind, one.confidence, one.rule] for one in ordered))
        self._starts = _offsets(self._sources, len(self._ids))
        self._by_target = _inverted(self._targets, len(self._ids))

    def __len__(self) -> int:
        return len(self._targets)

    def after(self, source: str) -> Iterator[Progression]:
        """Progressions out of a station, the strongest first."""
        place = self._places.get(source)
        if place is not None:
            yield from map(self._at, range(self._starts[place], self._starts[place + 1]))

    def into(self, target: str) -> Iterator[Progression]:
        """Progressions into a diploma, in the order of their sources."""
        place = self._places.get(target)
        if place is not None:
            offsets, edges = self._by_target
            yield from map(self._at, edges[offsets[place] : offsets[place + 1]])

    def _at(self, edge: int) -> Progression:
        kind, confidence, rule = self._shapes[self._kinds[edge]]
        return Progression(
            self._ids[self._sources[edge]],
            self._ids[self._targets[edge]],
            kind,
            confidence,
            rule,
            self._strengths[edge],
        )


def _offsets(places: Iterable[int], count: int) -> array[int]:
    """Where the edges of each place begin, for edges in the order of their places."""
    sizes = [0] * count
    for place in places:
        sizes[place] += 1
    return array("I", (0, *accumulate(sizes)))


def _inverted(targets: array[int], count: int) -> tuple[array[int], array[int]]:
    """The edges by target: offsets, then edges."""
    return _offsets(targets, count), array("I", sorted(range(len(targets)), key=targets.__getitem__))
