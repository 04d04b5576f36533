"""Exploring without a destination: the sectors within reach, each with a taste of its diplomas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from msgspec import Struct

from passerelles.catalogue import present, present_figures
from passerelles.catalogue import words as catalogue_words
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, Sector, Track
from passerelles.catalogue.tracks import LETTERS
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.addresses import explore_url, plan_url
from passerelles.journeys.asking import Asked
from passerelles.journeys.graph.stations import WORK
from passerelles.journeys.planner import leads
from passerelles.journeys.planner.question import Question
from passerelles.journeys.planner.ways import Table, tables_into
from passerelles.journeys.schemas import ExampleOut, ExitOut, ExploreAnswer, SectorWayOut
from passerelles.journeys.targets import can_start, in_sector, level_of

MOST_EXAMPLES: Final = 3
SOURCES: Final = ("bcn-domaines", "bcn-diplomes", "orion")
"""What sectors and places come from."""


def explore(catalogue: Catalogue, asked: Asked) -> ExploreAnswer:
    """The sectors that may be reached from a station, those with most near one's home first."""
    found = [way for sector in catalogue.sectors.values() if (way := _sector(catalogue, asked, sector))]
    found.sort(key=lambda way: (-(way.near or 0), -way.diplomas, way.id))
    return ExploreAnswer(
        edition=catalogue.edition,
        from_=words.place(catalogue, asked.question.start),
        near=asked.point.label if asked.point else None,
        max_km=asked.question.max_km,
        sectors=found,
        message=_message(asked, found),
        exits=_exits(),
        sources=[present_figures.source(one) for one in catalogue.made_from if one.id.startswith(SOURCES)],
    )


class _Row(Struct, frozen=True):
    """A diploma one may start, and how near."""

    diploma: Certification
    km: float | None
    years: float
    tracks: frozenset[Track]


def _sector(catalogue: Catalogue, asked: Asked, sector: Sector) -> SectorWayOut | None:
    question = asked.question
    rows = [row for diploma in in_sector(catalogue, sector.id) if (row := _row(catalogue, question, diploma))]
    if not rows:
        return None
    rows.sort(key=lambda row: (present.FAR if row.km is None else row.km, row.diploma.label))
    known = [row.km for row in rows if row.km is not None]
    near = sum(km <= question.max_km for km in known) if question.home else None
    tracks = frozenset().union(*(row.tracks for row in rows))
    return SectorWayOut(
        id=sector.id,
        label=sector.label,
        words=_words(len(rows), near, question.max_km),
        diplomas=len(rows),
        places=len({p.institution for row in rows for p in catalogue.programmes_of(row.diploma.id)}),
        near=near,
        nearest_km=round(min(known), 1) if known else None,
        tracks=[track for track in LETTERS if track in tracks],
        examples=[_example(asked, row) for row in _varied(rows)],
        url=plan_url(asked.wishes, to=sector.id),
        browse_url=f"/explorer?{urlencode({'sector': sector.id}, safe=':')}",
    )


def _row(catalogue: Catalogue, question: Question, diploma: Certification) -> _Row | None:
    """None for what cannot be started from here, or is below what one has."""
    tables = tables_into(catalogue, diploma.id, question.start)
    if question.start == WORK:
        tables = tuple(table for table in tables if table.status != "school")
        lead = leads.is_open_to(catalogue, diploma, "continuing")
        if not tables and not lead:
            return None
        tracks: set[Track] = {table.track for table in tables}
        if lead:
            tracks.add("continuing")
        return _Row(diploma, _nearest(question, tables), diploma.years, frozenset(tracks))
    above = diploma.level > level_of(catalogue, question.start)
    if not tables or not above or not can_start(catalogue, question.start, diploma):
        return None
    years = min(table.shortest for table in tables)
    return _Row(diploma, _nearest(question, tables), years, frozenset(table.track for table in tables))


def _nearest(question: Question, tables: Sequence[Table]) -> float | None:
    near = (table.nearest(question.home, 1) for table in tables)
    return min((km for found in near for km, _ in found if km is not None), default=None)


def _varied(rows: Sequence[_Row]) -> list[_Row]:
    """The nearest of each kind of diploma first, then the nearest."""
    nearest = {row.diploma.kind: row for row in reversed(rows)}
    first = [row for row in rows if nearest[row.diploma.kind] is row]
    return [*first, *(row for row in rows if row not in first)][:MOST_EXAMPLES]


def _example(asked: Asked, row: _Row) -> ExampleOut:
    return ExampleOut(
        certification=present.certification_brief(row.diploma),
        distance_km=None if row.km is None else round(row.km, 1),
        years=row.years,
        plan_url=plan_url(asked.wishes, to=row.diploma.id),
    )


def _words(diplomas: int, near: int | None, max_km: float) -> str:
    said = t("journeys.explore.one") if diplomas == 1 else t("journeys.explore.many", count=diplomas)
    if near is None:
        return said
    km = catalogue_words.number(max_km)
    return t("journeys.explore.none_near" if near == 0 else "journeys.explore.near", said=said, near=near, km=km)


def _message(asked: Asked, found: list[SectorWayOut]) -> str | None:
    if not found:
        return t("journeys.explore.nothing")
    if asked.point and not any(way.near for way in found):
        km = catalogue_words.number(asked.question.max_km)
        return t("journeys.explore.nothing_near", km=km, of_place=catalogue_words.of_place(asked.point.label))
    return None


def _exits() -> list[ExitOut]:
    return [
        ExitOut(words=t("journeys.explore.guide"), url=explore_url(None)),
        ExitOut(words=t("journeys.exits.explore"), url="/explorer"),
    ]
