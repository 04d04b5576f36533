"""Onisep's sheets tied to our diplomas: what they add to each, the texts, and the diplomas that no CFD names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz

from passerelles.catalogue.importers import labels
from passerelles.catalogue.importers.bcn import heads
from passerelles.catalogue.importers.certifications import USUAL_YEARS, Nomenclature, certification_id
from passerelles.catalogue.importers.onisep_sheets import Sheet, Sheets
from passerelles.catalogue.importers.sheet_kinds import IN_BCN, OTHER, TYPES
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.typography import capitalised, folded, typographic
from passerelles.catalogue.records import Certification, FurtherStudy

SHORT_TITLE: Final = re.compile(r"^(?:tp|titre professionnel) ")
OLDEST: Final = "onisep-formations-2022"
SAME_NAME: Final = 85
"""Likeness (0 to 100) from which a sheet and a diploma of the same RNCP number are one: a number covers several."""


Accounts = Mapping[str, Table]


class Described(Struct, frozen=True, kw_only=True):
    """Diplomas with what Onisep adds, those that only Onisep describes, and the texts."""

    certifications: tuple[Certification, ...]
    further_studies: tuple[FurtherStudy, ...]


def describe(
    certifications: tuple[Certification, ...], sheets: Sheets, nomenclature: Nomenclature, accounts: Accounts
) -> Described:
    """Tie each sheet to its diplomas. `accounts` are the tables of the sheets: what is left out is counted there."""
    known = {certification.id: certification for certification in certifications}
    targets = _targets(known, sheets.by_id, nomenclature)
    tied: dict[str, list[Sheet]] = defaultdict(list)
    for identifier, codes in targets.items():
        for code in codes:
            tied[code].append(sheets.by_id[identifier])
    enriched = [_enriched(record, tied.get(record.id, [])) for record in certifications]
    alone = [_with_options(one, enriched) for one in _without_code(enriched, sheets.by_id, targets, accounts)]
    targets |= {record.id: (record.id,) for record in alone}
    by_label = _by_label([*enriched, *alone], sheets.by_id, targets)
    texts = [
        text
        for identifier, codes in targets.items()
        for code in codes
        if (text := _text(code, sheets.by_id[identifier], by_label))
    ]
    return Described(certifications=(*enriched, *alone), further_studies=tuple(texts))


def _targets(
    known: Mapping[str, Certification], sheets: Mapping[str, Sheet], nomenclature: Nomenclature
) -> dict[str, tuple[str, ...]]:
    """The diplomas of each sheet: its own; when that is closed, also its successors that have no sheet."""
    own: dict[str, str] = {c.onisep: c.id for c in known.values() if c.onisep}
    own |= {sheet.id: certification_id(sheet.cfd) for sheet in sheets.values() if certification_id(sheet.cfd) in known}
    own |= {one: code for one, code in _by_rncp(known, sheets, own).items() if one not in own}
    own |= {one.id: certification_id(one.cfd) for one in sheets.values() if one.cfd in nomenclature.diplomas}
    own |= _by_name(known, [sheet for sheet in sheets.values() if sheet.id not in own], nomenclature.as_of)
    described = set(own.values())
    found = {}
    for identifier, code in own.items():
        if identifier not in sheets:
            continue
        current = heads(code.removeprefix("CFD:"), nomenclature.diplomas, nomenclature.as_of)
        after = (certification_id(head) for head in current)
        codes = dict.fromkeys((code, *(one for one in after if one not in described)))
        found[identifier] = tuple(one for one in codes if one in known)
    return found


def _by_rncp(known: Mapping[str, Certification], sheets: Mapping[str, Sheet], own: Mapping[str, str]) -> dict[str, str]:
    """Sheets without a code whose RNCP number and name are those of a diploma without a sheet."""
    by_number: dict[str, list[Certification]] = defaultdict(list)
    described = set(own.values())
    for certification in known.values():
        if certification.rncp and certification.id not in described:
            by_number[certification.rncp.removeprefix("RNCP")].append(certification)
    found = {}
    for sheet in sheets.values():
        if sheet.id in own:
            continue
        scored = [
            (fuzz.token_sort_ratio(folded(sheet.label), folded(one.label)), one.id)
            for one in by_number.get(sheet.rncp, ())
        ]
        score, code = max(scored, default=(0.0, ""))
        if score >= SAME_NAME:
            found[sheet.id] = code
    return found


def _by_name(known: Mapping[str, Certification], sheets: Iterable[Sheet], as_of: str) -> dict[str, str]:
    """Sheets without a code that are called as one of our diplomas, an open one rather than a closed one."""
    named: dict[str, str] = {}
    for certification in sorted(known.values(), key=lambda one: (bool(one.closed and one.closed <= as_of), one.id)):
        named.setdefault(_name(certification.label), certification.id)
    return {sheet.id: named[name] for sheet in sheets if (name := _name(sheet.label)) in named}


def _name(label: str) -> str:
    return SHORT_TITLE.sub("", folded(label))


def _enriched(record: Certification, sheets: list[Sheet]) -> Certification:
    if not sheets:
        return record
    ids = [sheet.id for sheet in sheets]
    with_texts = sorted(sheets, key=lambda sheet: (not sheet.access, not sheet.further, sheet.id))
    main = record.onisep if record.onisep in ids else with_texts[0].id
    return msgspec.structs.replace(
        record,
        onisep=main,
        onisep_others=tuple(one for one in sorted(ids) if one != main),
        acronym=next((sheet.acronym for sheet in with_texts if sheet.acronym), None),
        onisep_subdomains=tuple(dict.fromkeys(one for sheet in sheets for one in sheet.subdomains)),
        jobs=tuple(dict.fromkeys(job for sheet in sheets for job in sheet.jobs)),
        rncp=record.rncp or next((sheet.rncp for sheet in sheets if sheet.rncp), None),
    )


def _without_code(
    enriched: list[Certification],
    sheets: Mapping[str, Sheet],
    targets: Mapping[str, tuple[str, ...]],
    accounts: Accounts,
) -> list[Certification]:
    """The diplomas of sheets that no CFD names: not closed, of a known level, each name once (the newest sheet)."""
    sectors = _sectors_of_subdomains(enriched)
    named = {(folded(one.label), one.level) for one in enriched}
    found = []
    for identifier in sorted(sheets.keys() - targets.keys(), key=lambda one: (sheets[one].sources == (OLDEST,), one)):
        sheet = sheets[identifier]
        record = _certification(sheet, sectors)
        only_old = sheet.sources == (OLDEST,)
        if only_old and sheet.type in IN_BCN:
            reason = "closed_sheet"
        elif record is None:
            reason = "level_unknown"
        elif only_old and (folded(record.label), record.level) in named:
            reason = "newer_sheet"
        else:
            named.add((folded(record.label), record.level))
            found.append(record)
            continue
        for source in sheet.sources:
            accounts[source].ignore(reason)
    return found


def _with_options(record: Certification, enriched: list[Certification]) -> Certification:
    """A BUT before one chooses its "parcours": it leads where they lead together."""
    if record.kind != "but":
        return record
    opening = f"{folded(record.label)} parcours "
    options = [one for one in enriched if one.kind == "but" and folded(one.label).startswith(opening)]
    return msgspec.structs.replace(
        record,
        nsf=next((one.nsf for one in options if one.nsf), None),
        sector=record.sector or next((one.sector for one in options if one.sector), None),
        rome=tuple(dict.fromkeys(code for one in options for code in one.rome)),
        jobs=record.jobs or tuple(dict.fromkeys(job for one in options for job in one.jobs)),
    )


def _certification(sheet: Sheet, sectors: Mapping[str, str]) -> Certification | None:
    """The diploma of a sheet that no CFD names; None when nothing says its level."""
    kind = TYPES.get(sheet.type, OTHER)
    level = sheet.level or kind.level
    if not level:
        return None
    said = labels.specialty_of(sheet.label) if kind.short else sheet.label
    votes = Counter(sectors[one] for one in sheet.subdomains if one in sectors)
    return Certification(
        id=sheet.id,
        label=labels.spoken(kind.short, said) if kind.short else typographic(capitalised(sheet.label)),
        kind=kind.kind,
        level=level,
        years=sheet.years or USUAL_YEARS.get(kind.kind, 1),
        sector=min(votes, key=lambda one: (-votes[one], one)) if votes else None,
        rncp=sheet.rncp or None,
        onisep=sheet.id,
        acronym=sheet.acronym or None,
        onisep_subdomains=sheet.subdomains,
        jobs=sheet.jobs,
        source=" + ".join(sheet.sources),
    )


def _sectors_of_subdomains(certifications: Iterable[Certification]) -> dict[str, str]:
    """The sector most diplomas of each sub-domain are of: a sheet without a code has no NSF group."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for certification in certifications:
        if certification.sector:
            for one in certification.onisep_subdomains:
                votes[one][certification.sector] += 1
    return {one: min(counts, key=lambda sector: (-counts[sector], sector)) for one, counts in votes.items()}


def _by_label(
    certifications: Iterable[Certification], sheets: Mapping[str, Sheet], targets: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Diplomas by the name of their sheet, then by their own."""
    named = {folded(sheets[identifier].label): codes[-1] for identifier, codes in targets.items() if codes}
    for certification in certifications:
        named.setdefault(folded(certification.label), certification.id)
    return named


def _text(code: str, sheet: Sheet, by_label: Mapping[str, str]) -> FurtherStudy | None:
    if not (sheet.access or sheet.expected or sheet.further or sheet.following):
        return None
    keys = {label: by_label.get(folded(label)) for label in sheet.following}
    return FurtherStudy(
        certification=code,
        sheet=sheet.id,
        access_text=tidy(sheet.access),
        expected_text=tidy(sheet.expected),
        further_text=tidy(sheet.further),
        links=tuple(dict.fromkeys(target for target in keys.values() if target)),
        listed=tuple(label for label, target in keys.items() if not target),
        source=sheet.sources[0],
    )


def tidy(text: str) -> str:
    """A text of a sheet with its titles (`### Accès`) dropped and one dash for each point of its lists."""
    lines = [" ".join(line.split()) for line in text.replace("\u200b", "").splitlines()]
    kept: list[str] = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        if kept and kept[-1] == "-":
            kept[-1] = f"- {line}"
        else:
            kept.append(line)
    return typographic_lines(kept)


def typographic_lines(lines: Iterable[str]) -> str:
    return "\n".join(typographic(line) for line in lines if line != "-")
