"""What inference alone finds of what Onisep's sheets name, when those sheets are hidden: an estimate on unseen pairs.

Thousands of diplomas, no list of ours: first every sheet is hidden, then those of a random half of the diplomas, twice
(the rest still tells of neighbours). Second diplomas, versions of one diploma and kinds without code are left out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from passerelles.catalogue.editions.edition import Edition
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.journeys.graph.documented import named_pairs
from passerelles.journeys.graph.graph import Graph
from passerelles.journeys.graph.grouping import group_of
from passerelles.journeys.graph.steps import step_between
from passerelles.journeys.graph.types import type_of

FIRST = 8
HALVES = 2
Pairs = Mapping[tuple[str, str], set[str]]
"""By source and group of what follows: the ids that count as found."""


def measured_hidden(edition: Edition) -> Iterator[str]:
    """One line for each way of hiding."""
    catalogue = Catalogue(edition)
    stated = named_pairs(catalogue)
    unread = Graph(Catalogue(replace(edition, further_studies=())))
    for here in (False, True):
        yield _line("all sheets hidden", [(unread, _grouped(catalogue, stated, here=here))], here=here)
    halves = [_half(edition, seed) for seed in range(HALVES)]
    for here in (False, True):
        parts = [(graph, _grouped(catalogue, stated - left, here=here)) for graph, left in halves]
        yield _line("sheets of a half hidden", parts, here=here)


def _half(edition: Edition, seed: int) -> tuple[Graph, set[tuple[str, str]]]:
    """The graph without the sheets of a half of the diplomas, and the pairs that the others still name."""
    kept = tuple(one for one in edition.further_studies if _is_even(f"{seed}:{one.certification}"))
    catalogue = Catalogue(replace(edition, further_studies=kept))
    return Graph(catalogue), named_pairs(catalogue)


def _is_even(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def _grouped(catalogue: Catalogue, pairs: Iterable[tuple[str, str]], *, here: bool) -> Pairs:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, target in pairs:
        before, after = catalogue.certifications[source], catalogue.certifications[target]
        step = step_between(before, after)
        group = group_of(catalogue, after)
        left_out = type_of(after) or group == group_of(catalogue, before) or not step or not step.weight
        if not left_out and catalogue.is_open(before) and (not here or catalogue.programmes_of(source)):
            found[source, group].add(target)
    return found


def _line(name: str, parts: Iterable[tuple[Graph, Pairs]], *, here: bool) -> str:
    hits = total = 0
    for graph, pairs in parts:
        for (source, _), targets in pairs.items():
            steps = graph.next_of(source)[:FIRST]
            hits += any(targets & {step.target, *step.options} for step in steps)
            total += 1
    where = "from diplomas taught here" if here else "from all diplomas"
    return f"{name + ', ' + where:46} @{FIRST} {hits}/{total} {hits / total if total else 0:.0%}"
