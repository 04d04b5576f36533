"""All progressions of an edition in a few flat arrays: about twenty bytes for each, whatever the country's size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from passerelles.catalogue.schemas import Confidence, ProgressionKind
from passerelles.journeys.graph.progression import Progression

Shape = tuple[ProgressionKind, Confidence, str]
"""Kind, confidence and rule: a few dozen for thousands of progressions."""


class Parts(NamedTuple):
    """What a `Compiled` is made of: one entry of each array per progression, in the order of their sources."""

    ids: tuple[str, ...]
    shapes: tuple[Shape, ...]
    sources: array[int]
    targets: array[int]
    strengths: array[float]
    kinds: array[int]


class Compiled:
    """Progressions by source and by target. Immutable; values are made when asked for."""

    __slots__ = ("_by_target", "_ids", "_kinds", "_places", "_shapes", "_sources", "_starts", "_strengths", "_targets")

    def __init__(self, progressions: Iterable[Progression]) -> None:
        ordered = sorted(progressions, key=lambda one: (one.source, -one.strength, one.target))
        ids = tuple(sorted({one.source for one in ordered} | {one.target for one in ordered}))
        places = {identifier: place for place, identifier in enumerate(ids)}
        shapes: tuple[Shape, ...] = tuple(sorted({(one.kind, one.confidence, one.rule) for one in ordered}))
        shape_places = {shape: place for place, shape in enumerate(shapes)}
        self._hold(
            Parts(
                ids,
                shapes,
                sources=array("I", (places[one.source] for one in ordered)),
                targets=array("I", (places[one.target] for one in ordered)),
                strengths=array("d", (one.strength for one in ordered)),
                kinds=array("B", (shape_places[one.kind, one.confidence, one.rule] for one in ordered)),
            )
        )

    @classmethod
    def of(cls, parts: Parts) -> Compiled:
        """From parts that another `Compiled` gave.

        Raises:
            ValueError: the arrays do not have the same length.
        """
        if len({len(parts.sources), len(parts.targets), len(parts.strengths), len(parts.kinds)}) != 1:
            raise ValueError("the arrays of progressions do not have the same length")
        compiled = cls.__new__(cls)
        compiled._hold(parts)
        return compiled

    def parts(self) -> Parts:
        return Parts(self._ids, self._shapes, self._sources, self._targets, self._strengths, self._kinds)

    def _hold(self, parts: Parts) -> None:
        self._ids, self._shapes = parts.ids, parts.shapes
        self._sources, self._targets = parts.sources, parts.targets
        self._strengths, self._kinds = parts.strengths, parts.kinds
        self._places = {identifier: place for place, identifier in enumerate(parts.ids)}
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
