"""What to say when nothing was found, or nothing was asked: in words, with somewhere to go. Never an error."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.schemas import SearchHelp, SearchSuggestion
from passerelles.catalogue.search import finding
from passerelles.catalogue.search.finding import Findings
from passerelles.catalogue.search.index import Kind
from passerelles.core.messages import t

MOST_SPELLINGS, MOST_SECTORS = 2, 5
WEAK: Final = 0.5  # below this share of what was typed, the list is given with help
EXPLORE: Final = "/explorer"


def help_for(catalogue: Catalogue, query: str, findings: Findings) -> SearchHelp | None:
    """Help in words, or None when what was found speaks for itself."""
    if not query.strip() or (findings.entries and findings.coverage >= WEAK):
        return None
    question = findings.question
    only_wishes = not question.words and (question.vague or not findings.entries)
    kind = "some" if findings.entries else "wishes" if only_wishes else "nothing"
    sectors = catalogue.derived("catalogue.search.sectors", _sectors)
    return SearchHelp(sentence=t(f"catalogue.search.{kind}"), suggestions=[*_spellings(catalogue, findings), *sectors])


def _spellings(catalogue: Catalogue, findings: Findings) -> list[SearchSuggestion]:
    """Labels that hold words near those that were typed: "coifure" is not a word, "CAP Métiers de la coiffure" is."""
    usual = finding.of(catalogue).usual
    meant = [word for typed in findings.question.words for word in usual.spelled(typed)[:1]]
    entries = [
        found.entry for word in meant[:MOST_SPELLINGS] for found in usual.rank((word,), {"job", "certification"})[:1]
    ]
    return [_suggestion(entry.kind, entry.id, entry.label, q=entry.label) for entry in dict.fromkeys(entries)]


def _sectors(catalogue: Catalogue) -> list[SearchSuggestion]:
    """The fields most taught here."""
    counts: dict[str, int] = {}
    for programme in catalogue.programmes.values():
        sector = catalogue.certifications[programme.certification].sector
        if sector is not None and sector in catalogue.sectors:
            counts[sector] = counts.get(sector, 0) + 1
    most = sorted(counts, key=lambda sector: (-counts[sector], sector))[:MOST_SECTORS]
    return [_suggestion("sector", one, catalogue.sectors[one].label, sector=one) for one in most]


def _suggestion(kind: Kind, identifier: str, label: str, **choice: str) -> SearchSuggestion:
    return SearchSuggestion(kind=kind, id=identifier, label=label, url=f"{EXPLORE}?{urlencode(choice)}")
