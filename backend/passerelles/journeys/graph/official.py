"""Progressions that a regulation or an official nomenclature states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind
from passerelles.catalogue.schemas import Confidence
from passerelles.journeys.graph.closeness import Closeness
from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.names import base, same_name
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import BAC_GENERAL, BAC_TECHNO, GENERAL_YEAR, THIRD_YEAR
from passerelles.journeys.graph.types import OF_SORT

AFTER_THIRD_YEAR: Final[tuple[CertificationKind, ...]] = ("2de-pro", "bac-pro", "cap")

SERIES_BY_DOMAIN: Final = {
    "13": "std2a", "21": "stav", "22": "stl", "30": "stmg", "31": "stmg", "32": "stmg", "33": "st2s", "34": "stmg",
}  # fmt: skip
"""Technological series closest to an NSF domain; STI2D for the rest of production. Our reading, said as inferred."""
SERIES_BY_GROUP: Final = {
    "223": "sti2d", "224": "sti2d", "225": "sti2d", "227": "sti2d", "322": "std2a", "323": "std2a", "326": "sti2d",
    "334": "sthr", "343": "stl",
}  # fmt: skip
"""Groups that their domain does not tell: metals and energy are no chemistry, images and computing no office work."""
NAMED_SERIES, OTHER_SERIES = 0.55, 0.45
"""Strength of a series that the sheet of a diploma names, or that only its field suggests…"""
ONE_SERIES, SUITS = 0.1, 0.35
"""…with more where it is the only one named, and for a field close to the diploma's."""
NAMED_GENERAL, OTHER_GENERAL, UNIVERSITY = 0.6, 0.5, 0.8
"""The general baccalauréat names no field; most of its holders go to the university."""
SAME_NAME: Final = 0.9
REVIEW: Final = "review"
MOST_IN_REVIEW: Final = 3
NEAR_ENOUGH: Final = 0.3
LAST: Final = 0.5
"""A change of road comes after the diplomas that a 2de is the first year of."""


def from_common_year(catalogue: Catalogue, common: Certification) -> Iterator[Progression]:
    """`Familles de métiers` (arrêté of 2018-12-19) and common first years of BTS: the diplomas that follow."""
    rule = "bts_option" if common.kind == "bts" else "family"
    for after in catalogue.leads_to(common.id):
        yield Progression(common.id, after.id, "common_year", "official", rule)


def from_first_year(catalogue: Catalogue, heirs: Heirs, first: Certification) -> Iterator[Progression]:
    """A 2de pro of no family is the first year of the bac pro of its name, or of the one that replaced it."""
    for diploma in catalogue.certifications.values():
        if diploma.kind == "bac-pro" and same_name(base(diploma.label), base(first.label)):
            for current in heirs.of(diploma.id):
                yield Progression(first.id, current, "common_year", "inferred", "first_year", SAME_NAME)


def review(catalogue: Catalogue, heirs: Heirs, closeness: Closeness, first: Certification) -> Iterator[Progression]:
    """Until the autumn holidays a 2de pro may be left for another road (consolidation de l'orientation): the CAP of
    this territory closest to the diplomas that it leads to. Those in the first year of a CAP have no station."""
    ways = (*from_common_year(catalogue, first), *from_first_year(catalogue, heirs, first))
    known = catalogue.certifications
    after = [step.target for step in ways if catalogue.is_open(known[step.target])]
    caps = [c.id for c in known.values() if c.kind == "cap" and catalogue.is_open(c) and catalogue.programmes_of(c.id)]
    close = {cap: max((closeness.score(cap, one) for one in after), default=0.0) for cap in caps}
    for cap in sorted(caps, key=lambda one: (-close[one], one))[:MOST_IN_REVIEW]:
        if close[cap] >= NEAR_ENOUGH:
            yield Progression(first.id, cap, "reorientation", "official", REVIEW, close[cap] * LAST)


def into(catalogue: Catalogue, diploma: Certification) -> Iterator[Progression]:
    """The official ways into a diploma: common years, then stages of school."""
    for common in catalogue.enters_through(diploma.id):
        if catalogue.is_open(common):
            rule = "bts_option" if common.kind == "bts" else "family"
            yield Progression(common.id, diploma.id, "common_year", "official", rule)
    if diploma.kind in AFTER_THIRD_YEAR:
        rule = "third_year_family" if catalogue.enters_through(diploma.id) else "third_year"
        yield Progression(THIRD_YEAR, diploma.id, "continuation", "official", rule)
    if diploma.kind == "bac-pro":
        yield Progression(GENERAL_YEAR, diploma.id, "bridge", "official", "from_general_year")
    elif diploma.kind in ("2de-pro", "cap"):
        yield Progression(GENERAL_YEAR, diploma.id, "reorientation", "official", "back_from_general_year")


def from_general_bac(
    diploma: Certification, named: frozenset[str], bacs: Mapping[str, Sequence[str]], closeness: Closeness
) -> Iterator[Progression]:
    """A BTS is open to every baccalauréat (code de l'éducation D.643-3 s.); which series suits it is `named` by its
    sheet, else inferred from its field. The fewer it names, and the closer the diplomas of a series (`bacs`), the
    better it suits."""
    if diploma.kind not in ("bts", "but"):
        return
    series = sorted(stage for stage in named if stage.startswith(BAC_TECHNO))
    confidence: Confidence = "documented" if series else "inferred"
    usual = NAMED_SERIES + ONE_SERIES / len(series) if series else OTHER_SERIES
    for stage in series or [series_for(diploma)]:
        known = {bac: usual + SUITS * closeness.score(bac, diploma.id) for bac in bacs.get(stage, ())}
        for source, strength in (*known.items(), (stage, max(known.values(), default=usual))):
            yield Progression(source, diploma.id, "continuation", confidence, "general_bac", strength)
    said = BAC_GENERAL in named
    general: Confidence = "documented" if said else "inferred"
    usual = NAMED_GENERAL if said else OTHER_GENERAL
    yield Progression(BAC_GENERAL, diploma.id, "continuation", general, "general_bac", usual)


def to_university() -> Progression:
    """What most general bacheliers do next."""
    return Progression(BAC_GENERAL, OF_SORT["licence"], "continuation", "inferred", "general_bac", UNIVERSITY)


def series_for(diploma: Certification) -> str:
    """The technological baccalauréat whose field is closest to a diploma's."""
    nsf = diploma.nsf or ""
    return BAC_TECHNO + (SERIES_BY_GROUP.get(nsf) or SERIES_BY_DOMAIN.get(nsf[:2], "sti2d"))
