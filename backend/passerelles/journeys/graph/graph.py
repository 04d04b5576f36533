"""The graph of one edition: what follows a station and what comes before a diploma, best first.

Compiled once per edition and process, then only read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification
from passerelles.journeys.graph import curated as held
from passerelles.journeys.graph import keeping, official
from passerelles.journeys.graph.affinity import Affinity
from passerelles.journeys.graph.closeness import Closeness
from passerelles.journeys.graph.compiled import Compiled
from passerelles.journeys.graph.curated import NONE, Curated, among
from passerelles.journeys.graph.documented import Sheets, entered_through
from passerelles.journeys.graph.dormant import is_dormant
from passerelles.journeys.graph.grouping import folded
from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.kinds import kinds_after
from passerelles.journeys.graph.links import links_from
from passerelles.journeys.graph.profile import Profile, profiles_of
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import GENERAL_YEAR, THIRD_YEAR, has_bac, stage_of
from passerelles.journeys.graph.steps import SORTS, STEPS

AFTER_WORK: Final = "TYPE:work"
"""What follows a diploma made for work that no other follows: a job, and later VAE or continuing education."""
LOOSEST: Final = 0.1

MOST: Final = 12
"""What a screen lists. The planner reads more of `before`."""


class Graph:
    """Progressions of an edition. Read-only for callers; safe to share between requests."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._heirs = Heirs(catalogue)
        self._compiled = keeping.kept(catalogue.edition, self._compile)
        self.curated: Curated = NONE
        self._next: dict[str, tuple[Progression, ...]] = {}
        self._before: dict[str, tuple[Progression, ...]] = {}

    def _compile(self) -> Compiled:
        return Compiled(_links(self.catalogue, self._heirs, self._affinity, self._profiles))

    @cached_property
    def _profiles(self) -> dict[str, Profile]:
        return profiles_of(self.catalogue)

    @cached_property
    def _affinity(self) -> Affinity:
        return Affinity(self._profiles)

    def take(self, curated: Curated) -> None:
        """Hold these curated progressions from now on, instead of those held so far."""
        self.curated, self._next, self._before = curated, {}, {}

    def next_of(self, station: str) -> tuple[Progression, ...]:
        """At most 12 progressions out of a station (a current id), best first; empty when it is unknown.

        The options of a diploma are one progression: see `Progression.options`.
        """
        if station not in self._next:
            steps = among(self._sorted(self._after(station)), self.curated.after(self.catalogue, station))
            if not steps and station in self.catalogue.certifications:
                steps = [Progression(station, AFTER_WORK, "return_to_study", "inferred", "after_work", LOOSEST)]
            diploma = self.catalogue.certifications.get(station)
            stage = stage_of(diploma) if diploma else station
            self._next[station] = tuple(folded(self.catalogue, steps, types=not (stage and has_bac(stage))))[:MOST]
        return self._next[station]

    def leads_somewhere(self, certification: str) -> bool:
        """Whether a diploma follows this one, and not work alone."""
        return any(step.target != AFTER_WORK for step in self.next_of(certification))

    def before_of(self, certification: str) -> tuple[Progression, ...]:
        """Every progression into a diploma (a current id), official first, then the closest."""
        if certification not in self._before:
            steps = among(self._sorted(self._into(certification)), self.curated.into(self.catalogue, certification))
            self._before[certification] = tuple(steps)
        return self._before[certification]

    def alike(self, certification: str) -> list[str]:
        """Diplomas of the same kind, closest first."""
        kind = self.catalogue.certifications[certification].kind
        same = [i for i in self._affinity.neighbours(certification) if self.catalogue.certifications[i].kind == kind]
        return sorted(same, key=lambda one: (-self._affinity.score(certification, one), one))

    def _after(self, station: str) -> Iterable[Progression]:
        if has_bac(station):
            return self._compiled.after(station)
        if station in (THIRD_YEAR, GENERAL_YEAR):
            return self._after_stage(station)
        diploma = self.catalogue.certifications.get(station)
        return self._after_diploma(diploma) if diploma else ()

    def _after_diploma(self, diploma: Certification) -> Iterable[Progression]:
        station = diploma.id
        stage = stage_of(diploma)
        if stage:
            own = tuple(self._compiled.after(station))
            return own or (replace(step, source=station) for step in self._after(stage))
        if diploma.common_year_of:
            return (*official.from_common_year(self.catalogue, diploma), *self._compiled.after(station))
        if diploma.kind == "2de-pro":
            first_year = official.from_first_year(self.catalogue, self._heirs, diploma)
            return (*first_year, *self._compiled.after(station))
        return self._compiled.after(station)

    def _after_stage(self, stage: str) -> Iterable[Progression]:
        taught = (c for c in self.catalogue.certifications.values() if self.catalogue.programmes_of(c.id))
        steps = (step for c in taught for step in official.into(self.catalogue, c) if step.source == stage)
        by_offer = sorted(steps, key=lambda step: (-len(self.catalogue.programmes_of(step.target)), step.target))
        return by_offer[:MOST]

    def _into(self, certification: str) -> Iterable[Progression]:
        diploma = self.catalogue.certifications.get(certification)
        if diploma is None:
            return ()
        return (
            *official.into(self.catalogue, diploma),
            *(step for step in self._compiled.into(certification) if self._is_way_in(step)),
        )

    def _is_way_in(self, step: Progression) -> bool:
        """Neither a change of road nor a technological bac, which its stage stands for."""
        source = self.catalogue.certifications.get(step.source)
        return step.rule != official.REVIEW and not (source and stage_of(source))

    def _sorted(self, steps: Iterable[Progression]) -> list[Progression]:
        """Each pair once: official first, then the strongest; among equals, what more schools here teach."""
        best: dict[tuple[str, str], Progression] = {}
        for step in steps:
            known = best.get((step.source, step.target))
            if known is None or step.strength > known.strength:
                best[step.source, step.target] = step
        taught = self.catalogue.programmes_of
        return sorted(
            best.values(),
            key=lambda s: (s.confidence != "official", -s.strength, -len(taught(s.target)), s.target, s.source),
        )


def graph_of(catalogue: Catalogue) -> Graph:
    """The graph of this edition, built once per process, with the curated progressions of now."""
    graph = catalogue.derived("journeys.graph", Graph)
    if graph.curated is not held.current():
        graph.take(held.current())
    return graph


def _links(
    catalogue: Catalogue, heirs: Heirs, affinity: Affinity, profiles: Mapping[str, Profile]
) -> Iterator[Progression]:
    sheets = Sheets(catalogue, heirs, profiles)
    closeness = Closeness(catalogue, profiles, affinity, sheets)
    by_sort: dict[str, dict[str, Profile]] = defaultdict(dict)
    for identifier, one in profiles.items():
        diploma = catalogue.certifications[identifier]
        begins = catalogue.is_open(diploma) and identifier in entered_through(catalogue, identifier)
        if begins and not is_dormant(catalogue, diploma):
            by_sort[one.sort][identifier] = one
    followed = {
        sort: {i: p for (source, target) in STEPS if source == sort for i, p in by_sort[target].items()}
        for sort in SORTS
    }
    for diploma in catalogue.certifications.values():
        if diploma.kind == "2de-pro" and catalogue.is_open(diploma):
            yield from official.review(catalogue, heirs, closeness, diploma)
    bacs = _by_stage(catalogue, profiles)
    yield official.to_university()
    for one in profiles.values():
        diploma = catalogue.certifications[one.id]
        if not diploma.common_year_of:
            stage = stage_of(diploma)
            for step in links_from(catalogue, closeness, sheets, one, followed.get(one.sort, {})):
                yield step
                if stage:
                    yield replace(step, source=stage)
            yield from kinds_after(diploma, sheets.kinds_after(one.id))
        if catalogue.is_open(diploma):
            yield from official.from_general_bac(diploma, sheets.bacs_before(one.id), bacs, closeness)


def _by_stage(catalogue: Catalogue, profiles: Iterable[str]) -> Mapping[str, list[str]]:
    """The technological bacs open now, by series."""
    found: dict[str, list[str]] = defaultdict(list)
    for diploma in map(catalogue.certifications.__getitem__, sorted(profiles)):
        stage = stage_of(diploma) if catalogue.is_open(diploma) else None
        if stage:
            found[stage].append(diploma.id)
    return found
