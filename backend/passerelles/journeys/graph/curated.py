"""Progressions that the campus's team added, kept in memory beside the compiled ones.

They belong to the campus and not to an edition: each edition reads them with its own ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import ProgressionKind
from passerelles.journeys.graph.progression import Note, Progression
from passerelles.journeys.graph.stations import is_stage

STRENGTH: Final = 0.75
"""Above what the planner doubts; somebody vouches for it, no rule does."""

RULE: Final = "curated"


class Entry(Struct, frozen=True):
    """One of them, as it was entered: its ids may be old ones."""

    source: str
    target: str
    kind: ProgressionKind
    note: Note


class Curated(Struct, frozen=True):
    """All those of the campus that nobody withdrew. `version` names this very content; empty when there are none."""

    version: str
    entries: tuple[Entry, ...]

    def after(self, catalogue: Catalogue, station: str) -> Iterator[Progression]:
        """Those out of a station (a current id)."""
        return (step for step in self._read(catalogue) if step.source == station)

    def into(self, catalogue: Catalogue, certification: str) -> Iterator[Progression]:
        """Those into a diploma (a current id)."""
        return (step for step in self._read(catalogue) if step.target == certification)

    def _read(self, catalogue: Catalogue) -> Iterator[Progression]:
        """A few dozen at most: no index is worth its code."""
        for entry in self.entries:
            source, target = station_now(catalogue, entry.source), diploma_now(catalogue, entry.target)
            if source and target:
                yield Progression(source, target, entry.kind, "curated", RULE, STRENGTH, note=entry.note)


NONE: Final = Curated("", ())
_current = NONE


def current() -> Curated:
    """Those shown in this process."""
    return _current


def show(curated: Curated) -> None:
    """Show these instead, unless they are the same."""
    global _current  # noqa: PLW0603 - one reference per process, swapped in one step, as the catalogue is
    if curated.version != _current.version:
        _current = curated


def among(steps: list[Progression], added: Iterable[Progression]) -> list[Progression]:
    """Steps in their order with the curated ones before the first inferred one.

    A pair that a text already gives keeps that text; a pair that was only inferred becomes curated.
    """
    known = {(step.source, step.target) for step in steps if step.confidence != "inferred"}
    new = {(step.source, step.target): step for step in added if (step.source, step.target) not in known}
    if not new:
        return steps
    others = [step for step in steps if (step.source, step.target) not in new]
    place = next((i for i, step in enumerate(others) if step.confidence == "inferred"), len(others))
    return [*others[:place], *new.values(), *others[place:]]


def station_now(catalogue: Catalogue, identifier: str) -> str | None:
    """The station an id means today: a stage, or the diploma open now."""
    return identifier if is_stage(identifier) else diploma_now(catalogue, identifier)


def diploma_now(catalogue: Catalogue, identifier: str) -> str | None:
    """The diploma an id means today, None when this edition has none."""
    found = next(iter(catalogue.resolve(identifier)), "")
    return found if found in catalogue.certifications else None
