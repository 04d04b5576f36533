"""Certifications: BCN's diplomas with a spoken label and what Certif Info and the common years know of them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers import labels
from passerelles.catalogue.importers.bcn import COMMON_YEAR, Diploma, Mef
from passerelles.catalogue.importers.certifinfo import CertifInfo
from passerelles.catalogue.importers.families import CommonYear, CommonYears
from passerelles.catalogue.importers.typography import Lexicon, capitalised, typographic
from passerelles.catalogue.records import Certification, CertificationKind, TradeFamily

USUAL_YEARS: Final[dict[CertificationKind, int]] = {
    "2de-pro": 1,
    "cap": 2,
    "bac-pro": 3,
    "bp": 2,
    "mc": 1,
    "bma": 2,
    "btm": 3,
    "bts": 2,
    "but": 3,
    "deust": 2,
    "licence": 3,
    "licence-pro": 1,
    "engineer": 3,
    "master": 2,
    "bac-general": 3,
    "bac-techno": 3,
}
SECONDE_LEVELS: Final = ("400", "403")
"""Level codes of the bac pro: a common year of theirs is a 2de."""

TITLE_PREFIX: Final = "TH"
SCHOOL_LEVEL: Final = 5
"""BTS and below. Above it closed codes are thousands of university titles that no figure cites."""


class Nomenclature(Struct, frozen=True, kw_only=True):
    """Everything read about diplomas, before records are made of it."""

    diplomas: dict[str, Diploma]
    mefs: dict[str, Mef]
    certifinfo: dict[str, tuple[CertifInfo, ...]]
    common_years: CommonYears
    lexicon: Lexicon
    sectors: frozenset[str]
    as_of: str


def certification_id(cfd: str) -> str:
    return f"CFD:{cfd}"


def make_certifications(nomenclature: Nomenclature, cited: frozenset[str]) -> tuple[Certification, ...]:
    """The diplomas to keep: open ones, closed ones that somebody may still ask for, and what a figure `cited`."""
    durations = _durations(nomenclature)
    family_of = {
        member: year.cfd
        for year in nomenclature.common_years.by_cfd.values()
        if year.is_family
        for member in year.members
    }
    kept = {
        code: diploma
        for code, diploma in nomenclature.diplomas.items()
        if code in cited or not diploma.is_closed(nomenclature.as_of) or _may_be_asked_for(diploma)
    }
    return tuple(_certification(diploma, nomenclature, kept, durations, family_of) for diploma in kept.values())


def make_families(common_years: CommonYears) -> tuple[TradeFamily, ...]:
    """Families of trades, named after their common 2de."""
    return tuple(
        TradeFamily(
            id=family_id(year.cfd),
            label=typographic(year.label),
            common=certification_id(year.cfd),
            members=tuple(certification_id(member) for member in year.members),
        )
        for year in common_years.by_cfd.values()
        if year.is_family
    )


def family_id(common_cfd: str) -> str:
    return f"FAM:{common_cfd}"


def label_of(diploma: Diploma, nomenclature: Nomenclature) -> str:
    """The spoken label of a diploma. See `labels` for the order of the sources."""
    common = nomenclature.common_years.by_cfd.get(diploma.code)
    if common:
        return _common_year_label(common, diploma)
    if _is_seconde(diploma):
        return typographic(f"2de pro {capitalised(labels.restored(diploma.label, nomenclature.lexicon))}")
    entries = nomenclature.certifinfo.get(diploma.code, ())
    accented = labels.closest(diploma.label, tuple(entry.label for entry in entries))
    if accented:
        if diploma.short_kind not in labels.KINDS:
            return labels.spoken("", accented)
        return labels.spoken(diploma.short_kind, labels.specialty_of(accented))
    specialty = nomenclature.common_years.specialties.get(diploma.code)
    return labels.spoken(diploma.short_kind, specialty or labels.restored(diploma.label, nomenclature.lexicon))


def _common_year_label(year: CommonYear, diploma: Diploma) -> str:
    if year.is_family:
        return typographic(f"2de pro {year.label}")
    return labels.spoken(diploma.short_kind, f"{year.label} (1re année commune)")


def _certification(
    diploma: Diploma,
    nomenclature: Nomenclature,
    kept: dict[str, Diploma],
    durations: dict[str, int],
    family_of: dict[str, str],
) -> Certification:
    entries = nomenclature.certifinfo.get(diploma.code, ())
    entry = _best_entry(diploma, entries)
    common = nomenclature.common_years.by_cfd.get(diploma.code)
    kind = _kind(diploma, common)
    sector = f"NSF:{diploma.nsf[:2]}" if diploma.nsf else None
    family = diploma.code if common and common.is_family else family_of.get(diploma.code)
    return Certification(
        id=certification_id(diploma.code),
        label=label_of(diploma, nomenclature),
        kind=kind,
        level=diploma.level,
        years=1 if kind == "2de-pro" else durations.get(diploma.code) or USUAL_YEARS.get(kind, 1),
        nsf=diploma.nsf,
        sector=sector if sector in nomenclature.sectors else None,
        ministry=diploma.ministry,
        opened=diploma.opened,
        closed=diploma.closed,
        successors=tuple(certification_id(code) for code in diploma.new if code in kept),
        predecessors=tuple(certification_id(code) for code in diploma.old if code in kept),
        rncp=entry.rncp if entry else None,
        rome=tuple(f"ROME:{code}" for code in entry.rome) if entry else (),
        onisep=entry.onisep if entry else None,
        family=family_id(family) if family else None,
        common_year_of=tuple(certification_id(code) for code in common.members if code in kept) if common else (),
        ways=entry.ways if entry else {},
    )


def _best_entry(diploma: Diploma, entries: tuple[CertifInfo, ...]) -> CertifInfo | None:
    label = labels.closest(diploma.label, tuple(entry.label for entry in entries))
    return next((entry for entry in entries if entry.label == label), None)


def _may_be_asked_for(diploma: Diploma) -> bool:
    """Whether someone may still come with this closed code: an ordinary diploma, replaced or of a school level."""
    return diploma.short_kind in labels.KINDS and (bool(diploma.new) or diploma.level <= SCHOOL_LEVEL)


def _is_seconde(diploma: Diploma) -> bool:
    return diploma.nature == COMMON_YEAR and diploma.level_code in SECONDE_LEVELS


def _kind(diploma: Diploma, common: CommonYear | None) -> CertificationKind:
    if (common and common.is_family) or _is_seconde(diploma):
        return "2de-pro"
    if diploma.short_kind in labels.KINDS:
        return labels.KINDS[diploma.short_kind][0]
    return "title" if diploma.short_kind.startswith(TITLE_PREFIX) else "other"


def _durations(nomenclature: Nomenclature) -> dict[str, int]:
    """Usual duration of each diploma in years: that of its open classes, its kind's usual one when offered."""
    found: dict[str, set[int]] = {}
    for mef in nomenclature.mefs.values():
        if mef.closed is None or mef.closed > nomenclature.as_of:
            found.setdefault(mef.cfd, set()).add(mef.duration)
    chosen = {}
    for cfd, durations in found.items():
        diploma = nomenclature.diplomas.get(cfd)
        if diploma:
            usual = USUAL_YEARS.get(_kind(diploma, nomenclature.common_years.by_cfd.get(cfd)))
            chosen[cfd] = usual if usual in durations else min(durations)
    return {cfd: years for cfd, years in chosen.items() if years}
