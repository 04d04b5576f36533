"""Progressions that a regulation or an official nomenclature states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import Certification, CertificationKind
from passerelles.journeys.graph.heirs import Heirs
from passerelles.journeys.graph.names import same_name
from passerelles.journeys.graph.progression import Progression
from passerelles.journeys.graph.stations import BAC_GENERAL, BAC_TECHNO, GENERAL_YEAR, THIRD_YEAR

AFTER_THIRD_YEAR: Final[tuple[CertificationKind, ...]] = ("2de-pro", "bac-pro", "cap")

SERIES_BY_DOMAIN: Final = {
    "13": "std2a", "21": "stav", "22": "stl", "30": "stmg", "31": "stmg", "32": "stmg", "33": "st2s", "34": "stmg",
}  # fmt: skip
"""Technological series closest to an NSF domain; STI2D for the rest of production. Our reading, said as inferred."""
SAME_NAME: Final = 0.9
CATERING: Final = "334"


def from_common_year(catalogue: Catalogue, common: Certification) -> Iterator[Progression]:
    """`Familles de métiers` (arrêté of 2018-12-19) and common first years of BTS: the diplomas that follow."""
    rule = "bts_option" if common.kind == "bts" else "family"
    for after in catalogue.leads_to(common.id):
        yield Progression(common.id, after.id, "common_year", "official", rule)


def from_first_year(catalogue: Catalogue, heirs: Heirs, first: Certification) -> Iterator[Progression]:
    """A 2de pro of no family is the first year of the bac pro of its name, or of the one that replaced it."""
    for diploma in catalogue.certifications.values():
        if diploma.kind == "bac-pro" and same_name(diploma.label, first.label):
            for current in heirs.of(diploma.id):
                yield Progression(first.id, current, "common_year", "inferred", "first_year", SAME_NAME)


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


def from_general_bac(diploma: Certification) -> Iterator[Progression]:
    """A BTS is open to every baccalauréat (code de l'éducation D.643-3 s.); which series suits it is inferred."""
    if diploma.kind in ("bts", "but"):
        yield Progression(series_for(diploma), diploma.id, "continuation", "inferred", "general_bac", 0.7)
        yield Progression(BAC_GENERAL, diploma.id, "continuation", "inferred", "general_bac", 0.5)


def series_for(diploma: Certification) -> str:
    """The technological baccalauréat whose field is closest to a diploma's."""
    nsf = diploma.nsf or ""
    series = "sthr" if nsf == CATERING else SERIES_BY_DOMAIN.get(nsf[:2], "sti2d")
    return BAC_TECHNO + series
