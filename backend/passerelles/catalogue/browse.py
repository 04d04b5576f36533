"""Browsing without planning: filters, a stable order, and facets that say what each choice would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Final

from msgspec import Struct

from passerelles.catalogue import live, present, words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point
from passerelles.catalogue.records import Programme, Track
from passerelles.catalogue.schemas import Facets, FacetValue, ProgrammeList
from passerelles.catalogue.search.text import normalise
from passerelles.catalogue.tracks import LETTERS, line_of
from passerelles.core import paging
from passerelles.core.messages import t

FACETS: Final = ("line", "sector", "level", "department", "boarding")


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked for. An empty choice means any value."""

    line: frozenset[str] = frozenset()
    sector: frozenset[str] = frozenset()
    level: frozenset[str] = frozenset()
    department: frozenset[str] = frozenset()
    boarding: frozenset[str] = frozenset()
    institution: str | None = None
    certification: str | None = None
    text: str = ""
    near: Point | None = None
    max_km: float | None = None


class Row(Struct, frozen=True):
    """A programme with what it is filtered and sorted by, computed once per edition."""

    programme: Programme
    values: tuple[str, str, str, str, str]  # in the order of FACETS
    text: str  # " bac pro ... tabarly les sables d olonne ": normalised, words preceded by a space
    label: str


def programmes(catalogue: Catalogue, wanted: Wanted, cursor: str | None, limit: int) -> ProgrammeList:
    """A page of programmes: by distance when `near` is given, else by label, then by town.

    Each facet counts what it would give if its own filter were lifted and all others kept.

    Raises:
        MalformedInput: the cursor is not one of ours.
    """
    rows = prepare(catalogue)
    kept, counts = _filtered(catalogue, rows, wanted)
    page, following = paging.cut(kept, cursor, limit)
    return ProgrammeList(
        edition=catalogue.edition,
        items=[present.programme(catalogue, row.programme, wanted.near) for row in page],
        total=len(kept),
        next=following,
        near=wanted.near.label if wanted.near else None,
        facets=_facets(catalogue, counts),
    )


def prepare(catalogue: Catalogue) -> tuple[Row, ...]:
    """Every programme with what it is filtered and sorted by, in the order of browsing."""
    return catalogue.derived("catalogue.browse", _rows)


def _filtered(catalogue: Catalogue, rows: tuple[Row, ...], wanted: Wanted) -> tuple[list[Row], dict[str, Counter[str]]]:
    choices: list[Collection[str]] = [wanted.line, wanted.sector, wanted.level, wanted.department, wanted.boarding]
    fits = _fits(catalogue, wanted)
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    found: list[tuple[float, Row]] = []
    for row in rows:
        refused = [
            facet
            for facet, value, choice in zip(FACETS, row.values, choices, strict=True)
            if choice and value not in choice
        ]
        if len(refused) > 1:
            continue
        distance = fits(row)
        if distance is None:
            continue
        for facet, value in zip(FACETS, row.values, strict=True):
            if refused in ([], [facet]):
                counts[facet][value] += 1
        if not refused:
            found.append((distance, row))
    found.sort(key=lambda pair: pair[0])  # stable: rows are already by label
    return [row for _, row in found], counts


def _fits(catalogue: Catalogue, wanted: Wanted) -> Callable[[Row], float | None]:
    """A test of what has no facet: the distance to sort by (0 without `near`), or None for a row to leave out."""
    asked = [f" {word}" for word in normalise(wanted.text).split()]
    diplomas = set(catalogue.resolve(wanted.certification)) if wanted.certification else None
    far: dict[str, float | None] = {}
    if wanted.near:
        far = {one.id: present.distance(one, wanted.near) for one in catalogue.institutions.values()}

    def test(row: Row) -> float | None:
        programme = row.programme
        if wanted.institution and programme.institution != wanted.institution:
            return None
        if diplomas is not None and programme.certification not in diplomas:
            return None
        if any(word not in row.text for word in asked):
            return None
        if not wanted.near:
            return 0.0
        distance = far[programme.institution]
        if wanted.max_km is not None and (distance is None or distance > wanted.max_km):
            return None
        return present.FAR if distance is None else distance

    return test


def _rows(catalogue: Catalogue) -> tuple[Row, ...]:
    rows = [_row(catalogue, programme) for programme in catalogue.programmes.values()]
    return tuple(sorted(rows, key=lambda row: (normalise(row.label), row.text, row.programme.id)))


def _row(catalogue: Catalogue, programme: Programme) -> Row:
    certification = catalogue.certifications[programme.certification]
    institution = catalogue.institutions[programme.institution]
    return Row(
        programme=programme,
        values=(
            line_of(programme.status, certification.level, certification.kind),
            certification.sector or "",
            str(certification.level),
            institution.department or "",
            "1" if institution.boarding else "",
        ),
        text=" " + normalise(f"{certification.label} {institution.name} {institution.city or ''}"),
        label=certification.label,
    )


def _facets(catalogue: Catalogue, counts: dict[str, Counter[str]]) -> Facets:
    lines: dict[str, Track] = {line: line for line in LETTERS}
    return Facets(
        line=_values(counts["line"], lambda value: t(f"catalogue.lines.{lines[value]}"), list(LETTERS)),
        sector=_values(counts["sector"], lambda value: words.sector(catalogue, value) or value),
        level=_values(counts["level"], lambda value: t(f"catalogue.levels.{value}")),
        department=_values(counts["department"], lambda value: words.department(value) or value),
        boarding=_values(counts["boarding"], lambda _: t("catalogue.facets.boarding")),
    )


def _values(counter: Counter[str], label: Callable[[str], str], order: list[str] | None = None) -> list[FacetValue]:
    """Values in a fixed order (given, else by value), so that filters never move under the finger."""
    known = [value for value in (order or sorted(counter)) if value and counter[value]]
    return [FacetValue(value=value, label=label(value), count=counter[value]) for value in known]


live.prepare_with(prepare)
